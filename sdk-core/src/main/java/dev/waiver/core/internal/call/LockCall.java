/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.RuleLock;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call that acquires a {@link RuleLock}. Its value is the lock, which {@link Release} closes. The application's lock
 * may block: it does so on the caller's thread, or on a thread of its own kind if the call is asynchronous. A call that
 * gives up while it waits leaves it to that thread to close what it acquires nevertheless.
 */
public final class LockCall extends LeafCall<AutoCloseable> {
    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    private final RuleLock lock;
    private final String key;

    private LockCall(RuleLock lock, String key) {
        super(CallRuntime.NEUTRAL, "a lock");
        this.lock = lock;
        this.key = key;
    }

    /** Returns a call that holds the lock of a key while another one runs, however that one ends. */
    public static <T extends @Nullable Object> ApiCall<T> locked(RuleLock lock, String key, ApiCall<T> call) {
        AbstractCall<T> guarded = AbstractCall.of(call);
        ChainedCall.Next<AutoCloseable, T> whileHeld = (held, context) -> new ChainedCall<>(
                guarded,
                (value, same) -> new Release<>(held, value, null),
                (error, same) -> new Release<>(held, null, error));
        return new ScopedCall<>(
                guarded, UnaryOperator.identity(), new ChainedCall<>(new LockCall(lock, key), whileHeld, null));
    }

    @Override
    public AutoCloseable run(CallContext context) {
        Duration atMost = begin(context);
        try {
            return acquire(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "interrupted while waiting for the lock of the rule", e, context.callInfo());
        } catch (Throwable e) {
            throw failure(e, context);
        }
    }

    @Override
    public CompletionStage<AutoCloseable> runAsync(CallContext context) {
        Acquisition acquisition = new Acquisition(begin(context), context);
        SdkThreads.locks().execute(acquisition);
        CompletableFuture<AutoCloseable> wait;
        try {
            wait = context.await(
                    acquisition.result,
                    context.remaining(),
                    late -> late.completeExceptionally(tooLate(null, context)));
        } catch (Throwable e) { // from the clock
            wait = CompletableFuture.failedFuture(e);
        }
        return wait.thenApplyAsync(held -> held, context.executor()).whenComplete((held, notHeld) -> {
            if (notHeld != null) {
                acquisition.abandon();
            }
        });
    }

    private static Duration begin(CallContext context) {
        context.waits();
        long nanos = context.remaining();
        if (nanos <= 0) {
            throw tooLate(null, context);
        }
        return Duration.ofNanos(nanos);
    }

    private AutoCloseable acquire(Duration atMost) throws Exception {
        return Objects.requireNonNull(lock.acquire(key, atMost), "acquire returned null");
    }

    private static SdkException failure(Throwable e, CallContext context) {
        return e instanceof TimeoutException
                ? tooLate(e, context)
                : new TransportException("the rule lock failed: " + e, e, context.callInfo());
    }

    private static DeadlineExceededException tooLate(@Nullable Throwable cause, CallContext context) {
        return new DeadlineExceededException(
                "the rule lock was not acquired in time; another JVM may hold it", cause, context.callInfo());
    }

    private static void close(AutoCloseable held) {
        boolean interrupted = Thread.interrupted(); // the interrupt that ended the call must not keep the lock
        try {
            held.close();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.WARNING, "a rule lock cannot be released", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for the lock on a thread of the SDK, for an asynchronous call that may give up meanwhile. */
    private final class Acquisition implements Runnable {
        final CompletableFuture<AutoCloseable> result = new CompletableFuture<>();
        private final Duration atMost;
        private final CallContext context;
        private @Nullable Thread waiting;
        private @Nullable AutoCloseable held;
        private boolean abandoned;

        Acquisition(Duration atMost, CallContext context) {
            this.atMost = atMost;
            this.context = context;
        }

        @Override
        public void run() {
            AutoCloseable scope = context.restore();
            AutoCloseable acquired = null;
            Throwable failed = null;
            try {
                if (begins()) {
                    acquired = acquire(atMost);
                }
            } catch (Throwable e) {
                failed = e;
            }
            if (ends(acquired) && acquired != null) {
                close(acquired);
                acquired = null;
            }
            ContextScopes.close(scope);
            if (acquired != null) {
                result.complete(acquired);
            } else if (failed != null) {
                result.completeExceptionally(failure(failed, context));
            }
        }

        private synchronized boolean begins() {
            waiting = Thread.currentThread();
            return !abandoned;
        }

        /** Ends the wait. Returns whether the call has given up. */
        private synchronized boolean ends(@Nullable AutoCloseable acquired) {
            waiting = null;
            held = abandoned ? null : acquired;
            return abandoned;
        }

        /** Gives up. */
        void abandon() {
            AutoCloseable unused;
            synchronized (this) {
                abandoned = true;
                unused = held;
                held = null;
                if (waiting != null) {
                    waiting.interrupt();
                }
            }
            if (unused != null) {
                SdkThreads.work().execute(() -> closeInContext(unused, context));
            }
        }
    }

    private static void closeInContext(AutoCloseable held, CallContext context) {
        AutoCloseable scope = context.restore();
        try {
            close(held);
        } finally {
            ContextScopes.close(scope);
        }
    }

    /** A call that closes the lock and then ends as the call did that held it. */
    private static final class Release<T extends @Nullable Object> extends LeafCall<T> {
        private final AutoCloseable held;
        private final @Nullable T value;
        private final @Nullable Throwable error;

        Release(AutoCloseable held, @Nullable T value, @Nullable Throwable error) {
            super(CallRuntime.NEUTRAL, "a lock");
            this.held = held;
            this.value = value;
            this.error = error;
        }

        @Override
        public T run(CallContext context) {
            close(held);
            return end();
        }

        @Override
        public CompletionStage<T> runAsync(CallContext context) {
            return CompletableFuture.runAsync(() -> closeInContext(held, context), SdkThreads.work())
                    .thenApplyAsync(released -> end(), context.executor());
        }

        @SuppressWarnings("NullAway") // the value is of the type of the call, null or not
        private T end() {
            if (error != null) {
                throw Execution.<RuntimeException>thrown(error);
            }
            return value;
        }
    }
}
