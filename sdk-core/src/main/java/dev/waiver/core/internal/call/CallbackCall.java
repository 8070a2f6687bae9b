/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that runs a function of the application: in the caller's thread, or on the callback executor. */
public final class CallbackCall extends LeafCall<Boolean> {
    private final Runnable function;

    /**
     * Creates a call, whose value is true.
     *
     * @param function runs the application's function, and throws nothing
     */
    public CallbackCall(Runnable function) {
        super(CallRuntime.NEUTRAL, "a callback");
        this.function = function;
    }

    @Override
    public Boolean run(CallContext context) {
        function.run();
        return true;
    }

    @Override
    public CompletionStage<Boolean> runAsync(CallContext context) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            AutoCloseable scope = context.restore();
                            try {
                                return run(context);
                            } finally {
                                ContextScopes.close(scope);
                            }
                        },
                        context.runtime().callbackExecutor())
                .thenApplyAsync(done -> done, context.executor());
    }
}
