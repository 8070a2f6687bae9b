/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that a test completes, through the future that it returns. */
public final class FutureCall<T> extends LeafCall<T> {
    private final CompletableFuture<T> result;

    public FutureCall(CompletableFuture<T> result) {
        super(CallRuntime.NEUTRAL, "a future");
        this.result = result;
    }

    @Override
    public T run(CallContext context) {
        return result.join();
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return result;
    }
}
