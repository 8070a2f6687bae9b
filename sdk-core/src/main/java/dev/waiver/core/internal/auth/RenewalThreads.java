package dev.waiver.core.internal.auth;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which tokens are renewed. Suppliers of credentials, token stores and callbacks for one-time passwords
 * may block, so there is a thread for each renewal that needs one; they end when idle.
 */
public final class RenewalThreads {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public static final Executor EXECUTOR =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "waiver-auth-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private RenewalThreads() {}
}
