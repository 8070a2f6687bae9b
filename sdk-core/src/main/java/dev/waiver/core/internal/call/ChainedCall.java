package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call followed by another one that is created from its value. Both ways of running it are loops instead of
 * recursions: polling, paging and sequences chain one call per turn, any number of them, and those that complete
 * immediately would pile up on the stack.
 */
final class ChainedCall<T extends @Nullable Object, R extends @Nullable Object> extends AbstractCall<R> {
    private final AbstractCall<T> first;
    private final Function<? super T, ? extends ApiCall<R>> next;

    ChainedCall(AbstractCall<T> first, Function<? super T, ? extends ApiCall<R>> next) {
        this.first = first;
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public R run(CallContext context) {
        AbstractCall<R> turn = this;
        while (turn instanceof ChainedCall<?, R> chained) {
            turn = chained.firstThenNext(context);
        }
        return turn.run(context);
    }

    private AbstractCall<R> firstThenNext(CallContext context) {
        return of(next.apply(first.run(context)));
    }

    @Override
    public CompletionStage<R> runAsync(CallContext context) {
        Turns<R> turns = new Turns<>(context);
        turns.take(this);
        return turns.out;
    }

    private void runFirst(Turns<R> turns) {
        first.runAsync(turns.context).whenComplete((value, error) -> {
            if (error != null) {
                turns.fail(error);
                return;
            }
            try {
                turns.take(of(next.apply(value)));
            } catch (Throwable e) {
                turns.fail(e);
            }
        });
    }

    @Override
    protected CallRuntime runtime() {
        return first.runtime();
    }

    @Override
    protected String describe() {
        return first.describe() + ", then another";
    }

    /** The turns of an asynchronous chain. A turn that comes while another one is on the stack is taken after it. */
    private static final class Turns<R extends @Nullable Object> {
        final CallContext context;
        final CompletableFuture<R> out = new CompletableFuture<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private volatile @Nullable AbstractCall<R> due;

        Turns(CallContext context) {
            this.context = context;
        }

        void take(AbstractCall<R> turn) {
            due = turn;
            if (waiting.getAndIncrement() > 0) {
                return;
            }
            do {
                run(Objects.requireNonNull(due));
            } while (waiting.decrementAndGet() > 0);
        }

        private void run(AbstractCall<R> turn) {
            try {
                if (turn instanceof ChainedCall<?, R> chained) {
                    chained.runFirst(this);
                    return;
                }
                turn.runAsync(context).whenComplete((value, error) -> {
                    if (error == null) {
                        out.complete(value);
                    } else {
                        fail(error);
                    }
                });
            } catch (Throwable e) {
                fail(e);
            }
        }

        void fail(Throwable error) {
            out.completeExceptionally(unwrapped(error));
        }
    }
}
