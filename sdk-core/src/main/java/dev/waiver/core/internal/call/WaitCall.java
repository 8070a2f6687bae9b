/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that waits, and whose value is true. It fails immediately if the wait would pass the deadline. */
public final class WaitCall extends LeafCall<Boolean> {
    private final long nanos;

    public WaitCall(Duration wait) {
        super(CallRuntime.NEUTRAL, "a wait");
        this.nanos = CallContext.nanos(wait);
    }

    @Override
    public Boolean run(CallContext context) {
        checkTime(context);
        try {
            context.clock().sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("interrupted while waiting", e, context.callInfo());
        }
    }

    @Override
    public CompletionStage<Boolean> runAsync(CallContext context) {
        checkTime(context);
        return context.await(new CompletableFuture<Boolean>(), nanos, wait -> wait.complete(true))
                .thenApplyAsync(over -> over, context.executor());
    }

    private void checkTime(CallContext context) {
        if (nanos >= context.remaining()) {
            throw new DeadlineExceededException(
                    "a wait of " + Duration.ofNanos(nanos) + " would pass the deadline", null, context.callInfo());
        }
    }
}
