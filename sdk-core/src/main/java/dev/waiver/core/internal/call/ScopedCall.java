/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call that runs in another context, such as one with more options or with a name. */
public final class ScopedCall<T extends @Nullable Object> extends AbstractCall<T> {
    final UnaryOperator<CallContext> scope;
    final AbstractCall<T> call;

    public ScopedCall(CallRuntime runtime, String name, UnaryOperator<CallContext> scope, AbstractCall<T> call) {
        super(runtime, name);
        this.scope = scope;
        this.call = call;
    }

    /** Creates a call with the runtime and the name of another one. */
    public ScopedCall(AbstractCall<?> like, UnaryOperator<CallContext> scope, AbstractCall<T> call) {
        this(like.runtime, like.name, scope, call);
    }
}
