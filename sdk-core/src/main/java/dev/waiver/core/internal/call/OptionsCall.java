package dev.waiver.core.internal.call;

import dev.waiver.core.CallOptions;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call with its own options. */
final class OptionsCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final AbstractCall<T> call;
    private final CallOptions options;

    OptionsCall(AbstractCall<T> call, CallOptions options) {
        this.call = call;
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public T run(CallContext context) {
        return call.run(context.with(options));
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return call.runAsync(context.with(options));
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
