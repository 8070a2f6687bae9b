package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.spi.CallState;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that is created from the state of the execution it runs in. */
public final class DeferredCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final Function<? super CallState, ? extends ApiCall<T>> call;

    public DeferredCall(Function<? super CallState, ? extends ApiCall<T>> call) {
        this.call = call;
    }

    @Override
    public T run(CallContext context) {
        return AbstractCall.<T>of(call.apply(context)).run(context);
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return AbstractCall.<T>of(call.apply(context)).runAsync(context);
    }

    @Override
    protected CallRuntime runtime() {
        return CallRuntime.NEUTRAL;
    }

    @Override
    protected String describe() {
        return "a call that is created when it is executed";
    }
}
