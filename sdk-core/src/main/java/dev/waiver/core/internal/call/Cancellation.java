package dev.waiver.core.internal.call;

import org.jspecify.annotations.Nullable;

/** Whether an asynchronous execution was cancelled, and what to do then: one thing at a time is under way. */
public class Cancellation {
    private boolean canceled;
    private @Nullable Runnable action;

    /** Registers what ends the work under way; false if the execution is cancelled already. */
    public final synchronized boolean onCancel(Runnable end) {
        if (canceled) {
            return false;
        }
        action = end;
        return true;
    }

    /** The work under way has ended by itself. */
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
