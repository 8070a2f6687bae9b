package dev.waiver.core.internal.engine;

import dev.waiver.core.internal.engine.Attempts.Step;
import dev.waiver.core.internal.http.Watch;
import dev.waiver.core.internal.token.Token;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Does what the state machine says in the caller's thread. */
final class BlockingDriver<T extends @Nullable Object> {
    private final Attempts<T> attempts;
    private final Engine engine;

    BlockingDriver(Attempts<T> attempts) {
        this.attempts = attempts;
        this.engine = attempts.engine;
    }

    T run() {
        Step step = attempts.start();
        while (true) {
            if (Thread.currentThread().isInterrupted() && step != Step.DONE && step != Step.FAILED) {
                throw attempts.interrupted(null);
            }
            switch (step) {
                case GET_TOKEN -> step = token();
                case ENTER -> step = enter();
                case WAIT -> step = sleep();
                case SEND -> step = send();
                case DONE -> {
                    return attempts.value();
                }
                case FAILED -> throw attempts.failure();
            }
        }
    }

    private Step token() {
        Token ready = engine.tokenProvider().ready();
        if (ready != null) {
            return attempts.tokenReady(ready);
        }
        CompletableFuture<Token> renewal = engine.tokenProvider().renew();
        attempts.operation.value().prepare(); // in the time that the sign-in takes
        try {
            return attempts.tokenReady(await(renewal));
        } catch (ExecutionException e) {
            return attempts.tokenFailed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return attempts.outOfTime(e);
        }
    }

    private Step enter() {
        CompletableFuture<@Nullable Void> turn = engine.pace.enter();
        if (turn != null) {
            try {
                await(turn);
            } catch (TimeoutException | ExecutionException e) {
                giveUp(turn);
                return attempts.outOfTime(e);
            } catch (RuntimeException e) {
                giveUp(turn);
                throw e;
            }
        }
        Step step = attempts.entered();
        if (step != Step.SEND) {
            engine.pace.leave();
        }
        return step;
    }

    private void giveUp(CompletableFuture<@Nullable Void> turn) {
        if (!turn.cancel(false)) {
            engine.pace.leave(); // it was handed over at the last moment
        }
    }

    private Step sleep() {
        try {
            attempts.context.time().sleep(attempts.waitNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw attempts.interrupted(null);
        }
        return attempts.waited();
    }

    private Step send() {
        SentAttempt attempt = attempts.attempt();
        Call call = attempt.newCall();
        Watch.Guard guard = Watch.start(call, Thread.currentThread(), attempts.context.time(), attempt.limitNanos());
        try {
            Response response = call.execute();
            boolean streaming = false;
            try {
                Step step = attempts.answered(response);
                streaming = step == Step.DONE && attempts.operation.value() instanceof ValueReader.Elements<?>;
                return step;
            } finally {
                if (!streaming) {
                    response.close();
                }
            }
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw attempts.interrupted(e);
            }
            return attempts.broken(e, guard.expired());
        } catch (Throwable e) {
            throw undeclared(e);
        } finally {
            Watch.end(guard);
            leave(); // also with a list that is still arriving: who reads it may well make calls in between
        }
    }

    private void leave() {
        if (!engine.pace.isUnlimited()) {
            engine.pace.leave();
        }
    }

    /** OkHttp, written in Kotlin, throws an undeclared {@code InterruptedException} when interrupted in connect. */
    private RuntimeException undeclared(Throwable e) {
        if (((Object) e) instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return attempts.interrupted(new IOException(e));
        }
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }

    private <V extends @Nullable Object> V await(CompletableFuture<V> future)
            throws ExecutionException, TimeoutException {
        try {
            return future.get(Math.max(0, attempts.context.remaining()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw attempts.interrupted(null);
        }
    }
}
