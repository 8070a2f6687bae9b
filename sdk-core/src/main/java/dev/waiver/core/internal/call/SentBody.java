package dev.waiver.core.internal.call;

/** The body of a request, rendered only when an error wants to show it. */
@FunctionalInterface
public interface SentBody {
    String text();
}
