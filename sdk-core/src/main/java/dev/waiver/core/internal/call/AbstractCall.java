/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The base class of all calls: a description of what to do, which {@link Execution} runs. A call is a leaf, which does
 * something, a chain of two calls, or a scope in which another call runs.
 */
public abstract sealed class AbstractCall<T extends @Nullable Object> implements ApiCall<T>
        permits LeafCall, ChainedCall, ScopedCall {
    final CallRuntime runtime;
    final String name;

    /**
     * Creates a call.
     *
     * @param runtime the runtime for an execution of this call
     * @param name the operation's name, such as {@code EmailExceptions.create}, without arguments and values, since
     *     they may be secret
     */
    AbstractCall(CallRuntime runtime, String name) {
        this.runtime = runtime;
        this.name = name;
    }

    /**
     * Returns the call as an {@code AbstractCall}. A caller's own implementation of the interface is run through its
     * public methods.
     */
    public static <V extends @Nullable Object> AbstractCall<V> of(ApiCall<V> call) {
        return call instanceof AbstractCall<V> ours ? ours : new ForeignCall<>(call);
    }

    @Override
    public final String toString() {
        return "ApiCall[" + name + ", not executed until execute() is called]";
    }

    @Override
    public final T execute() {
        return run(CallContext.start(runtime));
    }

    @Override
    public final ApiResponse<T> executeForResponse() {
        CallContext context = CallContext.start(runtime);
        return response(run(context), context);
    }

    private T run(CallContext context) {
        try {
            return Execution.run(this, context);
        } catch (SdkException | CallersClock.ClockException e) {
            throw (RuntimeException) errorForCaller(e, context);
        }
    }

    static Throwable errorForCaller(Throwable e, CallContext context) {
        if (e instanceof SdkException error) {
            return context.errorForCaller(error);
        }
        return e instanceof CallersClock.ClockException failed
                ? context.errorForCaller(
                        new TransportException(String.valueOf(failed.getMessage()), failed, context.callInfo()))
                : e;
    }

    @Override
    public final CompletableFuture<T> executeAsync() {
        return start((value, context) -> value);
    }

    @Override
    public final CompletableFuture<ApiResponse<T>> executeForResponseAsync() {
        return start(AbstractCall::response);
    }

    private <V extends @Nullable Object> CompletableFuture<V> start(BiFunction<T, CallContext, V> result) {
        CallContext context;
        try {
            context = CallContext.start(runtime).capturing();
        } catch (SdkException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<V> out = new CompletableFuture<>();
        // However the caller completes the future (cancel(), orTimeout(), complete()), the exchange ends too.
        out.whenComplete((value, error) -> context.cancellation().cancel());
        Execution.start(this, context, (value, error) -> {
            try {
                if (error == null) {
                    if (!out.complete(result.apply(value, context)) && value instanceof ItemStream<?> stream) {
                        stream.close(); // the caller has given up, and nobody else can
                    }
                } else {
                    out.completeExceptionally(errorForCaller(error, context));
                }
            } catch (Throwable e) {
                out.completeExceptionally(e);
            }
        });
        return out;
    }

    private static <V extends @Nullable Object> ApiResponse<V> response(V value, CallContext context) {
        return new ApiResponse<>(value, context.exchanges());
    }

    @Override
    public final ApiCall<T> with(CallOptions options) {
        Objects.requireNonNull(options, "options");
        return new ScopedCall<>(this, context -> context.with(options), this);
    }

    @Override
    public final <R extends @Nullable Object> ApiCall<R> map(Function<? super T, ? extends R> change) {
        Objects.requireNonNull(change, "change");
        return new ChainedCall<>(this, (value, context) -> new ValueCall<>(change.apply(value)), null);
    }

    @Override
    public final <R extends @Nullable Object> ApiCall<R> flatMap(Function<? super T, ? extends ApiCall<R>> next) {
        Objects.requireNonNull(next, "next");
        return new ChainedCall<>(this, (value, context) -> next.apply(value), null);
    }
}
