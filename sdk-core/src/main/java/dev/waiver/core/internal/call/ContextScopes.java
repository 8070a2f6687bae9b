/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ContextPropagator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Uses of a {@link ContextPropagator} that cannot fail a call. */
public final class ContextScopes {
    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    private ContextScopes() {}

    static ContextPropagator.Snapshot capture(ContextPropagator propagator) {
        return Objects.requireNonNull(propagator.capture(), "contextPropagator: capture() returned null");
    }

    /** Returns the task, to be run in the context that the calling thread has now. */
    static Runnable wrap(ContextPropagator propagator, Runnable task) {
        ContextPropagator.Snapshot snapshot;
        try {
            snapshot = capture(propagator);
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "the context of a thread cannot be captured", e);
            return task;
        }
        return () -> {
            AutoCloseable scope = restore(snapshot);
            try {
                task.run();
            } finally {
                close(scope);
            }
        };
    }

    /** Makes a captured context current on the calling thread. Returns the scope, or null if that failed. */
    public static @Nullable AutoCloseable restore(ContextPropagator.Snapshot snapshot) {
        try {
            return snapshot.restore();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "the context of a call cannot be restored", e);
            return null;
        }
    }

    /** Closes a scope, if there is one. */
    public static void close(@Nullable AutoCloseable scope) {
        if (scope != null) {
            try {
                scope.close();
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.WARNING, "the context of a call cannot be removed from a thread", e);
            }
        }
    }
}
