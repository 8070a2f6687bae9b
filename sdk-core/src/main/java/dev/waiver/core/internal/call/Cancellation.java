/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * The cancellation state of an asynchronous execution, and the action that ends its work in progress. At most one
 * action is registered at a time.
 */
public class Cancellation {
    private boolean canceled;
    private @Nullable Runnable action;

    /** Registers the action that ends the work in progress. Returns false if the execution is already canceled. */
    public final synchronized boolean onCancel(Runnable end) {
        if (canceled) {
            return false;
        }
        action = end;
        return true;
    }

    /** Removes the action, because the work in progress has completed. */
    public final synchronized void clear() {
        action = null;
    }

    public final synchronized boolean isCanceled() {
        return canceled;
    }

    public final void cancel() {
        Runnable end;
        synchronized (this) {
            if (canceled) {
                return;
            }
            canceled = true;
            end = action;
            action = null;
        }
        if (end != null) {
            end.run();
        }
    }
}
