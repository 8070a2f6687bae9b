/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.Exchange;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.redact.Redaction;
import dev.waiver.core.spi.CallState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The context of one execution of a call: deadline, request id, options, cancellation, and what has happened so far.
 * All parts of a composed call share it.
 */
public final class CallContext implements CallState {
    private static final long LONGEST_NANOS = Duration.ofDays(3650).toNanos();

    /** The deadline of a context in which each request and each wait has the default deadline anew. */
    private static final long RENEWED = Long.MIN_VALUE;

    private final CallRuntime runtime;
    private final CallOptions options;
    private final long deadline;
    private final @Nullable String operation;
    private final CallProgress progress;
    private final ContextPropagator.@Nullable Snapshot snapshot;

    private CallContext(
            CallRuntime runtime,
            CallOptions options,
            long deadline,
            @Nullable String operation,
            CallProgress progress,
            ContextPropagator.@Nullable Snapshot snapshot) {
        this.runtime = runtime;
        this.options = options;
        this.deadline = deadline;
        this.operation = operation;
        this.progress = progress;
        this.snapshot = snapshot;
    }

    static CallContext start(CallRuntime runtime) {
        CallProgress progress = new CallProgress();
        try {
            long deadline = runtime.clock().nanoTime() + defaultNanos(runtime);
            return new CallContext(runtime, CallOptions.none(), deadline, null, progress, null);
        } catch (CallersClock.ClockException e) {
            throw new TransportException(
                    Objects.requireNonNull(e.getMessage()),
                    e,
                    new CallContext(runtime, CallOptions.none(), 0, null, progress, null).callInfo());
        }
    }

    /** Returns the context of an execution that goes on on other threads: it captures what the caller's thread has. */
    CallContext capturing() {
        ContextPropagator propagator = runtime.contextPropagator();
        if (propagator == null) {
            return this;
        }
        try {
            return new CallContext(runtime, options, deadline, operation, progress, ContextScopes.capture(propagator));
        } catch (Throwable e) {
            throw new TransportException("the context propagator failed: " + e, e, callInfo());
        }
    }

    /** Returns the context for the part of the call to which these options apply. */
    CallContext with(CallOptions more) {
        long limit = deadline;
        if (more.deadline().isPresent()) {
            long asked = runtime.clock().nanoTime() + nanos(more.deadline().get());
            // Only the default deadline may be extended, and only for the whole call: a part never outlives the whole.
            boolean onlyDefaultSoFar = options.deadline().isEmpty() && !progress.started();
            if (onlyDefaultSoFar || deadline == RENEWED || asked - deadline < 0) {
                limit = asked;
            }
        }
        return new CallContext(runtime, more.mergedWith(options), limit, operation, progress, snapshot);
    }

    /**
     * Returns the context of a part: an own acknowledgement, own exchanges, attempts and request id, and the default
     * deadline anew, which an explicit deadline of the whole still bounds. What happens in it counts in the whole, too.
     */
    public CallContext part() {
        return new CallContext(runtime, options, partDeadline(), operation, progress.part(false), snapshot);
    }

    /**
     * Returns the context of a {@link #part} that runs concurrently with others: with a cancellation of its own.
     *
     * @param place the callback executor of the part
     */
    CallContext concurrentPart(Executor place) {
        return new CallContext(
                runtime.callingBackOn(place), options, partDeadline(), operation, progress.part(true), snapshot);
    }

    private long partDeadline() {
        return options.deadline().isPresent() || deadline == RENEWED
                ? deadline
                : runtime.clock().nanoTime() + defaultNanos(runtime);
    }

    /**
     * Returns a context for work of any length, such as a request for each of many rules or pages: each request and
     * each wait has the default deadline anew. A deadline that was set for the call bounds the whole.
     */
    public CallContext unbounded() {
        return options.deadline().isPresent()
                ? this
                : new CallContext(runtime, options, RENEWED, operation, progress, snapshot);
    }

    /** Returns the context of a request or a wait that starts now. */
    CallContext now() {
        return deadline == RENEWED
                ? new CallContext(
                        runtime,
                        options,
                        runtime.clock().nanoTime() + defaultNanos(runtime),
                        operation,
                        progress,
                        snapshot)
                : this;
    }

    private static long defaultNanos(CallRuntime runtime) {
        return nanos(runtime.defaults().deadline().orElse(CallRuntime.DEADLINE));
    }

    /** Returns the context of a composed operation with this name. The outermost name wins. */
    public CallContext named(String name) {
        return operation != null ? this : new CallContext(runtime, options, deadline, name, progress, snapshot);
    }

    /**
     * Returns the executor of what follows an asynchronous leaf: inside of an operation of the SDK, the SDK's own, so
     * that an operation never waits for a pool of the application; outside, the callback executor.
     */
    public Executor executor() {
        return operation == null ? runtime.callbackExecutor() : SdkThreads.work();
    }

    /** Makes this the context of an execution that several callers wait for, each with a deadline of its own. */
    public CallContext shared() {
        progress.share();
        return this;
    }

    /**
     * Returns whether several callers wait for this execution. It leaves it to them to wait as long as a service asks:
     * the deadline of one may allow it and that of another not.
     */
    public boolean isShared() {
        return progress.isShared();
    }

    static long nanos(Duration d) {
        return d.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0 ? LONGEST_NANOS : d.toNanos();
    }

    public CallOptions options() {
        return options;
    }

    public SdkClock clock() {
        return runtime.clock();
    }

    public CallRuntime runtime() {
        return runtime;
    }

    /** Returns the captured context of the caller; null if there is none to restore. */
    public ContextPropagator.@Nullable Snapshot snapshot() {
        return snapshot;
    }

    /**
     * Makes the caller's context current on another thread.
     *
     * @return the scope, for {@link ContextScopes#close}; null if there is none
     */
    public @Nullable AutoCloseable restore() {
        return snapshot == null ? null : ContextScopes.restore(snapshot);
    }

    public Cancellation cancellation() {
        return progress.cancellation();
    }

    /** Returns the nanoseconds until the deadline, zero or less once it has passed. */
    public long remaining() {
        return deadline == RENEWED
                ? defaultNanos(runtime)
                : deadline - runtime.clock().nanoTime();
    }

    /** Returns what a stage failed with, without the {@code CompletionException} that stages wrap it in. */
    public static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * Returns a future that completes with an event of an asynchronous execution, or fails if the execution is
     * canceled.
     *
     * @param event the event, which is not changed
     * @param nanos how long to wait at most
     * @param atLimit completes the wait if the event has not come by then
     */
    public <V extends @Nullable Object> CompletableFuture<V> await(
            CompletableFuture<V> event, long nanos, Consumer<CompletableFuture<V>> atLimit) {
        CompletableFuture<V> wait = event.copy();
        Runnable unschedule = clock().schedule(() -> atLimit.accept(wait), Math.max(0, nanos));
        if (!cancellation().onCancel(() -> wait.cancel(false))) {
            wait.cancel(false);
        }
        return wait.whenComplete((value, error) -> {
            cancellation().clear();
            unschedule.run();
        });
    }

    /**
     * Returns the request id of all exchanges: the caller's, or one generated on first use. Those of a part get its
     * number behind it.
     */
    public String requestId() {
        return progress.requestId(runtime, options.requestId().orElse(null));
    }

    /** Counts an attempt of any exchange. */
    public void attempt() {
        progress.countAttempt();
    }

    /** Records that the execution waits for another one. */
    void waits() {
        progress.begin();
    }

    /** Returns whether the execution has sent a request or waited. */
    public boolean isUnderWay() {
        return progress.isUnderWay();
    }

    /** Records an exchange that ended with a response. */
    public void exchanged(Exchange exchange) {
        progress.add(exchange);
    }

    /** Records that the service acknowledged a write; {@code sent} is its body. */
    public void acknowledged(Exchange exchange, SentBody sent) {
        progress.acknowledge(exchange, sent);
    }

    /** Records that a write failed so that it may have been applied; {@code sent} is its body. */
    public void unclear(Exchange exchange, SentBody sent) {
        progress.unclear(exchange, sent);
    }

    @Override
    public void markApplied() {
        progress.settle();
    }

    @Override
    public Exchange lastExchange() {
        Exchange last = progress.last();
        return last == null
                ? new Exchange("call", requestId(), 0, 0, null, Map.of(), Map.of())
                : secrets().exchange(last);
    }

    @Override
    public Optional<String> tenantScope() {
        return options.tenantScope();
    }

    @Override
    public boolean acknowledged() {
        return progress.isAcknowledged();
    }

    @Override
    public String sent() {
        SentBody body = progress.sent();
        return body == null ? "" : redact(body.text());
    }

    @Override
    public CallInfo callInfo() {
        return callInfo("call", progress.attempts(), acknowledged(), null);
    }

    @Override
    public String redact(String text) {
        return secrets().body(text);
    }

    /** Adds secrets that one attempt carried and no later one will carry. */
    public void secrets(List<Secret> once) {
        progress.secrets(once);
    }

    private Redaction secrets() {
        return secrets(runtime);
    }

    /**
     * Returns a redaction of the client's credentials, of those of ended attempts, and of the caller's headers.
     *
     * @param engine the runtime of the exchange, whose credentials may be others than those of the call
     */
    public Redaction secrets(CallRuntime engine) {
        Redaction all = Redaction.of(engine.secrets(), engine.defaults().mergedWith(options))
                .and(progress.secrets());
        return engine == runtime ? all : all.and(runtime.secrets());
    }

    /**
     * Returns the details of an error.
     *
     * @param failed the operation that failed, unless it belongs to a composed operation: that is what the caller knows
     * @param attempts how often the request was sent
     * @param mayHaveBeenApplied whether this request may have been applied; an earlier write of unknown outcome counts
     *     as well
     * @param secrets the redaction of the exchanges; null for those of the call
     */
    public CallInfo callInfo(String failed, int attempts, boolean mayHaveBeenApplied, @Nullable Redaction secrets) {
        List<Exchange> shown = progress.inOrder();
        return new CallInfo(
                operation == null ? failed : operation,
                requestId(),
                attempts,
                mayHaveBeenApplied || progress.isUnclear(),
                shown.isEmpty() ? shown : redacted(shown, secrets == null ? secrets() : secrets));
    }

    /** Returns all exchanges, the main one first; never empty. */
    List<Exchange> exchanges() {
        List<Exchange> all = progress.mainFirst(this);
        // A single exchange is a success and stays as received; among several there may be refusals.
        return all.size() == 1 ? all : redacted(all, secrets());
    }

    private static List<Exchange> redacted(List<Exchange> exchanges, Redaction secrets) {
        return exchanges.size() == 1
                ? List.of(secrets.exchange(exchanges.get(0))) // nearly every error, without a stream
                : exchanges.stream().map(secrets::exchange).toList();
    }

    /**
     * Wraps an error that follows an acknowledged write in an {@link AppliedButUnconfirmedException}, so that it does
     * not look like a refused write. Only where an execution or a part ends: within it, the real error can be handled.
     */
    public SdkException errorForCaller(SdkException e) {
        if (!acknowledged() || e instanceof AppliedButUnconfirmedException || e instanceof BulkFailedException) {
            return e; // these say themselves what was applied
        }
        CallInfo now = callInfo(e.operation(), progress.attempts(), true, null);
        return new AppliedButUnconfirmedException(
                "the service acknowledged the change, and what had to follow failed: do not send it again, look for it."
                        + " What failed: " + e.getMessage(),
                e,
                now,
                sent(),
                List.of());
    }
}
