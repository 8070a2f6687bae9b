/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.SdkClock;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.exchange.CallStateMachine.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Drives a {@link CallStateMachine} in the caller's thread. */
final class BlockingDriver {
    private BlockingDriver() {}

    static <T extends @Nullable Object> T run(CallStateMachine<T> machine) {
        try {
            return drive(machine);
        } catch (SdkException e) {
            throw e;
        } catch (Throwable e) {
            Step unused = machine.failed(e);
            throw machine.failure();
        } finally {
            machine.end(); // an interrupt, or an exception, may have come between the permit and the request
        }
    }

    private static <T extends @Nullable Object> T drive(CallStateMachine<T> machine) {
        Step step = machine.start();
        while (true) {
            if (Thread.currentThread().isInterrupted() && step != Step.DONE && step != Step.FAILED) {
                throw machine.interrupted(null);
            }
            switch (step) {
                case GET_TOKEN -> step = token(machine);
                case ACQUIRE -> step = acquire(machine);
                case WAIT -> step = sleep(machine);
                case SEND -> step = send(machine);
                case DONE -> {
                    return machine.value();
                }
                case FAILED -> throw machine.failure();
            }
        }
    }

    private static Step token(CallStateMachine<?> machine) {
        Token ready = machine.engine.tokenProvider().ready();
        if (ready != null) {
            return machine.tokenReady(ready);
        }
        CompletableFuture<Token> renewal = machine.engine.tokenProvider().renew();
        machine.operation.value().prepare(); // uses the time that authentication takes
        try {
            return machine.tokenReady(await(machine, renewal, machine.tokenWaitNanos()));
        } catch (ExecutionException e) {
            return machine.tokenFailed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return machine.tokenLate(renewal);
        }
    }

    private static Step acquire(CallStateMachine<?> machine) {
        CompletableFuture<@Nullable Void> permit = machine.engine.limiter.acquire();
        if (permit != null) {
            try {
                await(machine, permit, machine.context.remaining());
            } catch (TimeoutException | ExecutionException e) {
                giveUp(machine, permit);
                return machine.noPermit();
            } catch (RuntimeException | Error e) {
                giveUp(machine, permit);
                throw e;
            }
        }
        return machine.acquired();
    }

    private static void giveUp(CallStateMachine<?> machine, CompletableFuture<@Nullable Void> permit) {
        if (!permit.cancel(false)) {
            machine.engine.limiter.release(); // the permit was granted at the last moment
        }
    }

    private static Step sleep(CallStateMachine<?> machine) {
        SdkClock clock = machine.context.clock();
        try {
            if (clock.equals(SdkClock.system())) {
                sleepUntilClosed(machine);
            } else {
                clock.sleep(machine.waitNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw machine.interrupted(null);
        }
        return machine.waited();
    }

    private static void sleepUntilClosed(CallStateMachine<?> machine) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runnable forget = machine.engine.transport.onClose(closed::countDown);
        try {
            boolean unused = closed.await(machine.waitNanos(), TimeUnit.NANOSECONDS);
        } finally {
            forget.run();
        }
    }

    private static Step send(CallStateMachine<?> machine) {
        HttpAttempt attempt = machine.attempt();
        Call call = attempt.newCall();
        Watchdog.Guard guard =
                Watchdog.start(call, Thread.currentThread(), machine.context.clock(), attempt.limitNanos());
        try {
            Response response = call.execute();
            boolean streaming = false;
            try {
                Step step = machine.responded(response);
                streaming = step == Step.DONE && machine.operation.value() instanceof ValueReader.Elements<?>;
                return step;
            } finally {
                if (!streaming) {
                    response.close();
                }
            }
        } catch (Throwable e) {
            // OkHttp, written in Kotlin, throws an InterruptedException when interrupted while it connects.
            if (((Object) e) instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Throwable cause = HttpAttempt.ended(call, e);
            if (Thread.currentThread().isInterrupted()) {
                throw machine.interrupted(cause);
            }
            return machine.broken(cause, guard.expired());
        } finally {
            Watchdog.end(guard);
            machine.release(); // also while a list is still arriving: its reader may make calls in between
        }
    }

    private static <V extends @Nullable Object> V await(
            CallStateMachine<?> machine, CompletableFuture<V> future, long nanos)
            throws ExecutionException, TimeoutException {
        try {
            return future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw machine.interrupted(null);
        }
    }
}
