package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that runs after a delay. */
public final class DelayedCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final long nanos;
    private final Supplier<? extends ApiCall<T>> next;

    public DelayedCall(Duration wait, Supplier<? extends ApiCall<T>> next) {
        this.nanos = CallContext.nanos(wait);
        this.next = next;
    }

    @Override
    public T run(CallContext context) {
        if (nanos >= context.remaining()) {
            throw tooLong(context);
        }
        try {
            context.clock().sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("interrupted while waiting", e, context.callInfo());
        }
        return AbstractCall.<T>of(next.get()).run(context);
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        if (nanos >= context.remaining()) {
            return CompletableFuture.failedFuture(tooLong(context));
        }
        CompletableFuture<T> out = new CompletableFuture<>();
        Runnable unschedule = context.clock()
                .schedule(() -> context.runtime().callbackExecutor().execute(() -> proceed(context, out)), nanos);
        boolean goingOn = context.cancellation().onCancel(() -> {
            unschedule.run();
            out.cancel(false);
        });
        if (!goingOn) {
            unschedule.run();
            out.cancel(false);
        }
        return out;
    }

    private void proceed(CallContext context, CompletableFuture<T> out) {
        context.cancellation().clear();
        try {
            AbstractCall.<T>of(next.get()).runAsync(context).whenComplete((value, error) -> {
                if (error == null) {
                    out.complete(value);
                } else {
                    out.completeExceptionally(unwrapped(error));
                }
            });
        } catch (Throwable e) {
            out.completeExceptionally(e);
        }
    }

    private DeadlineExceededException tooLong(CallContext context) {
        return new DeadlineExceededException(
                "a wait of " + Duration.ofNanos(nanos) + " would pass the deadline", null, context.callInfo());
    }

    @Override
    protected CallRuntime runtime() {
        return CallRuntime.NEUTRAL;
    }

    @Override
    protected String describe() {
        return "a call after a delay";
    }
}
