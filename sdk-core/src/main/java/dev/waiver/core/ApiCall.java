/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.ValueCall;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to be sent. Nothing is sent until it is executed. A call can be executed any number of times;
 * each execution sends it again, with a request id of its own. Blocking and asynchronous execution behave alike.
 *
 * <p>Each execution has one deadline (default: 2 minutes) that covers authentication, waits and attempts, and one
 * request id, shared by all exchanges of a composed call. Errors are {@link dev.waiver.core.error.SdkException}s.
 *
 * <p>{@code toString()} names the operation and has no arguments, such as {@code ApiCall[EmailExceptions.create, not
 * executed until execute() is called]}: where it is printed, {@link #execute()} is missing.
 *
 * @param <T> the type of the value
 */
public interface ApiCall<T extends @Nullable Object> {
    /**
     * Executes the call on the calling thread and returns its value. Interrupting the thread ends the exchange; the
     * thread's interrupt flag stays set.
     *
     * @throws dev.waiver.core.error.SdkException if the call fails; see its subtypes
     */
    @CanIgnoreReturnValue
    T execute();

    /**
     * Executes the call as {@link #execute()} does, and returns its value with status, headers, ids and attempts.
     *
     * @throws dev.waiver.core.error.SdkException if the call fails; see its subtypes
     */
    @CanIgnoreReturnValue
    ApiResponse<T> executeForResponse();

    /**
     * Executes the call without blocking. No thread is held while the call waits for a retry, a token or the request
     * limits. Canceling the future, or completing it in any other way ({@code orTimeout}), ends the exchange. If the
     * call fails, the future fails with an {@link dev.waiver.core.error.SdkException}.
     */
    @CanIgnoreReturnValue
    CompletableFuture<T> executeAsync();

    /** Executes the call as {@link #executeAsync()} does, for its value with status, headers, ids and attempts. */
    @CanIgnoreReturnValue
    CompletableFuture<ApiResponse<T>> executeForResponseAsync();

    /**
     * Returns this call with options that apply to it alone. If {@code with} is used several times, the last one wins,
     * except for the deadline: the shortest applies.
     *
     * @param options the options to change
     */
    ApiCall<T> with(CallOptions options);

    /**
     * Returns this call with its value transformed.
     *
     * @param change the function to apply to the value of a successful call
     * @param <R> the type of the new value
     */
    <R extends @Nullable Object> ApiCall<R> map(Function<? super T, ? extends R> change);

    /**
     * Returns a call that executes this call and then another, as one call: one deadline, one request id, one
     * cancellation. If the call fails after the service acknowledged a write, the error is an
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     *
     * @param next creates the second call from the value of the first
     * @param <R> the type of the second call's value
     */
    <R extends @Nullable Object> ApiCall<R> flatMap(Function<? super T, ? extends ApiCall<R>> next);

    /**
     * Returns a call that yields a value without sending anything. For composed calls and for tests.
     *
     * @param value the value of the call
     * @param <T> the type of the value
     */
    static <T extends @Nullable Object> ApiCall<T> of(T value) {
        return new ValueCall<>(value);
    }
}
