package dev.waiver.core.internal.engine;

import dev.waiver.core.internal.engine.Attempts.Step;
import dev.waiver.core.internal.http.Watch;
import dev.waiver.core.internal.token.Token;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Does what the state machine says without blocking: between two steps no thread and no slot of the dispatcher is held.
 * The result is handed over on the continuation executor, so that nothing of the caller's runs on our threads.
 */
final class AsyncDriver<T extends @Nullable Object> {
    private final Attempts<T> attempts;
    private final Engine engine;
    private final CompletableFuture<T> out = new CompletableFuture<>();

    AsyncDriver(Attempts<T> attempts) {
        this.attempts = attempts;
        this.engine = attempts.engine;
    }

    CompletionStage<T> run() {
        drive(attempts.start());
        return out;
    }

    private void drive(Step first) {
        try {
            Step step = first;
            while (true) {
                if (attempts.context.cancellation().isCancelled() && step != Step.DONE) {
                    finishCancelled();
                    return;
                }
                switch (step) {
                    case GET_TOKEN -> {
                        Token ready = engine.tokens == null ? null : engine.tokens.ready();
                        if (ready == null) {
                            awaitToken();
                            return;
                        }
                        step = attempts.tokenReady(ready);
                    }
                    case ENTER -> {
                        CompletableFuture<@Nullable Void> turn = engine.pace.enter();
                        if (turn != null) {
                            awaitTurn(turn);
                            return;
                        }
                        step = entered();
                    }
                    case WAIT -> {
                        waitAside();
                        return;
                    }
                    case SEND -> {
                        send();
                        return;
                    }
                    case DONE -> {
                        T value = attempts.value();
                        hand(() -> out.complete(value));
                        return;
                    }
                    case FAILED -> {
                        hand(() -> out.completeExceptionally(attempts.failure()));
                        return;
                    }
                }
            }
        } catch (Throwable e) {
            hand(() -> out.completeExceptionally(e));
        }
    }

    private void hand(Runnable completion) {
        attempts.context.runtime().continuations().execute(completion);
    }

    private void finishCancelled() {
        hand(() -> out.completeExceptionally(new CancellationException("the call was cancelled")));
    }

    // ------------------------------------------------------------------ one wait at a time

    private void awaitToken() {
        CompletableFuture<Token> renewal = engine.tokenProvider().renew();
        attempts.operation.value().prepare(); // in the time that the sign-in takes
        Wait wait = new Wait(attempts.context.remaining(), () -> drive(attempts.outOfTime(null)));
        renewal.whenComplete((token, error) -> wait.over(() -> drive(
                error == null
                        ? attempts.tokenReady(token)
                        : attempts.tokenFailed(
                                error instanceof CompletionException && error.getCause() != null
                                        ? error.getCause()
                                        : error))));
    }

    private void awaitTurn(CompletableFuture<@Nullable Void> turn) {
        Wait wait = new Wait(attempts.context.remaining(), () -> drive(attempts.outOfTime(null)));
        // Not on the thread that gave the place back: it is about to complete a call of its own.
        turn.whenCompleteAsync(
                (nothing, error) -> {
                    if (!wait.over(() -> drive(entered()))) {
                        engine.pace.leave();
                    }
                },
                attempts.context.runtime().continuations());
    }

    private Step entered() {
        Step step = attempts.entered();
        if (step != Step.SEND) {
            engine.pace.leave();
        }
        return step;
    }

    private void waitAside() {
        Wait unused = new Wait(attempts.waitNanos(), () -> drive(attempts.waited()));
    }

    /** Something that ends in one of three ways, and only once: by its event, by time, or by cancellation. */
    private final class Wait {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Runnable unschedule;

        Wait(long nanos, Runnable timeUp) {
            unschedule = attempts.context
                    .time()
                    .schedule(
                            () -> {
                                if (over.compareAndSet(false, true)) {
                                    attempts.context.cancellation().clear();
                                    timeUp.run();
                                }
                            },
                            Math.max(0, nanos));
            if (!attempts.context.cancellation().onCancel(this::cancelled)) {
                cancelled();
            }
        }

        boolean over(Runnable next) {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            unschedule.run();
            attempts.context.cancellation().clear();
            next.run();
            return true;
        }

        private void cancelled() {
            if (over.compareAndSet(false, true)) {
                unschedule.run();
                finishCancelled();
            }
        }
    }

    // ------------------------------------------------------------------ one exchange

    private void send() {
        SentAttempt attempt = attempts.attempt();
        Call call = attempt.newCall();
        Exchanging exchanging = new Exchanging(attempt, call);
        if (!attempts.context.cancellation().onCancel(call::cancel)) {
            exchanging.end(this::finishCancelled);
            return;
        }
        call.enqueue(exchanging);
    }

    private final class Exchanging implements Callback {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Watch.Guard guard;
        private final Runnable unschedule;

        Exchanging(SentAttempt attempt, Call call) {
            guard = Watch.start(call, null, attempts.context.time(), attempt.limitNanos());
            // A call in the dispatcher's queue does not see that it was cancelled; when nothing was sent, we say so.
            unschedule = attempts.context
                    .time()
                    .schedule(
                            () -> {
                                call.cancel();
                                if (!attempt.started()) {
                                    end(() -> drive(attempts.broken(new InterruptedIOException("deadline"), true)));
                                }
                            },
                            Math.min(attempt.limitNanos(), TimeUnit.DAYS.toNanos(1)));
        }

        @Override
        public void onFailure(Call call, IOException e) {
            end(() -> {
                if (attempts.context.cancellation().isCancelled()) {
                    finishCancelled();
                } else {
                    drive(attempts.broken(e, guard.expired()));
                }
            });
        }

        @Override
        public void onResponse(Call call, Response response) {
            Step step;
            boolean streaming = false;
            try {
                step = attempts.answered(response);
                streaming = step == Step.DONE && attempts.operation.value() instanceof ValueReader.Elements<?>;
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
            end(() -> drive(next));
        }

        void end(Runnable next) {
            if (over.compareAndSet(false, true)) {
                unschedule.run();
                Watch.end(guard);
                attempts.context.cancellation().clear();
                leave();
                next.run();
            }
        }
    }

    private void leave() {
        if (!engine.pace.isUnlimited()) {
            engine.pace.leave();
        }
    }
}
