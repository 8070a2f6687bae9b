package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import dev.waiver.core.Secret;
import dev.waiver.core.spi.Timekeeper;
import java.time.Duration;
import java.util.List;
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
    private final Supplier<List<Secret>> secrets;

    public CallRuntime(Timekeeper time, Supplier<String> requestIds, CallOptions defaults, Executor continuations) {
        this(time, requestIds, defaults, continuations, List::of);
    }

    private CallRuntime(
            Timekeeper time,
            Supplier<String> requestIds,
            CallOptions defaults,
            Executor continuations,
            Supplier<List<Secret>> secrets) {
        this.time = time;
        this.requestIds = requestIds;
        this.defaults = defaults;
        this.continuations = continuations;
        this.secrets = secrets;
    }

    public CallRuntime with(CallOptions more) {
        return new CallRuntime(time, requestIds, defaults.and(more), continuations, secrets);
    }

    /** The same, and no error of its calls shows what this answers. */
    public CallRuntime blanking(Supplier<List<Secret>> known) {
        return new CallRuntime(time, requestIds, defaults, continuations, known);
    }

    /** The secrets that are in use now. */
    public List<Secret> secrets() {
        return secrets.get();
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
