package dev.waiver.core.internal.call;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call whose value is transformed by a function. */
final class MappedCall<T extends @Nullable Object, R extends @Nullable Object> extends AbstractCall<R> {
    private final AbstractCall<T> call;
    private final Function<? super T, ? extends R> change;

    MappedCall(AbstractCall<T> call, Function<? super T, ? extends R> change) {
        this.call = call;
        this.change = Objects.requireNonNull(change, "change");
    }

    @Override
    public R run(CallContext context) {
        return change.apply(call.run(context));
    }

    @Override
    public CompletionStage<R> runAsync(CallContext context) {
        return call.runAsync(context).thenApply(change);
    }

    @Override
    protected CallRuntime runtime() {
        return call.runtime();
    }

    @Override
    protected String describe() {
        return call.describe();
    }
}
