package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.ValueCall;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is fully described and not yet sent. It can be executed as often as wanted, each time anew with a
 * request id of its own, blocking or asynchronously; both ways behave alike.
 *
 * <p>Every execution has one deadline (default 2 minutes) that bounds sign-in, waits and attempts together, and one
 * request id, shared by all exchanges of a composed call. Errors are {@link dev.waiver.core.error.SdkException}s.
 *
 * @param <T> what the operation answers
 */
public interface ApiCall<T extends @Nullable Object> {
    /**
     * Sends and waits for the answer in the caller's thread. Interrupting the thread ends the exchange; the thread's
     * interrupt flag stays set.
     *
     * @return the value
     * @throws dev.waiver.core.error.SdkException whatever went wrong; see its subtypes
     */
    @CanIgnoreReturnValue
    T execute();

    /**
     * As {@link #execute()}, with status, headers, ids and attempts.
     *
     * @return value and metadata
     * @throws dev.waiver.core.error.SdkException whatever went wrong; see its subtypes
     */
    @CanIgnoreReturnValue
    ApiResponse<T> executeForResponse();

    /**
     * Sends without blocking. Waiting for a retry, a token or a slot holds no thread. Cancelling the future, or
     * completing it in any other way ({@code orTimeout}), ends the exchange; the future fails with an
     * {@link dev.waiver.core.error.SdkException}.
     */
    @CanIgnoreReturnValue
    CompletableFuture<T> executeAsync();

    /** As {@link #executeAsync()}, with status, headers, ids and attempts. */
    @CanIgnoreReturnValue
    CompletableFuture<ApiResponse<T>> executeForResponseAsync();

    /**
     * The same call with options for this call only. Of several {@code with} the last one wins, except for the
     * deadline: there the shortest holds.
     *
     * @param options what to change
     */
    ApiCall<T> with(CallOptions options);

    /**
     * The same call with its value changed.
     *
     * @param change applied to the value after the answer came
     * @param <R> the new value's type
     */
    <R extends @Nullable Object> ApiCall<R> map(Function<? super T, ? extends R> change);

    /**
     * This call and then another, as one call: one deadline, one request id, one cancellation. Once a write of it was
     * acknowledged, a later failure is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     *
     * @param next makes the second call from the first one's value
     * @param <R> what the second call answers
     */
    <R extends @Nullable Object> ApiCall<R> flatMap(Function<? super T, ? extends ApiCall<R>> next);

    /**
     * A call that answers a value without sending anything; for composed calls and for tests.
     *
     * @param value what it answers
     * @param <T> the value's type
     */
    static <T extends @Nullable Object> ApiCall<T> of(T value) {
        return new ValueCall<>(value);
    }
}
