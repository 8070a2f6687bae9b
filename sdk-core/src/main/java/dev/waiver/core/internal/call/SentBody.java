package dev.waiver.core.internal.call;

/** The body of a sent request, converted to text only when an error shows it. */
@FunctionalInterface
public interface SentBody {
    String text();
}
