package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a call, blocking or asynchronous: runs the first leaf, then what follows it, until nothing does. It
 * is a loop instead of a recursion, because polling, paging and sequences chain any number of calls, and those that
 * complete immediately would overflow the stack.
 */
final class Execution<T extends @Nullable Object> {
    private AbstractCall<?> call;
    private CallContext context;
    private @Nullable Pending pending;
    private @Nullable Object value;
    private @Nullable Throwable error;

    /** A chain whose first call is under way, with the context that it stands in and the chain around it. */
    private record Pending(
            ChainedCall<?, ?> chain,
            CallContext context,
            @Nullable Pending outer) {}

    private Execution(AbstractCall<?> call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    /** Runs the call in the caller's thread. */
    static <T extends @Nullable Object> T run(AbstractCall<T> call, CallContext context) {
        if (call instanceof LeafCall<T> leaf) {
            return leaf.run(context); // most calls: nothing to allocate
        }
        Execution<T> execution = new Execution<>(call, context);
        do {
            try {
                execution.value = execution.leaf().run(execution.context);
                execution.error = null;
            } catch (Throwable e) {
                execution.error = e;
            }
        } while (execution.goesOn());
        if (execution.error != null) {
            throw Execution.<RuntimeException>thrown(execution.error);
        }
        return execution.result();
    }

    /**
     * Runs the call without blocking.
     *
     * @param end takes the value or the error, in the thread of the leaf that was last
     */
    static <T extends @Nullable Object> void start(
            AbstractCall<T> call, CallContext context, BiConsumer<T, @Nullable Throwable> end) {
        Execution<T> execution = new Execution<>(call, context);
        execution.resume(() -> end.accept(execution.result(), execution.error));
    }

    private void resume(Runnable end) {
        do {
            CompletableFuture<?> running = started();
            boolean done = running.isDone();
            running.whenComplete((result, failure) -> {
                value = result;
                error = CallContext.unwrapped(failure);
                if (!done) {
                    AutoCloseable scope = context.restore();
                    try {
                        if (goesOn()) {
                            resume(end);
                        } else {
                            end.run();
                        }
                    } finally {
                        ContextScopes.close(scope);
                    }
                }
            });
            if (!done) {
                return;
            }
        } while (goesOn());
        end.run();
    }

    private CompletableFuture<?> started() {
        try {
            return leaf().runAsync(context).toCompletableFuture();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private LeafCall<?> leaf() {
        while (true) {
            if (call instanceof LeafCall<?> leaf) {
                return leaf;
            }
            if (call instanceof ChainedCall<?, ?> chain) {
                pending = new Pending(chain, context, pending);
                call = chain.first;
            } else if (call instanceof ScopedCall<?> scoped) {
                context = scoped.scope.apply(context);
                call = scoped.call;
            }
        }
    }

    /** Determines what follows the end of a leaf. Returns false if nothing does. */
    @SuppressWarnings("unchecked") // the value is of the type of the chain's first call
    private boolean goesOn() {
        while (pending != null) {
            ChainedCall<@Nullable Object, ?> chain = (ChainedCall<@Nullable Object, ?>) pending.chain;
            context = pending.context;
            pending = pending.outer;
            try {
                ApiCall<?> next = chain.after(value, error, context);
                if (next != null) {
                    call = AbstractCall.of(next);
                    return true;
                }
            } catch (Throwable e) {
                error = e;
            }
        }
        return false;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the last value is of the type of the whole call
    private T result() {
        return (T) value;
    }

    /** Throws what a leaf or a function threw, as it is. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException thrown(Throwable e) throws E {
        throw (E) e;
    }
}
