/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The environment of an execution: clock, request ids, default options, secrets to redact, and the executor on which
 * asynchronous results complete.
 */
public final class CallRuntime {
    /** The SDK's default deadline of a call; the other defaults follow. */
    public static final Duration DEADLINE = Duration.ofMinutes(2);

    public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final int MAX_RETRIES = 2;

    /** The runtime of calls that belong to no client. */
    static final CallRuntime NEUTRAL =
            new CallRuntime(SdkClock.system(), RequestIds::random, CallOptions.none(), SdkThreads.callbacks(), null);

    private final SdkClock clock;
    private final Supplier<String> requestIdSupplier;
    private final CallOptions defaults;
    private final Executor callbackExecutor;
    private final @Nullable ContextPropagator propagator;
    private final Supplier<List<Secret>> secrets;

    public CallRuntime(
            SdkClock time,
            Supplier<String> requestIds,
            CallOptions defaults,
            Executor callbackExecutor,
            @Nullable ContextPropagator propagator) {
        this(
                SdkClock.system().equals(time) ? time : new CallersClock(time),
                requestIds,
                defaults,
                SdkThreads.accepting(callbackExecutor),
                propagator,
                List::of);
    }

    private CallRuntime(
            SdkClock time,
            Supplier<String> requestIds,
            CallOptions defaults,
            Executor callbackExecutor,
            @Nullable ContextPropagator propagator,
            Supplier<List<Secret>> secrets) {
        this.clock = time;
        this.requestIdSupplier = requestIds;
        this.defaults = defaults;
        this.callbackExecutor = callbackExecutor;
        this.propagator = propagator;
        this.secrets = secrets;
    }

    public CallRuntime with(CallOptions more) {
        return new CallRuntime(
                clock, requestIdSupplier, defaults.mergedWith(more), callbackExecutor, propagator, secrets);
    }

    /** Returns the same runtime, with errors that redact the secrets that {@code known} returns. */
    public CallRuntime redacting(Supplier<List<Secret>> known) {
        return new CallRuntime(clock, requestIdSupplier, defaults, callbackExecutor, propagator, known);
    }

    /** Returns the same runtime for work of the SDK, which completes on the SDK's threads. */
    public CallRuntime onOwnThreads() {
        return new CallRuntime(clock, requestIdSupplier, defaults, SdkThreads.work(), propagator, secrets);
    }

    /** Returns the same runtime with another callback executor, which must accept every task. */
    CallRuntime callingBackOn(Executor executor) {
        return executor.equals(callbackExecutor)
                ? this
                : new CallRuntime(clock, requestIdSupplier, defaults, executor, propagator, secrets);
    }

    /** Returns the secrets in use now. */
    public List<Secret> secrets() {
        return secrets.get();
    }

    public SdkClock clock() {
        return clock;
    }

    public Supplier<String> requestIdSupplier() {
        return requestIdSupplier;
    }

    public CallOptions defaults() {
        return defaults;
    }

    public Executor callbackExecutor() {
        return callbackExecutor;
    }

    /** Returns what carries the context of callers, if the client has such a thing. */
    public @Nullable ContextPropagator contextPropagator() {
        return propagator;
    }

    /** Returns an executor of the SDK that runs each task in the context of the thread that it gets the task from. */
    public Executor contextExecutor() {
        return propagator == null
                ? SdkThreads.work()
                : task -> SdkThreads.work().execute(inContext(task));
    }

    /** Returns a task for another thread that runs in the context of the calling thread. */
    public Runnable inContext(Runnable task) {
        return propagator == null ? task : ContextScopes.wrap(propagator, task);
    }
}
