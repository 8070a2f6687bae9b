/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The SDK's own threads. All of them are daemons, end when they are idle, and take neither thread locals nor the
 * context class loader from the caller that happens to start them.
 */
public final class SdkThreads {
    /** How long a thread of a pool stays without work. */
    public static final long KEEP_ALIVE_SECONDS = 10;

    /** More tasks than this wait for a thread: a burst of ten thousand must not start ten thousand threads. */
    private static final int MAX_THREADS = 256;

    private static final System.Logger LOG = System.getLogger("dev.waiver.calls");

    private SdkThreads() {}

    /** Returns the executor of the SDK's own work. */
    public static Executor work() {
        return Work.EXECUTOR;
    }

    /**
     * Returns the executor of waits for a {@link dev.waiver.core.RuleLock}, which other JVMs hold. They have threads of
     * their own: those that hold locks themselves need the other threads to go on.
     */
    static Executor locks() {
        return Locks.EXECUTOR;
    }

    /** Returns the executor of callbacks unless the application sets another one. They may block each other only. */
    public static Executor callbacks() {
        return Callbacks.EXECUTOR;
    }

    /**
     * Returns an executor that runs a task on a thread of the SDK if the application's executor refuses it, because it
     * is full or was shut down: a call must not be lost, nor its place in the request limits.
     */
    static Executor accepting(Executor executor) {
        return Callbacks.EXECUTOR.equals(executor)
                ? executor
                : task -> {
                    try {
                        executor.execute(task);
                    } catch (Throwable e) {
                        LOG.log(System.Logger.Level.WARNING, "the callback executor refused a task: " + e);
                        Callbacks.EXECUTOR.execute(task);
                    }
                };
    }

    /** Returns a thread that was not started. */
    public static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(SdkThreads.class.getClassLoader());
        return thread;
    }

    /** Returns a factory of threads with this name and a number. */
    public static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> daemon(task, name + "-" + number.incrementAndGet());
    }

    private static Executor pool(String name) {
        IdleFirst queue = new IdleFirst();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0,
                MAX_THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                daemons(name),
                (task, full) -> queue.put(task));
        return task -> {
            try {
                pool.execute(task);
            } catch (OutOfMemoryError e) { // the machine has no more threads: a call must not be lost
                task.run();
            }
        };
    }

    /** A queue that lets the pool start a thread, up to its maximum, whenever none is idle. */
    private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    /** Created when first used. */
    private static final class Work {
        static final Executor EXECUTOR = pool("waiver-async");
    }

    /** Created when first used. */
    private static final class Locks {
        static final Executor EXECUTOR = pool("waiver-lock");
    }

    /** Created when first used. */
    private static final class Callbacks {
        static final Executor EXECUTOR = pool("waiver-callback");
    }
}
