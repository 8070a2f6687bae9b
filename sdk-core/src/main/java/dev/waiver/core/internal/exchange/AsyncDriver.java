package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.call.CallContext;
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
 * result is completed on the callback executor, so that no caller code runs on the SDK's threads.
 */
final class AsyncDriver<T extends @Nullable Object> {
    private final CallStateMachine<T> machine;
    private final Engine engine;
    private final CompletableFuture<T> out = new CompletableFuture<>();

    AsyncDriver(CallStateMachine<T> machine) {
        this.machine = machine;
        this.engine = machine.engine;
    }

    CompletionStage<T> run() {
        drive(machine::start);
        return out;
    }

    /** Reports to the state machine, and executes the steps that follow. Whatever is thrown ends the call. */
    private void drive(Supplier<Step> report) {
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
                        awaitDelay();
                        return;
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
                        hand(() -> out.completeExceptionally(machine.failure()));
                        return;
                    }
                }
            }
        } catch (Throwable e) {
            hand(() -> out.completeExceptionally(e));
        }
    }

    /** Ends the call. */
    private void hand(Runnable completion) {
        machine.release(); // a cancellation, or an exception, may have come between the permit and the request
        machine.context.runtime().callbackExecutor().execute(completion);
    }

    private void finishCanceled() {
        hand(() -> out.completeExceptionally(new CancellationException("the call was canceled")));
    }

    // ------------------------------------------------------------------ waits

    private void awaitToken() {
        CompletableFuture<Token> renewal = engine.tokenProvider().renew();
        machine.operation.value().prepare(); // uses the time that authentication takes
        await(renewal).whenComplete((token, error) -> proceed(error, () -> machine.tokenReady(token)));
    }

    private void awaitPermit(CompletableFuture<@Nullable Void> permit) {
        await(permit)
                .whenComplete((granted, gaveUp) -> {
                    if (gaveUp != null && !permit.cancel(false)) {
                        engine.limiter.release(); // it was granted at the last moment
                    }
                })
                // Not on the thread that released the permit: it is about to complete a call of its own.
                .whenCompleteAsync(
                        (granted, gaveUp) -> proceed(gaveUp, machine::acquired),
                        machine.context.runtime().callbackExecutor());
    }

    private void awaitDelay() {
        machine.context
                .await(new CompletableFuture<Boolean>(), machine.waitNanos(), wait -> wait.complete(true))
                .whenComplete((over, error) -> proceed(error, machine::waited));
    }

    private <V extends @Nullable Object> CompletableFuture<V> await(CompletableFuture<V> event) {
        return machine.context.await(
                event, machine.context.remaining(), wait -> wait.completeExceptionally(new TimeoutException()));
    }

    /** Goes on after a wait that ended, or that failed: at the deadline, by a cancellation, or because of the token. */
    private void proceed(@Nullable Throwable failure, Supplier<Step> report) {
        Throwable cause = CallContext.unwrapped(failure);
        if (machine.context.cancellation().isCanceled()) {
            finishCanceled();
        } else if (cause == null) {
            drive(report);
        } else {
            drive(() -> cause instanceof TimeoutException ? machine.outOfTime(null) : machine.tokenFailed(cause));
        }
    }

    // ------------------------------------------------------------------ the exchange

    private void send() {
        HttpAttempt attempt = machine.attempt();
        Call call = attempt.newCall();
        ResponseCallback exchanging = new ResponseCallback(attempt, call);
        if (!machine.context.cancellation().onCancel(call::cancel)) {
            exchanging.end(this::finishCanceled);
            return;
        }
        call.enqueue(exchanging);
    }

    private final class ResponseCallback implements Callback {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Watchdog.Guard guard;
        private final Runnable unschedule;

        ResponseCallback(HttpAttempt attempt, Call call) {
            guard = Watchdog.start(call, null, machine.context.clock(), attempt.limitNanos());
            // A call in the dispatcher's queue does not notice its cancellation: if nothing was sent, the attempt is
            // ended here.
            unschedule = machine.context
                    .clock()
                    .schedule(
                            () -> {
                                guard.expire();
                                if (!attempt.started()) {
                                    end(() ->
                                            drive(() -> machine.broken(new InterruptedIOException("deadline"), true)));
                                }
                            },
                            Math.min(attempt.limitNanos(), TimeUnit.DAYS.toNanos(1)));
        }

        @Override
        public void onFailure(Call call, IOException e) {
            end(() -> {
                if (machine.context.cancellation().isCanceled()) {
                    finishCanceled();
                } else {
                    drive(() -> machine.broken(e, guard.expired()));
                }
            });
        }

        @Override
        public void onResponse(Call call, Response response) {
            Step step;
            boolean streaming = false;
            try {
                step = machine.responded(response);
                streaming = step == Step.DONE && machine.operation.value() instanceof ValueReader.Elements<?>;
            } catch (IOException e) {
                onFailure(call, e);
                return;
            } catch (Throwable e) {
                end(() -> hand(() -> out.completeExceptionally(e)));
                return;
            } finally {
                if (!streaming) {
                    response.close();
                }
            }
            Step next = step;
            end(() -> drive(() -> next));
        }

        void end(Runnable next) {
            if (over.compareAndSet(false, true)) {
                unschedule.run();
                Watchdog.end(guard);
                machine.context.cancellation().clear();
                machine.release();
                next.run();
            }
        }
    }
}
