package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
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

    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    /** The runtime of calls that belong to no client. */
    static final CallRuntime NEUTRAL = new CallRuntime(
            SdkClock.system(), () -> UUID.randomUUID().toString(), CallOptions.none(), ForkJoinPool.commonPool(), null);

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
                ForkJoinPool.commonPool().equals(callbackExecutor) ? callbackExecutor : accepting(callbackExecutor),
                propagator,
                List::of);
    }

    /**
     * Returns an executor that runs a task on a thread of its own if the caller's executor refuses it, because it is
     * full or was shut down: a call must not be lost, nor its place in the request limits.
     */
    private static Executor accepting(Executor executor) {
        return task -> {
            try {
                executor.execute(task);
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.WARNING, "the callback executor refused a task: " + e);
                Thread thread = new Thread(task, "waiver-callback");
                thread.setDaemon(true);
                thread.start();
            }
        };
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

    /** Returns the callback executor; it runs each task in the context of the thread that it gets the task from. */
    public Executor contextExecutor() {
        return propagator == null ? callbackExecutor : task -> callbackExecutor.execute(inContext(task));
    }

    /** Returns a task for another thread that runs in the context of the calling thread. */
    public Runnable inContext(Runnable task) {
        return propagator == null ? task : ContextScopes.wrap(propagator, task);
    }
}
