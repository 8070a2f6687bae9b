package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call that continues with another call after some failures. */
public final class OnErrorResumeCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final AbstractCall<T> call;
    private final Function<? super SdkException, ? extends @Nullable ApiCall<T>> recovery;

    public OnErrorResumeCall(ApiCall<T> call, Function<? super SdkException, ? extends @Nullable ApiCall<T>> recovery) {
        this.call = of(call);
        this.recovery = recovery;
    }

    @Override
    public T run(CallContext context) {
        ApiCall<T> instead;
        try {
            return call.run(context);
        } catch (SdkException e) {
            instead = recovery.apply(e);
            if (instead == null) {
                throw e;
            }
        }
        return of(instead).run(context);
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return call.runAsync(context).exceptionallyCompose(error -> {
            ApiCall<T> instead = unwrapped(error) instanceof SdkException e ? recovery.apply(e) : null;
            return instead == null
                    ? CompletableFuture.failedFuture(error)
                    : of(instead).runAsync(context);
        });
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
