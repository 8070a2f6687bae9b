/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call that waits for all earlier ones with an equal key in this JVM. Its value ends the turn. It waits in a queue of
 * futures instead of on a lock, so that blocking and asynchronous calls share one queue and a waiting asynchronous call
 * holds no thread.
 */
public final class TurnCall extends LeafCall<Runnable> {
    /** Maps each key to the tail of its queue. An entry is removed when its last call is done. */
    private static final ConcurrentHashMap<Object, CompletableFuture<Boolean>> QUEUES = new ConcurrentHashMap<>();

    private final Object key;

    public TurnCall(Object key) {
        super(CallRuntime.NEUTRAL, "a turn");
        this.key = key;
    }

    @Override
    public Runnable run(CallContext context) {
        Turn turn = turn(context);
        boolean mine = false;
        try {
            turn.predecessor.get(Math.max(0, context.remaining()), TimeUnit.NANOSECONDS);
            mine = true;
            return turn;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("interrupted while waiting for its turn", e, context.callInfo());
        } catch (TimeoutException e) {
            throw tooLate(context);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn never fails", e);
        } finally {
            if (!mine) {
                turn.run();
            }
        }
    }

    @Override
    public CompletionStage<Runnable> runAsync(CallContext context) {
        Turn turn = turn(context);
        CompletableFuture<Boolean> wait;
        try {
            wait = context.await(
                    turn.predecessor, context.remaining(), late -> late.completeExceptionally(tooLate(context)));
        } catch (Throwable e) { // from the clock
            wait = CompletableFuture.failedFuture(e);
        }
        return wait.<Runnable>thenApplyAsync(nothing -> turn, context.executor())
                .whenComplete((nothing, notMyTurn) -> {
                    if (notMyTurn != null) {
                        turn.run();
                    }
                });
    }

    private Turn turn(CallContext context) {
        Turn turn = new Turn(key);
        if (!turn.predecessor.isDone()) {
            context.waits();
        }
        return turn;
    }

    private static DeadlineExceededException tooLate(CallContext context) {
        return new DeadlineExceededException(
                "another call for the same rule was under way until the deadline", null, context.callInfo());
    }

    /** A place in the queue of a key. Running it ends the turn. */
    private static final class Turn implements Runnable {
        final CompletableFuture<Boolean> predecessor;
        private final CompletableFuture<Boolean> end = new CompletableFuture<>();

        Turn(Object key) {
            AtomicReference<CompletableFuture<Boolean>> ahead =
                    new AtomicReference<>(CompletableFuture.completedFuture(true));
            // If a call gives up before its turn, the next one still waits for the calls ahead of both.
            CompletableFuture<Boolean> tail = QUEUES.compute(key, (k, last) -> {
                if (last != null) {
                    ahead.set(last);
                }
                // Composed futures complete each other without recursion, however many calls have given up.
                return ahead.get().thenCombine(end, (before, mine) -> mine);
            });
            predecessor = ahead.get();
            tail.whenComplete((nothing, never) -> QUEUES.remove(key, tail));
        }

        @Override
        public void run() {
            end.complete(true);
        }
    }
}
