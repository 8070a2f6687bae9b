/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a call, blocking or asynchronous: runs the first leaf, then what follows it, until nothing does. It
 * is a loop instead of a recursion, because polling, paging and sequences chain any number of calls, and those that
 * complete immediately would overflow the stack.
 *
 * <p>An asynchronous execution starts in the caller's thread. Later, what belongs to an operation of the SDK runs on
 * the SDK's threads; the caller's functions around it, and the completion, run on the callback executor.
 */
class Execution<T extends @Nullable Object> {
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
                execution.value = execution.leaf().run(execution.context.now());
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
     * @param end takes the value or the error
     */
    static <T extends @Nullable Object> void start(
            AbstractCall<T> call, CallContext context, BiConsumer<T, @Nullable Throwable> end) {
        new Async<>(call, context, end).startLeaf();
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

    /** Determines what follows the end of a leaf. Returns false if nothing does, or if it belongs elsewhere. */
    @SuppressWarnings("unchecked") // the value is of the type of the chain's first call
    private boolean goesOn() {
        while (pending != null && isInPlace()) {
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

    /** Returns whether the current thread may go on. */
    boolean isInPlace() {
        return true;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the last value is of the type of the whole call
    private T result() {
        return (T) value;
    }

    /** Throws what a leaf or a function threw, as it is. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException thrown(Throwable e) throws E {
        throw (E) e;
    }

    /** An asynchronous execution. */
    private static final class Async<T extends @Nullable Object> extends Execution<T> implements Runnable {
        private final BiConsumer<T, @Nullable Throwable> end;

        /** The executor of the current thread; null in the caller's thread. */
        private @Nullable Executor place;

        Async(AbstractCall<?> call, CallContext context, BiConsumer<T, @Nullable Throwable> end) {
            super(call, context);
            this.end = end;
        }

        /** Starts a leaf, and the next ones until one does not end immediately. */
        void startLeaf() {
            do {
                CompletableFuture<?> running = started();
                boolean done = running.isDone();
                running.whenComplete((result, failure) -> {
                    super.value = result;
                    super.error = CallContext.unwrapped(failure);
                    if (!done) {
                        place = super.context.executor();
                        run();
                    }
                });
                if (!done) {
                    return;
                }
            } while (super.goesOn());
            endOrMove();
        }

        private CompletableFuture<?> started() {
            try {
                return super.leaf().runAsync(super.context.now()).toCompletableFuture();
            } catch (Throwable e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void run() {
            AutoCloseable scope = super.context.restore();
            try {
                if (super.goesOn()) {
                    startLeaf();
                } else {
                    endOrMove();
                }
            } finally {
                ContextScopes.close(scope);
            }
        }

        private void endOrMove() {
            if (isInPlace()) {
                end.accept(super.result(), super.error);
            } else {
                Executor next = next();
                place = next;
                next.execute(this);
            }
        }

        @Override
        boolean isInPlace() {
            return place == null || place.equals(next());
        }

        /** Returns the executor of what follows: the next function of a chain, or the end. */
        private Executor next() {
            return super.pending != null
                    ? super.pending.context.executor()
                    : super.context.runtime().callbackExecutor();
        }
    }
}
