package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs after all earlier calls with an equal key in this JVM. It waits in a queue of futures instead of on
 * a lock, so that blocking and asynchronous calls share one queue and a waiting asynchronous call holds no thread.
 */
public final class SerializedCall<T extends @Nullable Object> extends AbstractCall<T> {
    /** Maps each key to the tail of its queue. An entry is removed when its last call is done. */
    private static final ConcurrentHashMap<Object, CompletableFuture<Boolean>> QUEUES = new ConcurrentHashMap<>();

    private final Object key;
    private final AbstractCall<T> call;

    public SerializedCall(Object key, ApiCall<T> call) {
        this.key = key;
        this.call = of(call);
    }

    @Override
    public T run(CallContext context) {
        Turn turn = new Turn(key);
        try {
            turn.predecessor.get(Math.max(0, context.remaining()), TimeUnit.NANOSECONDS);
            return call.run(context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("interrupted while waiting for its turn", e, context.callInfo());
        } catch (TimeoutException e) {
            throw tooLate(context);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        } finally {
            turn.done();
        }
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        Turn turn = new Turn(key);
        CompletableFuture<T> out = new CompletableFuture<>();
        CompletableFuture<Boolean> mine = turn.predecessor.copy();
        Runnable unschedule = context.clock()
                .schedule(() -> mine.completeExceptionally(tooLate(context)), Math.max(0, context.remaining()));
        if (!context.cancellation().onCancel(() -> mine.cancel(false))) {
            mine.cancel(false);
        }
        mine.whenCompleteAsync(
                (nothing, notMyTurn) -> {
                    unschedule.run();
                    context.cancellation().clear();
                    if (notMyTurn != null) {
                        turn.done();
                        out.completeExceptionally(unwrapped(notMyTurn));
                        return;
                    }
                    proceed(context, turn, out);
                },
                context.runtime().callbackExecutor());
        return out;
    }

    private void proceed(CallContext context, Turn turn, CompletableFuture<T> out) {
        CompletionStage<T> running;
        try {
            running = call.runAsync(context);
        } catch (Throwable e) {
            turn.done();
            out.completeExceptionally(e);
            return;
        }
        running.whenComplete((value, error) -> {
            turn.done();
            if (error == null) {
                out.complete(value);
            } else {
                out.completeExceptionally(unwrapped(error));
            }
        });
    }

    private DeadlineExceededException tooLate(CallContext context) {
        return new DeadlineExceededException(
                "another call for the same rule was under way until the deadline", null, context.callInfo());
    }

    @Override
    protected CallRuntime runtime() {
        return call.runtime();
    }

    @Override
    protected String describe() {
        return call.describe();
    }

    /** A place in the queue of a key. */
    private static final class Turn {
        final CompletableFuture<Boolean> predecessor;
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();

        Turn(Object key) {
            AtomicReference<CompletableFuture<Boolean>> ahead = new AtomicReference<>(free());
            // If a call gives up before its turn, the next one still waits for the calls ahead of both.
            CompletableFuture<Boolean> tail = QUEUES.compute(key, (k, last) -> {
                if (last != null) {
                    ahead.set(last);
                }
                CompletableFuture<Boolean> both = new CompletableFuture<>();
                ahead.get().thenRun(() -> end.thenRun(() -> both.complete(true)));
                return both;
            });
            predecessor = ahead.get();
            tail.whenComplete((nothing, never) -> QUEUES.remove(key, tail));
        }

        private static CompletableFuture<Boolean> free() {
            CompletableFuture<Boolean> free = new CompletableFuture<>();
            free.complete(true);
            return free;
        }

        void done() {
            end.complete(true);
        }
    }
}
