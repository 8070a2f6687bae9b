/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

/**
 * Carries the context of the caller, such as its trace or its logging context (MDC), to the threads on which the rest
 * of an asynchronous call runs. Set with {@link ClientBuilder#contextPropagator}.
 *
 * <p>With Micrometer's context propagation: {@code () -> snapshots.captureAll()::setThreadLocals}, where
 * {@code snapshots} is a {@code ContextSnapshotFactory}. With OpenTelemetry: {@code () ->
 * Context.current()::makeCurrent}.
 *
 * <p>The captured context is restored around each attempt of the call, so that the transport's interceptors run in it;
 * around the end of each response, retries, and the functions given to {@link ApiCall#map} and {@link ApiCall#flatMap};
 * and around the completion of the future, and so around the functions that depend on it unless they have an executor
 * of their own. {@link okhttp3.EventListener}s are called in it, except by OkHttp's threads for connecting.
 *
 * <p>Blocking calls run on the caller's thread, so nothing is captured for them. (When their attempt times out, the
 * SDK's own thread cancels it, and calls {@link okhttp3.EventListener#canceled} without a context.)
 *
 * <p>Authentication has the context of the call that started it: also if other calls wait for it, and if it renews a
 * token ahead of expiry, which no call waits for. This includes the supplier of credentials and the {@link TokenStore}.
 * A {@link RuleLock} has the context of the call that needs it. The {@link okhttp3.Dns} of the transport runs in the
 * context of the attempt that needs the address.
 */
@FunctionalInterface
public interface ContextPropagator {
    /**
     * Captures the context of the calling thread. Called once for each asynchronous execution, by the thread that
     * starts it; authentication is an execution of its own, also for a blocking call. Called as well for each task of
     * the token store and of DNS. An exception fails the execution with a
     * {@link dev.waiver.core.error.TransportException} before anything is sent; for the token store and DNS, it is
     * logged.
     */
    Snapshot capture();

    /** A captured context. It can be restored any number of times, also on several threads at once. */
    @FunctionalInterface
    interface Snapshot {
        /**
         * Makes the captured context the current one of the calling thread. The thread closes the returned scope, which
         * restores its previous context. Scopes can be nested.
         *
         * <p>An exception fails an attempt of which nothing was sent. An exception at any other time, or from the
         * scope, is logged, so that it cannot hide the result of a call.
         */
        AutoCloseable restore();
    }
}
