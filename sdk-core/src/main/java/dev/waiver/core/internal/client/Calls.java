package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.call.DeferredCall;
import dev.waiver.core.internal.call.DelayedCall;
import dev.waiver.core.internal.call.FailedCall;
import dev.waiver.core.internal.call.OnErrorResumeCall;
import dev.waiver.core.internal.call.SerializedCall;
import dev.waiver.core.spi.CallState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What composed operations are built from, beside {@link ApiCall#map} and {@link ApiCall#flatMap}. */
public final class Calls {
    private Calls() {}

    /**
     * A call that is made up anew for each execution, so that it can keep state while it runs.
     *
     * @param call makes the call
     * @param <T> what it answers
     */
    public static <T extends @Nullable Object> ApiCall<T> defer(Supplier<? extends ApiCall<T>> call) {
        return ApiCall.of(0).flatMap(x -> call.get());
    }

    /**
     * A call that is made up anew for each execution, from how far the execution has come.
     *
     * @param call makes the call
     * @param <T> what it answers
     */
    public static <T extends @Nullable Object> ApiCall<T> defer(
            Function<? super CallState, ? extends ApiCall<T>> call) {
        return new DeferredCall<>(call);
    }

    /**
     * A call that fails.
     *
     * @param error makes the error from the state of the running call
     * @param <T> what it would have answered
     */
    public static <T extends @Nullable Object> ApiCall<T> failed(Function<CallState, ? extends SdkException> error) {
        return new FailedCall<>(error);
    }

    /**
     * A call with a second way for some failures.
     *
     * @param call the call
     * @param recovery the call to make instead, or {@code null} to let the error stand
     * @param <T> what both answer
     */
    public static <T extends @Nullable Object> ApiCall<T> onErrorResume(
            ApiCall<T> call, Function<? super SdkException, ? extends @Nullable ApiCall<T>> recovery) {
        return new OnErrorResumeCall<>(call, recovery);
    }

    /**
     * A call that is made after a while. Waiting is bounded by the deadline, ends with an interrupt or a cancellation,
     * and holds no thread when asynchronous.
     *
     * @param wait how long
     * @param next the call
     * @param <T> what it answers
     */
    public static <T extends @Nullable Object> ApiCall<T> delay(Duration wait, Supplier<? extends ApiCall<T>> next) {
        return wait.isZero() ? defer(next) : new DelayedCall<>(wait, next);
    }

    /**
     * Calls with equal keys run one after the other within this JVM, whichever client they come from.
     *
     * @param key what they have in common; needs {@code equals} and {@code hashCode}
     * @param call the call
     * @param <T> what it answers
     */
    public static <T extends @Nullable Object> ApiCall<T> serialized(Object key, ApiCall<T> call) {
        return new SerializedCall<>(key, call);
    }

    /**
     * Looks again and again until something is found.
     *
     * @param waits how long to wait before each look; one look per element
     * @param look answers what was found, if anything
     * @param nothing what to do when the last look found nothing
     * @param <T> what is looked for
     */
    public static <T> ApiCall<T> poll(
            List<Duration> waits, Supplier<ApiCall<Optional<T>>> look, Supplier<ApiCall<T>> nothing) {
        return defer(() -> poll(waits.iterator(), look, nothing));
    }

    private static <T> ApiCall<T> poll(
            Iterator<Duration> waits, Supplier<ApiCall<Optional<T>>> look, Supplier<ApiCall<T>> nothing) {
        if (!waits.hasNext()) {
            return nothing.get();
        }
        return delay(waits.next(), look)
                .flatMap(found -> found.isPresent() ? ApiCall.of(found.get()) : poll(waits, look, nothing));
    }

    /**
     * One call after the other; the values in that order. Stops at the first failure.
     *
     * @param calls makes each call when its turn comes
     * @param <T> what each answers
     */
    public static <T> ApiCall<List<T>> sequence(List<? extends Supplier<ApiCall<T>>> calls) {
        return defer(() -> sequence(calls.iterator(), new ArrayList<>(calls.size())));
    }

    private static <T> ApiCall<List<T>> sequence(Iterator<? extends Supplier<ApiCall<T>>> calls, List<T> done) {
        if (!calls.hasNext()) {
            return ApiCall.of(done);
        }
        return calls.next().get().flatMap(value -> {
            done.add(value);
            return sequence(calls, done);
        });
    }
}
