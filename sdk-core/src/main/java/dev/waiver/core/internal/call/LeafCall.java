/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A call that does something itself: a request, a wait, a value. All else is composed of leaves. */
public abstract non-sealed class LeafCall<T extends @Nullable Object> extends AbstractCall<T> {
    protected LeafCall(CallRuntime runtime, String name) {
        super(runtime, name);
    }

    /** Runs the call in the caller's thread. */
    public abstract T run(CallContext context);

    /** Runs the call without blocking. The stage completes on the context's executor, or immediately. */
    public abstract CompletionStage<T> runAsync(CallContext context);
}
