/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.Exchange;
import dev.waiver.core.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has happened so far in one execution, or in one part of it, and whether the execution was canceled. Used by one
 * thread at a time: the threads of an asynchronous call hand it over through futures and the engine's synchronization.
 * Only parts that run concurrently use the whole from several threads; each has a cancellation of its own. A part locks
 * the whole while it is locked itself, never the other way round.
 */
final class CallProgress extends Cancellation {
    /** The execution that this is a part of; what happens in a part counts there, too. */
    private final @Nullable CallProgress whole;

    private final String suffix;

    /** Whether this has its own cancellation: one cancellation ends one thing at a time. */
    private final boolean concurrent;

    private int parts;
    private int attempts;
    private boolean underWay;
    private boolean shared;
    private boolean unclear;
    private boolean acknowledged;

    /** The write that was acknowledged first; before any was, the last one that may have been applied. */
    private @Nullable Exchange write;

    private @Nullable SentBody sent;
    private @Nullable String requestId;
    private @Nullable Exchange last;
    private @Nullable BoundedHistory<Exchange> exchanges;
    private @Nullable BoundedHistory<Secret> secrets;

    CallProgress() {
        this(null, "", false);
    }

    private CallProgress(@Nullable CallProgress whole, String suffix, boolean concurrent) {
        this.whole = whole;
        this.suffix = suffix;
        this.concurrent = concurrent;
    }

    /**
     * Returns the progress of the next part.
     *
     * @param besideOthers whether it runs concurrently with other parts, so that it needs its own cancellation
     */
    synchronized CallProgress part(boolean besideOthers) {
        parts++;
        return new CallProgress(this, suffix + "-" + parts, besideOthers);
    }

    /** Returns the cancellation, which a part shares with the whole unless it runs concurrently with others. */
    Cancellation cancellation() {
        return whole == null || concurrent ? this : whole.cancellation();
    }

    /**
     * Returns the request id.
     *
     * @param asked the id in the caller's options; null to use a generated one
     */
    String requestId(CallRuntime runtime, @Nullable String asked) {
        if (whole == null) {
            return asked != null ? asked : generatedRequestId(runtime);
        }
        return root().requestId(runtime, asked) + suffix;
    }

    private CallProgress root() {
        return whole == null ? this : whole.root();
    }

    /** Calls the application's supplier without the lock, which a cancellation needs. */
    private String generatedRequestId(CallRuntime runtime) {
        String known = knownRequestId();
        if (known != null) {
            return known;
        }
        try {
            return keep(
                    Objects.requireNonNull(runtime.requestIdSupplier().get(), "requestIdSupplier: it returned null"));
        } catch (Throwable e) {
            String unused = keep(RequestIds.random()); // for the error
            throw e;
        }
    }

    private synchronized @Nullable String knownRequestId() {
        return requestId;
    }

    private synchronized String keep(String id) {
        String known = requestId;
        if (known == null) {
            requestId = id;
            return id;
        }
        return known;
    }

    synchronized boolean started() {
        return last != null;
    }

    synchronized void add(Exchange exchange) {
        if (last != null) {
            BoundedHistory<Exchange> all = exchanges;
            if (all == null) {
                all = new BoundedHistory<>();
                all.add(last);
                exchanges = all;
            }
            all.add(exchange);
        }
        last = exchange;
        if (whole != null) {
            whole.add(exchange);
        }
    }

    synchronized @Nullable Exchange last() {
        return last;
    }

    /** Adds secrets that only one attempt carried. */
    synchronized void secrets(List<Secret> once) {
        BoundedHistory<Secret> all = secrets;
        if (all == null) {
            all = new BoundedHistory<>();
            secrets = all;
        }
        once.forEach(all::add);
        if (whole != null) {
            whole.secrets(once);
        }
    }

    synchronized List<Secret> secrets() {
        return secrets == null ? List.of() : secrets.toList();
    }

    synchronized void share() {
        shared = true;
    }

    synchronized boolean isShared() {
        return shared || (whole != null && whole.isShared());
    }

    synchronized void begin() {
        underWay = true;
        if (whole != null) {
            whole.begin();
        }
    }

    /** Returns whether anything was done in the whole execution. */
    synchronized boolean isUnderWay() {
        return whole == null ? underWay : whole.isUnderWay();
    }

    synchronized void countAttempt() {
        attempts++;
        underWay = true;
        if (whole != null) {
            whole.countAttempt();
        }
    }

    synchronized int attempts() {
        return attempts;
    }

    synchronized boolean isAcknowledged() {
        return acknowledged;
    }

    synchronized boolean isUnclear() {
        return unclear;
    }

    /** Returns the body of the last write that was applied or may have been. */
    synchronized @Nullable SentBody sent() {
        return sent;
    }

    synchronized void acknowledge(Exchange exchange, SentBody body) {
        sent = body;
        if (!acknowledged) {
            acknowledged = true;
            write = exchange;
        }
        if (whole != null) {
            whole.acknowledge(exchange, body);
        }
    }

    /** Records that a write failed so that it may have been applied. */
    synchronized void unclear(Exchange exchange, SentBody body) {
        unclear = true;
        if (!acknowledged) {
            write = exchange;
        }
        sent = body;
        if (whole != null) {
            whole.unclear(exchange, body);
        }
    }

    /** Records that the last unclear write turned out to be applied. */
    synchronized void settle() {
        acknowledged |= unclear;
        if (whole != null) {
            whole.settle();
        }
    }

    synchronized List<Exchange> inOrder() {
        if (exchanges != null) {
            return exchanges.toList();
        }
        return last == null ? List.of() : List.of(last);
    }

    /** Returns the exchanges, the acknowledged write first, otherwise the last exchange; the others follow in order. */
    synchronized List<Exchange> mainFirst(CallContext context) {
        Exchange main = acknowledged ? write : last;
        if (main == null) {
            return List.of(new Exchange("call", context.requestId(), 0, 0, null, Map.of(), Map.of()));
        }
        if (main == last && exchanges == null) {
            return List.of(main);
        }
        List<Exchange> ordered = new ArrayList<>();
        ordered.add(main);
        for (Exchange e : inOrder()) {
            if (e != main) {
                ordered.add(e);
            }
        }
        return ordered;
    }
}
