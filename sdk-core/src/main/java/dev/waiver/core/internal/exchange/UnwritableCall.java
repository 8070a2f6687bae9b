/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.LeafCall;
import dev.waiver.core.json.JsonEditException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call that fails because its body has something that cannot be sent. */
public final class UnwritableCall<T extends @Nullable Object> extends LeafCall<T> {
    private final JsonEditException problem;

    public UnwritableCall(Engine engine, String name, JsonEditException problem) {
        super(engine.runtime, name);
        this.problem = problem;
    }

    @Override
    public T run(CallContext context) {
        throw error(context);
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        return CompletableFuture.failedFuture(error(context));
    }

    private LossyEditException error(CallContext context) {
        return new LossyEditException(problem.getMessage() + ". Nothing was sent", context.callInfo(), List.of());
    }
}
