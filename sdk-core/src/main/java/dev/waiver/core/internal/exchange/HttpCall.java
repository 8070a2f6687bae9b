/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.LeafCall;
import java.util.concurrent.CompletionStage;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A call of one endpoint with its arguments: the leaf of every composed call. */
public final class HttpCall<T extends @Nullable Object> extends LeafCall<T> {
    private final Engine engine;
    private final Operation<T> operation;
    private final Request template;

    public HttpCall(Engine engine, Operation<T> operation, Request template) {
        super(engine.runtime, operation.name());
        this.engine = engine;
        this.operation = operation;
        this.template = template;
    }

    @Override
    public T run(CallContext context) {
        checkOpen(context);
        return BlockingDriver.run(new CallStateMachine<>(engine, operation, template, context));
    }

    @Override
    public CompletionStage<T> runAsync(CallContext context) {
        checkOpen(context);
        return new AsyncDriver<>(new CallStateMachine<>(engine, operation, template, context)).run();
    }

    /** Refuses to start a call on a closed transport. One that is under way fails in its state machine. */
    private void checkOpen(CallContext context) {
        if (!context.isUnderWay()) {
            engine.transport.checkOpen();
        }
    }
}
