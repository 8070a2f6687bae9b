/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.call.SdkThreads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Dns} whose lookups can be abandoned. A lookup cannot be interrupted, so it runs on another thread, and the
 * call abandons it when it is canceled, times out or is interrupted. There is one instance per transport, and another
 * for a host whose connections are abandoned: OkHttp compares the {@code Dns} when it looks for a pooled connection.
 */
public final class InterruptibleDns implements Dns {
    /** The call whose host is looked up on this thread. Set by the attempt's listener right before the lookup. */
    static final ThreadLocal<okhttp3.@Nullable Call> CALL = new ThreadLocal<>();

    private static final long POLL_MILLIS = 10;
    private static final int MAX_CONCURRENT = 64;
    private static final ExecutorService LOOKUPS = pool();

    private final Dns dns;

    public InterruptibleDns(Dns dns) {
        this.dns = dns;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        okhttp3.Call call = CALL.get();
        CALL.remove();
        FutureTask<List<InetAddress>> looking = new FutureTask<>(() -> dns.lookup(host));
        HttpAttempt attempt = call == null ? null : call.request().tag(HttpAttempt.class);
        LOOKUPS.execute(attempt == null ? looking : attempt.inContext(looking));
        while (true) {
            try {
                return looking.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (call != null && call.isCanceled()) {
                    looking.cancel(true);
                    throw failed(host + ": lookup abandoned", e);
                }
            } catch (InterruptedException e) {
                looking.cancel(true);
                Thread.currentThread().interrupt();
                throw failed(host + ": lookup interrupted", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnknownHostException unknown) {
                    throw unknown;
                }
                throw failed(host, e.getCause());
            }
        }
    }

    private static UnknownHostException failed(String message, @Nullable Throwable cause) {
        UnknownHostException e = new UnknownHostException(message);
        if (cause != null) {
            e.initCause(cause);
        }
        return e;
    }

    /** Returns the lookup threads, which are created for the first lookups. */
    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MAX_CONCURRENT,
                MAX_CONCURRENT,
                SdkThreads.KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                SdkThreads.daemons("waiver-dns"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
