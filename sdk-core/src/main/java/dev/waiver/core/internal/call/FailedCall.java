package dev.waiver.core.internal.call;

import dev.waiver.core.error.SdkException;
import dev.waiver.core.spi.CallState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that fails with an error created from the state of the execution. */
public final class FailedCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final Function<CallState, ? extends SdkException> error;

    public FailedCall(Function<CallState, ? extends SdkException> error) {
        this.error = error;
    }

    @Override
    public T run(CallContext context) {
        throw error.apply(context);
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return CompletableFuture.failedFuture(error.apply(context));
    }

    @Override
    protected CallRuntime runtime() {
        return CallRuntime.NEUTRAL;
    }

    @Override
    protected String describe() {
        return "a failure";
    }
}
