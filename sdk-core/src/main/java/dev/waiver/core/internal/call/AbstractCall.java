package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.SdkException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The base class of all calls. Each call can run within an execution in progress, blocking or asynchronously. */
public abstract class AbstractCall<T extends @Nullable Object> implements ApiCall<T> {
    /** Runs the call in the caller's thread. */
    public abstract T run(CallContext context);

    /** Runs the call without blocking. The stage completes on the runtime's callback executor, or immediately. */
    public abstract CompletionStage<T> runAsync(CallContext context);

    /** Returns the runtime for an execution of this call. */
    protected abstract CallRuntime runtime();

    /**
     * Returns the name of the operation, such as {@code EmailExceptions.create}. Arguments and values are not in it,
     * since they may be secret.
     */
    protected abstract String describe();

    @Override
    public final String toString() {
        return "ApiCall[" + describe() + ", not executed until execute() is called]";
    }

    @Override
    public final T execute() {
        return runForCaller(CallContext.start(runtime()));
    }

    @Override
    public final ApiResponse<T> executeForResponse() {
        CallContext context = CallContext.start(runtime());
        return response(runForCaller(context), context);
    }

    @Override
    public final CompletableFuture<T> executeAsync() {
        return start((value, context) -> value);
    }

    @Override
    public final CompletableFuture<ApiResponse<T>> executeForResponseAsync() {
        return start(AbstractCall::response);
    }

    @Override
    public final ApiCall<T> with(CallOptions options) {
        return new OptionsCall<>(this, options);
    }

    @Override
    public final <R extends @Nullable Object> ApiCall<R> map(Function<? super T, ? extends R> change) {
        return new MappedCall<>(this, change);
    }

    @Override
    public final <R extends @Nullable Object> ApiCall<R> flatMap(Function<? super T, ? extends ApiCall<R>> next) {
        return new ChainedCall<>(this, next);
    }

    /** Runs the call as a whole execution or a part: what it throws is what the caller gets. */
    final T runForCaller(CallContext context) {
        try {
            return run(context);
        } catch (SdkException e) {
            throw (SdkException) context.errorForCaller(e);
        }
    }

    private static <V extends @Nullable Object> ApiResponse<V> response(V value, CallContext context) {
        return new ApiResponse<>(value, context.exchanges());
    }

    private <V extends @Nullable Object> CompletableFuture<V> start(BiFunction<T, CallContext, V> result) {
        CallContext context = CallContext.start(runtime());
        CompletableFuture<V> out = new CompletableFuture<>();
        // However the caller completes the future (cancel(), orTimeout(), complete()), the exchange ends too.
        out.whenComplete((value, error) -> context.cancellation().cancel());
        CompletionStage<T> running;
        try {
            running = runAsync(context);
        } catch (Throwable e) {
            out.completeExceptionally(context.errorForCaller(e));
            return out;
        }
        running.whenComplete((value, error) -> {
            if (error == null) {
                out.complete(result.apply(value, context));
            } else {
                out.completeExceptionally(context.errorForCaller(unwrapped(error)));
            }
        });
        return out;
    }

    /**
     * Returns the call as an {@code AbstractCall}. A caller's own implementation of the interface is run through its
     * public methods.
     */
    static <V extends @Nullable Object> AbstractCall<V> of(ApiCall<V> call) {
        return call instanceof AbstractCall<V> ours ? ours : new ForeignCall<>(call);
    }

    static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    static <V extends @Nullable Object> CompletableFuture<V> canceled() {
        return CompletableFuture.failedFuture(new CancellationException("the call was canceled"));
    }

    /** A call implemented outside the SDK, such as a test double. */
    private static final class ForeignCall<V extends @Nullable Object> extends AbstractCall<V> {
        private final ApiCall<V> call;

        ForeignCall(ApiCall<V> call) {
            this.call = call;
        }

        @Override
        public V run(CallContext context) {
            return call.with(context.options()).execute();
        }

        @Override
        public CompletionStage<V> runAsync(CallContext context) {
            CompletableFuture<V> running = call.with(context.options()).executeAsync();
            if (!context.cancellation().onCancel(() -> running.cancel(true))) {
                running.cancel(true);
            }
            return running;
        }

        @Override
        protected CallRuntime runtime() {
            return CallRuntime.NEUTRAL;
        }

        @Override
        protected String describe() {
            return "a call from outside the SDK";
        }
    }
}
