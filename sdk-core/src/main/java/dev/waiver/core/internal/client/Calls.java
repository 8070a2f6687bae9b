/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.ChainedCall;
import dev.waiver.core.internal.call.FanOutCall;
import dev.waiver.core.internal.call.RequestIds;
import dev.waiver.core.internal.call.ScopedCall;
import dev.waiver.core.internal.call.SdkThreads;
import dev.waiver.core.internal.call.TurnCall;
import dev.waiver.core.internal.call.ValueCall;
import dev.waiver.core.internal.call.WaitCall;
import dev.waiver.core.spi.CallOutcome;
import dev.waiver.core.spi.CallState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Building blocks of composed operations, besides {@link ApiCall#map} and {@link ApiCall#flatMap}. */
public final class Calls {
    private static final AbstractCall<@Nullable Void> START = new ValueCall<>(null);

    private Calls() {}

    /**
     * Returns an operation that is composed of calls of several clients: of any length, as {@link #unbounded}, and with
     * waits on the given clock.
     *
     * @param name the operation's name in errors, such as {@code Governance.plan}
     * @param clock the clock
     * @param defaults the default options
     * @param call creates the call for each execution
     */
    public static <T extends @Nullable Object> ApiCall<T> operation(
            String name, SdkClock clock, CallOptions defaults, Supplier<? extends ApiCall<T>> call) {
        CallRuntime runtime = new CallRuntime(clock, RequestIds::random, defaults, SdkThreads.callbacks(), null);
        return new ScopedCall<>(runtime, name, context -> context.named(name), AbstractCall.of(unbounded(defer(call))));
    }

    /** Returns a call that is created for each execution, so that it can keep state while it runs. */
    public static <T extends @Nullable Object> ApiCall<T> defer(Supplier<? extends ApiCall<T>> call) {
        return new ChainedCall<>(START, (nothing, context) -> call.get(), null);
    }

    /** Returns a call that is created for each execution, from the state of that execution. */
    public static <T extends @Nullable Object> ApiCall<T> defer(
            Function<? super CallState, ? extends ApiCall<T>> call) {
        return new ChainedCall<>(START, (nothing, context) -> call.apply(context), null);
    }

    /**
     * Returns a call that fails.
     *
     * @param error creates the error from the state of the execution
     */
    public static <T extends @Nullable Object> ApiCall<T> failed(Function<CallState, ? extends SdkException> error) {
        return defer(state -> {
            throw error.apply(state);
        });
    }

    /**
     * Returns a call that continues with another call after some failures.
     *
     * @param recovery returns the call to continue with, or {@code null} to let the error stand
     */
    public static <T extends @Nullable Object> ApiCall<T> onErrorResume(
            ApiCall<T> call, Function<? super SdkException, ? extends @Nullable ApiCall<T>> recovery) {
        return new ChainedCall<>(
                AbstractCall.of(call),
                (value, context) -> null,
                (error, context) -> error instanceof SdkException e ? recovery.apply(e) : null);
    }

    /**
     * Returns a call that runs as a part of the whole, such as one rule of many: with its own acknowledgement,
     * exchanges and attempts, with the request id of the whole and a number behind it, and with the default deadline
     * anew; a deadline that was set for the whole bounds it as well. An error after an acknowledged write of the part
     * is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     */
    public static <T extends @Nullable Object> ApiCall<T> part(ApiCall<T> call) {
        AbstractCall<T> whole = AbstractCall.of(call);
        return new ScopedCall<>(
                whole, CallContext::part, new ChainedCall<>(whole, (value, part) -> null, (error, part) -> {
                    if (error instanceof SdkException e) {
                        throw part.errorForCaller(e);
                    }
                    return null;
                }));
    }

    /**
     * Returns a call of any length: each request and each wait has the default deadline anew. A deadline that is set
     * for the call bounds the whole.
     */
    public static <T extends @Nullable Object> ApiCall<T> unbounded(ApiCall<T> call) {
        AbstractCall<T> whole = AbstractCall.of(call);
        return new ScopedCall<>(whole, CallContext::unbounded, whole);
    }

    /**
     * Returns a call that makes one call for each input, several at once, and returns the outcome of each in the order
     * of the inputs. Each is a part of the whole as in {@link #part}. The failure of one does not end the others,
     * unless the service does not accept the credentials: then, and after the deadline of the whole, those that were
     * not started fail without being sent.
     *
     * @param name the operation's name in the errors of those that were not started
     * @param call creates the call for an input, where the caller's functions run: in the calling thread, or else on
     *     the callback executor, several at once
     * @param limit how many calls run at once
     */
    public static <I, T extends @Nullable Object> ApiCall<List<CallOutcome<T>>> fanOut(
            String name, List<I> inputs, Function<? super I, ? extends ApiCall<T>> call, int limit) {
        return new FanOutCall<>(name, inputs, call, limit);
    }

    /** Returns a call after which the action runs once, whether it succeeds, fails or is canceled. */
    public static <T extends @Nullable Object> ApiCall<T> withFinally(ApiCall<T> call, Runnable action) {
        return new ChainedCall<>(
                AbstractCall.of(call),
                (value, context) -> {
                    action.run();
                    return null;
                },
                (error, context) -> {
                    action.run();
                    return null;
                });
    }

    /**
     * Returns a call that runs after a delay. It fails immediately if the delay would exceed the deadline. The wait
     * ends with an interrupt or a cancellation, and holds no thread when asynchronous.
     */
    public static <T extends @Nullable Object> ApiCall<T> delay(Duration wait, Supplier<? extends ApiCall<T>> next) {
        return wait.isZero() ? defer(next) : new WaitCall(wait).flatMap(nothing -> next.get());
    }

    /**
     * Returns a call that is serialized with all calls of an equal key: within this JVM they run one after the other,
     * whichever client they come from.
     *
     * @param key needs {@code equals} and {@code hashCode}
     */
    public static <T extends @Nullable Object> ApiCall<T> serialized(Object key, ApiCall<T> call) {
        AbstractCall<Runnable> turn = new TurnCall(key);
        return new ScopedCall<>(
                AbstractCall.of(call),
                UnaryOperator.identity(),
                new ChainedCall<>(turn, (end, context) -> withFinally(call, end), null));
    }

    /**
     * Returns a call that repeats a lookup until something is found.
     *
     * @param waits how long to wait before each lookup; one lookup per element
     * @param look the lookup, empty if nothing was found
     * @param nothing the call to make when the last lookup found nothing
     */
    public static <T> ApiCall<T> poll(
            List<Duration> waits, Supplier<ApiCall<Optional<T>>> look, Supplier<ApiCall<T>> nothing) {
        return defer(() -> poll(waits.iterator(), look, nothing));
    }

    private static <T> ApiCall<T> poll(
            Iterator<Duration> waits, Supplier<ApiCall<Optional<T>>> look, Supplier<ApiCall<T>> nothing) {
        if (!waits.hasNext()) {
            return nothing.get();
        }
        return delay(waits.next(), look)
                .flatMap(found -> found.isPresent() ? ApiCall.of(found.get()) : poll(waits, look, nothing));
    }

    /**
     * Returns a call that runs these calls one after the other and returns their values in that order. It stops at the
     * first failure.
     *
     * @param calls creates each call when its turn comes
     */
    public static <T> ApiCall<List<T>> sequence(List<? extends Supplier<ApiCall<T>>> calls) {
        return defer(() -> sequence(calls.iterator(), new ArrayList<>(calls.size())));
    }

    private static <T> ApiCall<List<T>> sequence(Iterator<? extends Supplier<ApiCall<T>>> calls, List<T> done) {
        if (!calls.hasNext()) {
            return ApiCall.of(done);
        }
        return calls.next().get().flatMap(value -> {
            done.add(value);
            return sequence(calls, done);
        });
    }
}
