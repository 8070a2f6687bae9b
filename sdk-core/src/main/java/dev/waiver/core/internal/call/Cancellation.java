package dev.waiver.core.internal.call;

import org.jspecify.annotations.Nullable;

/** Whether an asynchronous execution was cancelled, and what to do then: one thing at a time is under way. */
public class Cancellation {
    private boolean cancelled;
    private @Nullable Runnable action;

    /** Registers what ends the work under way; false if the execution is cancelled already. */
    public final synchronized boolean onCancel(Runnable end) {
        if (cancelled) {
            return false;
        }
        action = end;
        return true;
    }

    /** The work under way has ended by itself. */
    public final synchronized void clear() {
        action = null;
    }

    public final synchronized boolean isCancelled() {
        return cancelled;
    }

    public final void cancel() {
        Runnable end;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            end = action;
            action = null;
        }
        if (end != null) {
            end.run();
        }
    }
}
