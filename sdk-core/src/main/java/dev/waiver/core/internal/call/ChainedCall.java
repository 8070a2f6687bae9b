package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call followed by another one that is created from its value. */
final class ChainedCall<T extends @Nullable Object, R extends @Nullable Object> extends AbstractCall<R> {
    private final AbstractCall<T> first;
    private final Function<? super T, ? extends ApiCall<R>> next;

    ChainedCall(AbstractCall<T> first, Function<? super T, ? extends ApiCall<R>> next) {
        this.first = first;
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public R run(CallContext context) {
        try {
            // A loop instead of recursion: polling and paging chain one call per lookup or page.
            AbstractCall<R> turn = this;
            while (turn instanceof ChainedCall<?, R> chained) {
                turn = chained.firstThenNext(context);
            }
            return turn.run(context);
        } catch (SdkException e) {
            throw context.afterAcknowledged(e);
        }
    }

    private AbstractCall<R> firstThenNext(CallContext context) {
        return of(next.apply(first.run(context)));
    }

    @Override
    public CompletionStage<R> runAsync(CallContext context) {
        return first.runAsync(context)
                .thenCompose(value -> AbstractCall.<R>of(next.apply(value)).runAsync(context))
                .handle((value, error) -> {
                    if (error == null) {
                        return value;
                    }
                    Throwable cause = unwrapped(error);
                    throw cause instanceof SdkException e
                            ? context.afterAcknowledged(e)
                            : new CompletionException(cause);
                });
    }

    @Override
    protected CallRuntime runtime() {
        return first.runtime();
    }
}
