/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call that returns a value and sends nothing. */
public final class ValueCall<T extends @Nullable Object> extends LeafCall<T> {
    private final T value;

    public ValueCall(T value) {
        super(CallRuntime.NEUTRAL, "a value");
        this.value = value;
    }

    @Override
    public T run(CallContext context) {
        return value;
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return context.cancellation().isCanceled()
                ? CompletableFuture.failedFuture(new CancellationException("the call was canceled"))
                : CompletableFuture.completedFuture(value);
    }
}
