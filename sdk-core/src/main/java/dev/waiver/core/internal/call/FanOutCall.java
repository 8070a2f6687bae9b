/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ItemStream;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.spi.CallOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that makes one call for each input, several at once, and whose value is the outcome of each, in the order of
 * the inputs. Each is a part with its own cancellation and default deadline. The failure of one does not end the
 * others, unless the service does not accept the credentials: then those that were not started fail without being sent.
 *
 * <p>Also in a blocking execution, the calls are asynchronous. The calling thread runs the caller's functions then, one
 * at a time.
 */
public final class FanOutCall<I, T extends @Nullable Object> extends LeafCall<List<CallOutcome<T>>> {
    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");
    private static final AbstractCall<@Nullable Void> START = new ValueCall<>(null);

    /** How long an interrupted thread waits for the ends of the calls in flight, which say what was applied. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<I> inputs;
    private final Function<? super I, ? extends ApiCall<T>> call;
    private final int limit;

    /**
     * Creates a call.
     *
     * @param name the operation's name in errors
     * @param inputs the inputs
     * @param call creates the call for an input; what it throws is the outcome of that input
     * @param limit how many calls run at once
     */
    public FanOutCall(String name, List<I> inputs, Function<? super I, ? extends ApiCall<T>> call, int limit) {
        super(CallRuntime.NEUTRAL, name);
        this.inputs = inputs;
        this.call = call;
        this.limit = limit;
    }

    @Override
    public List<CallOutcome<T>> run(CallContext context) {
        CallingThread thread = new CallingThread();
        FanOut calls = new FanOut(context.capturing(), thread);
        calls.start();
        try {
            thread.runTasksUntil(calls.end);
            return calls.end.join();
        } catch (InterruptedException e) {
            calls.fail(new CancellationException("the calling thread was interrupted"));
            boolean known = thread.runTasksUntil(calls.end, GRACE_NANOS);
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "the calling thread was interrupted",
                    e,
                    context.callInfo(name, context.callInfo().attempts(), context.acknowledged() || !known, null));
        } catch (CompletionException e) {
            throw Execution.<RuntimeException>thrown(Objects.requireNonNull(e.getCause()));
        } finally {
            thread.leave();
        }
    }

    @Override
    public CompletionStage<List<CallOutcome<T>>> runAsync(CallContext context) {
        FanOut calls = new FanOut(context, context.executor());
        Runnable cancel = () -> calls.fail(new CancellationException("the call was canceled"));
        if (context.cancellation().onCancel(cancel)) {
            calls.start();
        } else {
            cancel.run();
        }
        return calls.end;
    }

    /** The calls of one execution. */
    private final class FanOut {
        final CompletableFuture<List<CallOutcome<T>>> end = new CompletableFuture<>();

        private final CallContext whole;
        private final Executor place;

        // All that follows is guarded by "this".

        private final List<@Nullable CallOutcome<T>> outcomes =
                new ArrayList<>(Collections.nCopies(inputs.size(), null));
        private final Set<Part> running = new HashSet<>();
        private int atOnce = limit;
        private int next;

        /** Whether the calls that were not started are left out. */
        private boolean stopped;

        /** The error because of which they are; null if it is the deadline. */
        private @Nullable AuthenticationException refusal;

        /** What ends everything; null if nothing does. */
        private @Nullable Throwable failure;

        private boolean finished;

        /** @param place where the caller's functions run */
        FanOut(CallContext whole, Executor place) {
            this.whole = whole;
            this.place = place;
        }

        void start() {
            for (int i = 0; i < Math.max(1, Math.min(limit, inputs.size())); i++) {
                place.execute(this::goOn);
            }
        }

        /** Runs one call after the other, until one does not end immediately: its end goes on. */
        private void goOn() {
            AutoCloseable scope = whole.restore();
            try {
                Part part;
                do {
                    part = nextPart();
                } while (part != null && part.start());
            } finally {
                ContextScopes.close(scope);
            }
        }

        private @Nullable Part nextPart() {
            Throwable broken = null;
            synchronized (this) {
                if (isLeft() && running.size() < atOnce) {
                    try {
                        stopped = whole.options().deadline().isPresent() && whole.remaining() <= 0;
                        if (!stopped) {
                            Part part = new Part(next, whole.concurrentPart(place));
                            next++;
                            running.add(part);
                            return part;
                        }
                    } catch (Throwable e) { // from the clock
                        broken = e;
                    }
                }
            }
            if (broken != null) {
                fail(broken);
            }
            finishIfDone();
            return null;
        }

        private boolean isLeft() {
            return failure == null && !stopped && next < inputs.size();
        }

        private void ended(Part part, T value, @Nullable Throwable error) {
            Throwable shown = error == null ? null : part.shown(error);
            if (shown != null && !(shown instanceof RuntimeException)) {
                fail(shown); // out of memory, or a failed assertion; while this part still counts as running
            }
            synchronized (this) {
                running.remove(part);
                outcomes.set(
                        part.index,
                        new CallOutcome<>(
                                shown == null ? value : null, shown instanceof RuntimeException e ? e : null));
                if (!stopped && error != null) {
                    refusal = refusal(error);
                    stopped = refusal != null;
                    if (isTooMany(error)) {
                        atOnce = Math.max(1, running.size());
                    }
                }
            }
            finishIfDone();
        }

        /** Ends everything: the calls in flight are canceled. */
        void fail(Throwable why) {
            List<Part> canceled;
            synchronized (this) {
                if (failure != null || finished) {
                    return;
                }
                failure = why;
                canceled = List.copyOf(running);
            }
            canceled.forEach(Part::cancel);
            finishIfDone();
        }

        private void finishIfDone() {
            Throwable why;
            synchronized (this) {
                if (finished || isLeft() || !running.isEmpty()) {
                    return;
                }
                finished = true;
                why = failure;
            }
            whole.cancellation().clear();
            try {
                if (why == null) {
                    end.complete(results());
                } else {
                    closeStreams();
                    end.completeExceptionally(why);
                }
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        }

        /** Closes the streams that nobody gets. */
        private synchronized void closeStreams() {
            for (CallOutcome<T> outcome : outcomes) {
                if (outcome != null && outcome.value() instanceof ItemStream<?> stream) {
                    stream.close();
                }
            }
        }

        private synchronized List<CallOutcome<T>> results() {
            List<CallOutcome<T>> results = new ArrayList<>(outcomes.size());
            for (CallOutcome<T> outcome : outcomes) {
                results.add(outcome != null ? outcome : new CallOutcome<>(null, notSent()));
            }
            return results;
        }

        private RuntimeException notSent() {
            CallInfo info = whole.concurrentPart(place).callInfo(name, 0, false, null);
            AuthenticationException cause = refusal;
            return cause == null
                    ? new DeadlineExceededException("not sent: the deadline of the whole call has passed", null, info)
                    : new AuthenticationException(
                            "not sent: the service did not accept the credentials in another part of this call: "
                                    + cause.getMessage(),
                            cause,
                            info,
                            cause.response());
        }

        /** The call for one input. */
        private final class Part implements BiConsumer<T, @Nullable Throwable> {
            private final int index;
            private final CallContext context;

            /** Whether the start has returned, or the call has ended. The second of the two goes on. */
            private final AtomicBoolean met = new AtomicBoolean();

            Part(int index, CallContext context) {
                this.index = index;
                this.context = context;
            }

            /** Starts the call. Returns whether it has ended. */
            boolean start() {
                Execution.start(
                        new ChainedCall<>(
                                START,
                                (nothing, c) -> Objects.requireNonNull(
                                        call.apply(inputs.get(index)), "the function returned null, not a call"),
                                null),
                        context,
                        this);
                return met.getAndSet(true);
            }

            @Override
            public void accept(T value, @Nullable Throwable error) {
                ended(this, value, error);
                if (met.getAndSet(true)) {
                    goOn();
                }
            }

            Throwable shown(Throwable error) {
                try {
                    return errorForCaller(error, context);
                } catch (Throwable e) {
                    return e;
                }
            }

            void cancel() {
                try {
                    context.cancellation().cancel();
                } catch (Throwable e) {
                    LOG.log(System.Logger.Level.WARNING, "a listener threw when its call was canceled", e);
                }
            }
        }
    }

    /** Returns the error that concerns all calls with the same credentials; null if it is another one. */
    private static @Nullable AuthenticationException refusal(Throwable error) {
        for (Throwable cause = error; cause instanceof SdkException; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException refused) {
                return refused;
            }
        }
        return null;
    }

    /**
     * Returns whether a call did not get its turn in time. The next one would not get one either while as many others
     * are waiting, and all that are left would fail at once.
     */
    private static boolean isTooMany(Throwable error) {
        return error instanceof RateLimitException
                || (error instanceof DeadlineExceededException late && late.attempts() == 0);
    }

    /** The thread of a blocking execution, which runs tasks while it waits. */
    private static final class CallingThread implements Executor {
        private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private boolean left;

        @Override
        public synchronized void execute(Runnable task) {
            if (left) {
                SdkThreads.callbacks().execute(task);
            } else {
                tasks.add(task);
            }
        }

        void runTasksUntil(CompletableFuture<?> end) throws InterruptedException {
            wakeAt(end);
            while (!end.isDone()) {
                tasks.take().run();
            }
        }

        /** Runs tasks whether the thread is interrupted or not. Returns whether the end has come in time. */
        boolean runTasksUntil(CompletableFuture<?> end, long nanos) {
            long start = System.nanoTime();
            long left = nanos;
            while (!end.isDone() && left > 0) {
                try {
                    Runnable task = tasks.poll(left, TimeUnit.NANOSECONDS);
                    if (task != null) {
                        task.run();
                    }
                } catch (InterruptedException e) {
                    // interrupted once more
                }
                left = nanos - (System.nanoTime() - start);
            }
            return end.isDone();
        }

        /** Runs no more tasks: what still comes, after an interrupt, runs on a thread of the SDK. */
        synchronized void leave() {
            left = true;
            tasks.forEach(SdkThreads.callbacks()::execute);
        }

        private void wakeAt(CompletableFuture<?> end) {
            CompletableFuture<?> unused = end.whenComplete((value, error) -> execute(() -> {}));
        }
    }
}
