package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A composed operation of a client. It is created for each execution and has the client's runtime and a name. */
public final class NamedCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final String name;
    private final CallRuntime runtime;
    private final Supplier<? extends ApiCall<T>> call;

    public NamedCall(String name, CallRuntime runtime, Supplier<? extends ApiCall<T>> call) {
        this.name = name;
        this.runtime = runtime;
        this.call = call;
    }

    @Override
    public T run(CallContext context) {
        CallContext named = context.named(name);
        try {
            return AbstractCall.<T>of(call.get()).run(named);
        } catch (SdkException e) {
            throw named.afterAcknowledged(e);
        }
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        CallContext named = context.named(name);
        return AbstractCall.<T>of(call.get()).runAsync(named).handle((value, error) -> {
            if (error == null) {
                return value;
            }
            Throwable cause = unwrapped(error);
            throw cause instanceof SdkException e ? named.afterAcknowledged(e) : new CompletionException(cause);
        });
    }

    @Override
    protected CallRuntime runtime() {
        return runtime;
    }
}
