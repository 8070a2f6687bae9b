package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
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
        return AbstractCall.<T>of(call.get()).run(context.named(name));
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return AbstractCall.<T>of(call.get()).runAsync(context.named(name));
    }

    @Override
    protected CallRuntime runtime() {
        return runtime;
    }

    @Override
    protected String describe() {
        return name;
    }
}
