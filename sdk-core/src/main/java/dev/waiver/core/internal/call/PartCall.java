package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call that runs as a part of the whole, such as one rule of many. See {@link CallContext#part()}. */
public final class PartCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final AbstractCall<T> call;

    public PartCall(ApiCall<T> call) {
        this.call = of(call);
    }

    @Override
    public T run(CallContext context) {
        return call.runForCaller(context.part());
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        CallContext part = context.part();
        return call.runAsync(part)
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(part.errorForCaller(unwrapped(error))));
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
