package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call after which an action runs once, whether it succeeds, fails, is interrupted or is canceled. */
public final class FinallyCall<T extends @Nullable Object> extends AbstractCall<T> {
    private final AbstractCall<T> call;
    private final Runnable action;

    public FinallyCall(ApiCall<T> call, Runnable action) {
        this.call = of(call);
        this.action = action;
    }

    @Override
    public T run(CallContext context) {
        try {
            return call.run(context);
        } finally {
            action.run();
        }
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        CompletionStage<T> running;
        try {
            running = call.runAsync(context);
        } catch (Throwable e) {
            action.run();
            throw e;
        }
        return running.whenComplete((value, error) -> action.run());
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
