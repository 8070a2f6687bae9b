package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.exchange.CallStateMachine.Step;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Drives a {@link CallStateMachine} in the caller's thread. */
final class BlockingDriver {
    private BlockingDriver() {}

    static <T extends @Nullable Object> T run(CallStateMachine<T> attempts) {
        Step step = attempts.start();
        while (true) {
            if (Thread.currentThread().isInterrupted() && step != Step.DONE && step != Step.FAILED) {
                throw attempts.interrupted(null);
            }
            switch (step) {
                case GET_TOKEN -> step = token(attempts);
                case ENTER -> step = enter(attempts);
                case WAIT -> step = sleep(attempts);
                case SEND -> step = send(attempts);
                case DONE -> {
                    return attempts.value();
                }
                case FAILED -> throw attempts.failure();
            }
        }
    }

    private static Step token(CallStateMachine<?> attempts) {
        Token ready = attempts.engine.tokenProvider().ready();
        if (ready != null) {
            return attempts.tokenReady(ready);
        }
        CompletableFuture<Token> renewal = attempts.engine.tokenProvider().renew();
        attempts.operation.value().prepare(); // while authentication is in progress
        try {
            return attempts.tokenReady(await(attempts, renewal));
        } catch (ExecutionException e) {
            return attempts.tokenFailed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return attempts.outOfTime(e);
        }
    }

    private static Step enter(CallStateMachine<?> attempts) {
        CompletableFuture<@Nullable Void> turn = attempts.engine.limiter.acquire();
        if (turn != null) {
            try {
                await(attempts, turn);
            } catch (TimeoutException | ExecutionException e) {
                giveUp(attempts, turn);
                return attempts.outOfTime(e);
            } catch (RuntimeException e) {
                giveUp(attempts, turn);
                throw e;
            }
        }
        Step step = attempts.entered();
        if (step != Step.SEND) {
            attempts.engine.limiter.release();
        }
        return step;
    }

    private static void giveUp(CallStateMachine<?> attempts, CompletableFuture<@Nullable Void> turn) {
        if (!turn.cancel(false)) {
            attempts.engine.limiter.release(); // the permit was granted at the last moment
        }
    }

    private static Step sleep(CallStateMachine<?> attempts) {
        try {
            attempts.context.clock().sleep(attempts.waitNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw attempts.interrupted(null);
        }
        return attempts.waited();
    }

    private static Step send(CallStateMachine<?> attempts) {
        HttpAttempt attempt = attempts.attempt();
        Call call = attempt.newCall();
        Watchdog.Guard guard =
                Watchdog.start(call, Thread.currentThread(), attempts.context.clock(), attempt.limitNanos());
        try {
            Response response = call.execute();
            boolean streaming = false;
            try {
                Step step = attempts.responded(response);
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
            throw undeclared(attempts, e);
        } finally {
            Watchdog.end(guard);
            leave(attempts); // also while a list is still arriving: its reader may make calls in between
        }
    }

    private static void leave(CallStateMachine<?> attempts) {
        if (!attempts.engine.limiter.isUnlimited()) {
            attempts.engine.limiter.release();
        }
    }

    /**
     * Handles undeclared exceptions: OkHttp, written in Kotlin, throws an {@code InterruptedException} when interrupted
     * while it connects.
     */
    private static RuntimeException undeclared(CallStateMachine<?> attempts, Throwable e) {
        if (((Object) e) instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return attempts.interrupted(new IOException(e));
        }
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }

    private static <V extends @Nullable Object> V await(CallStateMachine<?> attempts, CompletableFuture<V> future)
            throws ExecutionException, TimeoutException {
        try {
            return future.get(Math.max(0, attempts.context.remaining()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw attempts.interrupted(null);
        }
    }
}
