package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

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
            SdkClock.system(), () -> UUID.randomUUID().toString(), CallOptions.none(), ForkJoinPool.commonPool());

    private final SdkClock clock;
    private final Supplier<String> requestIdSupplier;
    private final CallOptions defaults;
    private final Executor callbackExecutor;
    private final Supplier<List<Secret>> secrets;

    public CallRuntime(SdkClock time, Supplier<String> requestIds, CallOptions defaults, Executor callbackExecutor) {
        this(
                SdkClock.system().equals(time) ? time : new CallersClock(time),
                requestIds,
                defaults,
                ForkJoinPool.commonPool().equals(callbackExecutor) ? callbackExecutor : accepting(callbackExecutor),
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
            Supplier<List<Secret>> secrets) {
        this.clock = time;
        this.requestIdSupplier = requestIds;
        this.defaults = defaults;
        this.callbackExecutor = callbackExecutor;
        this.secrets = secrets;
    }

    public CallRuntime with(CallOptions more) {
        return new CallRuntime(clock, requestIdSupplier, defaults.mergedWith(more), callbackExecutor, secrets);
    }

    /** Returns the same runtime, with errors that redact the secrets that {@code known} returns. */
    public CallRuntime redacting(Supplier<List<Secret>> known) {
        return new CallRuntime(clock, requestIdSupplier, defaults, callbackExecutor, known);
    }

    /** Returns the same runtime, with asynchronous results that complete on this executor. */
    public CallRuntime on(Executor executor) {
        return new CallRuntime(clock, requestIdSupplier, defaults, executor, secrets);
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
}
