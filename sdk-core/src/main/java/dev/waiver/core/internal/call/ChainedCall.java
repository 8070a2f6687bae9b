/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import org.jspecify.annotations.Nullable;

/** A call followed by another one, which is created from its value, or from its error. */
public final class ChainedCall<S extends @Nullable Object, T extends @Nullable Object> extends AbstractCall<T> {
    final AbstractCall<S> first;
    private final Next<S, T> onValue;
    private final @Nullable Next<Throwable, T> onError;

    /** Creates the call that follows. */
    @FunctionalInterface
    public interface Next<V extends @Nullable Object, T extends @Nullable Object> {
        /** Returns the call that follows, or null to let the value or error stand. What it throws is the error then. */
        @Nullable
        ApiCall<T> after(V end, CallContext context);
    }

    public ChainedCall(AbstractCall<S> first, Next<S, T> onValue, @Nullable Next<Throwable, T> onError) {
        super(first.runtime, first.name);
        this.first = first;
        this.onValue = onValue;
        this.onError = onError;
    }

    @Nullable
    ApiCall<T> after(S value, @Nullable Throwable error, CallContext context) {
        if (error == null) {
            return onValue.after(value, context);
        }
        return onError == null ? null : onError.after(error, context);
    }
}
