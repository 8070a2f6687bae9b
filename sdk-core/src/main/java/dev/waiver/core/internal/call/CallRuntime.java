package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.spi.Timekeeper;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** What an execution needs before anything is sent: clocks, ids, defaults, and where asynchronous results continue. */
public final class CallRuntime {
    /** The SDK's defaults, all of them. */
    public static final Duration DEADLINE = Duration.ofMinutes(2);

    public static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final int MAX_RETRIES = 2;

    /** For calls that belong to no client. */
    static final CallRuntime NEUTRAL = new CallRuntime(
            Timekeeper.system(), () -> UUID.randomUUID().toString(), CallOptions.none(), ForkJoinPool.commonPool());

    private final Timekeeper time;
    private final Supplier<String> requestIds;
    private final CallOptions defaults;
    private final Executor continuations;

    public CallRuntime(Timekeeper time, Supplier<String> requestIds, CallOptions defaults, Executor continuations) {
        this.time = time;
        this.requestIds = requestIds;
        this.defaults = defaults;
        this.continuations = continuations;
    }

    public CallRuntime with(CallOptions more) {
        return new CallRuntime(time, requestIds, defaults.and(more), continuations);
    }

    public Timekeeper time() {
        return time;
    }

    public Supplier<String> requestIds() {
        return requestIds;
    }

    public CallOptions defaults() {
        return defaults;
    }

    public Executor continuations() {
        return continuations;
    }
}
