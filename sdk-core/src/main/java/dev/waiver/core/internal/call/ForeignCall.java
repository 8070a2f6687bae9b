/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call implemented outside the SDK, such as a test double. */
final class ForeignCall<T extends @Nullable Object> extends LeafCall<T> {
    private final ApiCall<T> call;

    ForeignCall(ApiCall<T> call) {
        super(CallRuntime.NEUTRAL, "a call from outside the SDK");
        this.call = call;
    }

    @Override
    public T run(CallContext context) {
        return call.with(context.options()).execute();
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        CompletableFuture<T> running = call.with(context.options()).executeAsync();
        if (!context.cancellation().onCancel(() -> running.cancel(true))) {
            running.cancel(true);
        }
        return running;
    }
}
