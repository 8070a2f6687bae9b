/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.ContextScopes;
import dev.waiver.core.internal.call.SdkThreads;
import dev.waiver.core.internal.exchange.CallStateMachine.Step;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Drives a {@link CallStateMachine} without blocking: between two steps no thread and no dispatcher slot is held. The
 * result is completed on the context's executor, so that what follows holds no thread of the dispatcher or the timer.
 */
final class AsyncDriver<T extends @Nullable Object> {
    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    /** How long OkHttp has to report the end of a call that was canceled. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CallStateMachine<T> machine;
    private final Engine engine;
    private final CompletableFuture<T> out = new CompletableFuture<>();

    AsyncDriver(CallStateMachine<T> machine) {
        this.machine = machine;
        this.engine = machine.engine;
    }

    CompletionStage<T> run() {
        steps(machine::start);
        return out;
    }

    /** Goes on with the steps on a thread that is not the caller's. */
    private void drive(Supplier<Step> report) {
        AutoCloseable scope = machine.context.restore();
        try {
            steps(report);
        } finally {
            ContextScopes.close(scope);
        }
    }

    /** Reports to the state machine, and executes the steps that follow. Whatever is thrown ends the call. */
    private void steps(Supplier<Step> report) {
        try {
            Step step = report.get();
            while (true) {
                if (machine.context.cancellation().isCanceled() && step != Step.DONE) {
                    finishCanceled();
                    return;
                }
                switch (step) {
                    case GET_TOKEN -> {
                        Token ready = engine.tokens == null ? null : engine.tokens.ready();
                        if (ready == null) {
                            awaitToken();
                            return;
                        }
                        step = machine.tokenReady(ready);
                    }
                    case ACQUIRE -> {
                        CompletableFuture<@Nullable Void> permit = engine.limiter.acquire();
                        if (permit != null) {
                            awaitPermit(permit);
                            return;
                        }
                        step = machine.acquired();
                    }
                    case WAIT -> {
                        if (machine.waitNanos() > 0) {
                            awaitDelay();
                            return;
                        }
                        step = machine.waited();
                    }
                    case SEND -> {
                        send();
                        return;
                    }
                    case DONE -> {
                        T value = machine.value();
                        hand(() -> out.complete(value));
                        return;
                    }
                    case FAILED -> {
                        finishFailed();
                        return;
                    }
                }
            }
        } catch (Throwable e) {
            finishFailed(e);
        }
    }

    private void finishFailed(Throwable cause) {
        try {
            Step unused = machine.failed(cause);
        } catch (Throwable e) {
            hand(() -> out.completeExceptionally(cause));
            return;
        }
        finishFailed();
    }

    private void finishFailed() {
        hand(() -> out.completeExceptionally(machine.failure()));
    }

    /** Ends the call. */
    private void hand(Runnable completion) {
        machine.end(); // a cancellation, or an exception, may have come between the permit and the request
        machine.context.executor().execute(completion);
    }

    private void finishCanceled() {
        finishCanceled(null);
    }

    private void finishCanceled(@Nullable Throwable cause) {
        machine.canceled(cause);
        hand(() -> out.completeExceptionally(new CancellationException("the call was canceled")));
    }

    // ------------------------------------------------------------------ waits

    private void awaitToken() {
        CompletableFuture<Token> renewal = engine.tokenProvider().renew();
        machine.operation.value().prepare(); // uses the time that authentication takes
        await(renewal, machine.tokenWaitNanos()).whenComplete((token, error) -> {
            Throwable cause = CallContext.unwrapped(error);
            if (cause == null) {
                proceed(null, () -> machine.tokenReady(token));
            } else if (cause instanceof TimeoutException) {
                proceed(null, () -> machine.tokenLate(renewal));
            } else {
                proceed(null, () -> machine.tokenFailed(cause));
            }
        });
    }

    private void awaitPermit(CompletableFuture<@Nullable Void> permit) {
        CompletableFuture<@Nullable Void> wait;
        try {
            wait = await(permit, machine.context.remaining());
        } catch (Throwable e) {
            wait = CompletableFuture.failedFuture(e);
        }
        wait.whenComplete((granted, gaveUp) -> {
                    if (gaveUp == null) {
                        machine.permitted(); // so that it is given back if the call was canceled just now
                    } else if (!permit.cancel(false)) {
                        engine.limiter.release(); // it was granted at the last moment
                    }
                })
                // Not on the thread that released the permit: it is about to complete a call of its own.
                .whenCompleteAsync(
                        (granted, gaveUp) -> {
                            if (CallContext.unwrapped(gaveUp) instanceof TimeoutException) {
                                proceed(null, machine::noPermit);
                            } else {
                                proceed(gaveUp, machine::acquired);
                            }
                        },
                        SdkThreads.work());
    }

    private void awaitDelay() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        Runnable forget = engine.transport.onClose(() -> closed.complete(true));
        CompletableFuture<Boolean> end;
        try {
            end = machine.context.await(closed, machine.waitNanos(), wait -> wait.complete(true));
        } catch (Throwable e) { // from the clock
            end = CompletableFuture.failedFuture(e);
        }
        end.whenComplete((over, error) -> {
            forget.run();
            proceed(error, machine::waited);
        });
    }

    private <V extends @Nullable Object> CompletableFuture<V> await(CompletableFuture<V> event, long nanos) {
        return machine.context.await(event, nanos, wait -> wait.completeExceptionally(new TimeoutException()));
    }

    /** Goes on after a wait that ended, or that failed: at the deadline, by a cancellation, or because of the clock. */
    private void proceed(@Nullable Throwable failure, Supplier<Step> report) {
        Throwable cause = CallContext.unwrapped(failure);
        if (machine.context.cancellation().isCanceled()) {
            finishCanceled();
        } else if (cause == null) {
            drive(report);
        } else {
            drive(() -> cause instanceof TimeoutException ? machine.outOfTime(null) : machine.failed(cause));
        }
    }

    // ------------------------------------------------------------------ the exchange

    private void send() {
        HttpAttempt attempt = machine.attempt();
        Call call = attempt.newCall();
        ResponseCallback exchanging = new ResponseCallback(attempt, call);
        if (exchanging.over.get()) {
            return; // the timer was faster
        }
        if (!machine.context.cancellation().onCancel(call::cancel)) {
            if (exchanging.claim()) {
                exchanging.end(this::finishCanceled);
            }
            return;
        }
        try {
            call.enqueue(exchanging);
        } catch (Throwable e) { // from a listener, before anything was sent
            if (exchanging.claim()) {
                exchanging.broken(call, e);
            }
        }
    }

    private final class ResponseCallback implements Callback {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Watchdog.Guard guard;
        private volatile @Nullable Runnable unschedule;

        ResponseCallback(HttpAttempt attempt, Call call) {
            guard = Watchdog.start(call, null, machine.context.clock(), attempt.limitNanos());
            unschedule = machine.context
                    .clock()
                    .schedule(() -> expire(attempt), Math.min(attempt.limitNanos(), TimeUnit.DAYS.toNanos(1)));
        }

        /**
         * Cancels the call. One in the dispatcher's queue does not notice: if nothing was sent, the attempt is ended
         * here. Otherwise OkHttp reports the end, unless a listener's exception keeps it from that.
         */
        private void expire(HttpAttempt attempt) {
            try {
                guard.expire();
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.WARNING, "a listener threw when its call was canceled", e);
            }
            if (!attempt.started()) {
                endUnreported();
            } else if (!over.get()) {
                Runnable unused = machine.context.clock().schedule(this::endUnreported, GRACE_NANOS);
            }
        }

        private void endUnreported() {
            if (claim()) {
                end(() -> drive(() -> machine.broken(new InterruptedIOException("deadline"), true)));
            }
        }

        @Override
        public void onFailure(Call call, IOException e) {
            if (claim()) {
                broken(call, e);
            }
        }

        void broken(Call call, Throwable thrown) {
            Throwable cause = HttpAttempt.ended(call, thrown);
            end(() -> {
                if (machine.context.cancellation().isCanceled()) {
                    finishCanceled(cause);
                } else {
                    drive(() -> machine.broken(cause, guard.expired()));
                }
            });
        }

        @Override
        public void onResponse(Call call, Response response) {
            if (!claim()) {
                response.close();
                return;
            }
            Step step;
            AutoCloseable scope = machine.context.restore(); // the listener is called when the body is read
            try {
                boolean streaming = false;
                try {
                    step = machine.responded(response);
                    streaming = step == Step.DONE && machine.operation.value() instanceof ValueReader.Elements<?>;
                } finally {
                    if (!streaming) {
                        response.close();
                    }
                }
            } catch (Throwable e) {
                broken(call, e);
                return;
            } finally {
                ContextScopes.close(scope);
            }
            Step next = step;
            end(() -> drive(() -> next));
        }

        /** Returns whether the caller ends the exchange: who comes first, OkHttp or the timer. */
        boolean claim() {
            return over.compareAndSet(false, true);
        }

        void end(Runnable next) {
            Watchdog.end(guard);
            machine.context.cancellation().clear();
            machine.release();
            Runnable timer = unschedule;
            if (timer != null) { // otherwise it came before it was known
                timer.run();
            }
            next.run();
        }
    }
}
