package dev.waiver.core.internal.call;

import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has happened so far in one execution, and whether it was canceled. Used by one thread at a time: the threads of
 * an asynchronous call hand it over through futures and the engine's synchronization.
 */
final class CallProgress extends Cancellation {
    private List<Secret> secrets = List.of();
    private int attempts;
    private @Nullable Exchange acknowledged;
    private @Nullable SentBody sent;
    private @Nullable String requestId;
    private @Nullable Exchange first;
    private @Nullable List<Exchange> more;

    synchronized String requestId(CallRuntime runtime) {
        String id = requestId;
        if (id == null) {
            id = runtime.requestIdSupplier().get();
            requestId = id;
        }
        return id;
    }

    synchronized boolean started() {
        return first != null;
    }

    synchronized void add(Exchange exchange) {
        if (first == null) {
            first = exchange;
            return;
        }
        if (more == null) {
            more = new ArrayList<>();
        }
        more.add(exchange);
    }

    /** Adds secrets that only one attempt carried. */
    synchronized void secrets(List<Secret> once) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(once);
        secrets = all;
    }

    synchronized List<Secret> secrets() {
        return secrets;
    }

    synchronized void countAttempt() {
        attempts++;
    }

    synchronized int attempts() {
        return attempts;
    }

    synchronized @Nullable Exchange acknowledged() {
        return acknowledged;
    }

    synchronized @Nullable SentBody sent() {
        return sent;
    }

    synchronized void acknowledge(Exchange exchange, SentBody body) {
        sent = body;
        if (acknowledged == null) {
            acknowledged = exchange;
        }
    }

    synchronized List<Exchange> inOrder() {
        if (first == null) {
            return List.of();
        }
        if (more == null) {
            return List.of(first);
        }
        List<Exchange> all = new ArrayList<>(more.size() + 1);
        all.add(first);
        all.addAll(more);
        return all;
    }

    /** Returns the exchanges, the acknowledged write first, otherwise the last exchange; the others follow in order. */
    synchronized List<Exchange> mainFirst(CallContext context) {
        List<Exchange> all = inOrder();
        if (all.isEmpty()) {
            return List.of(new Exchange("call", context.requestId(), 0, 0, null, Map.of(), Map.of()));
        }
        if (all.size() == 1) {
            return all;
        }
        Exchange write = acknowledged;
        Exchange main = write != null ? write : all.get(all.size() - 1);
        List<Exchange> ordered = new ArrayList<>(all.size());
        ordered.add(main);
        for (Exchange e : all) {
            if (e != main) {
                ordered.add(e);
            }
        }
        return ordered;
    }
}
