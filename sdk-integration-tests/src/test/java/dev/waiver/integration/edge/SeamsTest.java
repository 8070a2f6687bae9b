/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.TokenStore;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.SdkException;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.Simulator;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Throws at every seam between the SDK and the application's parts, one after the other and each time once: the first
 * time that a call gets there, then the second time, until the call no longer gets there so often.
 *
 * <p>Only SDK exceptions may leave the call, it must end, {@code mayHaveBeenApplied()} must fit what the service
 * stores, a write that was applied is settled or confirmed, and the client's only place must be free afterwards.
 */
@Timeout(300)
class SeamsTest {
    /** Where a client may throw, and whether it may have sent nothing although everything was written. */
    private static final List<String> SEAMS = Stream.concat(
                    ReportingListener.EVENTS.stream(),
                    Stream.of(
                            "interceptor, before",
                            "interceptor, after",
                            "network interceptor, before",
                            "network interceptor, after",
                            "listener factory",
                            "proxy selector",
                            "dns",
                            "socket",
                            "connect",
                            "write, before",
                            "write, after",
                            "read, before",
                            "read, after",
                            "close",
                            "dispatcher",
                            "credentials",
                            "load token",
                            "save token",
                            "rule lock, acquire",
                            "rule lock, release",
                            "callback executor",
                            "request id",
                            "now",
                            "nanoTime",
                            "sleep",
                            "schedule",
                            "unschedule",
                            "context, capture",
                            "context, restore",
                            "context, close"))
            .toList();

    /** At these nothing, or not all, has left the machine, but nobody can know. */
    private static final Set<String> WRITTEN_NOT_SENT =
            Set.of("requestHeadersEnd", "requestBodyStart", "requestBodyEnd", "write, before", "write, after");

    enum Way {
        BLOCKING,
        ASYNC
    }

    enum Verb {
        GET,
        CREATE,
        EDIT,
        REMOVE
    }

    /** What is thrown: not only exceptions are. */
    private static void explode(String seam, int number) {
        switch (number % 3) {
            case 0 -> throw new IllegalStateException(seam);
            case 1 -> throw new NoClassDefFoundError(seam);
            default -> throw new StackOverflowError(seam);
        }
    }

    /** A client of a service that throws at a seam. */
    private static final class Client implements AutoCloseable {
        private final String seam;
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        private final OkHttpClient http;
        final Rules rules;

        Client(RuleService service, Simulator simulator, String seam) {
            this.seam = seam;
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .dispatcher(new Dispatcher(
                            new ThreadPoolExecutor(0, 100, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                                Thread thread = new Thread(task);
                                thread.setDaemon(true);
                                thread.setUncaughtExceptionHandler((where, thrown) -> {});
                                return thread;
                            }) {
                                @Override
                                public void execute(Runnable task) {
                                    at("dispatcher");
                                    super.execute(task);
                                }
                            }))
                    .eventListenerFactory(call -> {
                        at("listener factory");
                        return new ReportingListener(this::at);
                    })
                    .addInterceptor(around("interceptor"))
                    .addNetworkInterceptor(around("network interceptor"))
                    .proxySelector(new ProxySelector() {
                        @Override
                        public List<Proxy> select(URI uri) {
                            at("proxy selector");
                            return List.of(Proxy.NO_PROXY);
                        }

                        @Override
                        public void connectFailed(URI uri, SocketAddress address, IOException e) {}
                    })
                    .dns(host -> {
                        at("dns");
                        return Dns.SYSTEM.lookup("localhost");
                    })
                    .socketFactory(new Sockets());
            http = builder.build();
            rules = service.connect(simulator, () -> at("credentials"), this::configure);
        }

        private void configure(ClientBuilder<?, ?> builder) {
            Executor executor = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
            Object unused = builder.transport(SdkTransport.using(http))
                    .requestLimits(RequestLimits.of(1, 1e9))
                    .defaults(SkippingTime.LIMITS)
                    .jitter(() -> 0)
                    .callbackExecutor(task -> {
                        if (seam.equals("callback executor") && left.decrementAndGet() == 0) {
                            throw new RejectedExecutionException("full");
                        }
                        executor.execute(task);
                    })
                    .requestIdSupplier(() -> {
                        at("request id");
                        return "id";
                    })
                    .tokenStore(new TokenStore() {
                        @Override
                        public Optional<StoredToken> load(String key) {
                            at("load token");
                            return Optional.empty();
                        }

                        @Override
                        public void save(String key, StoredToken token) {
                            at("save token");
                        }
                    })
                    .ruleLock((key, atMost) -> {
                        at("rule lock, acquire");
                        return () -> at("rule lock, release");
                    })
                    .clock(new ThrowingClock());
            if (isOfContext(seam)) {
                Object unusedToo = builder.contextPropagator(() -> {
                    at("context, capture");
                    return () -> {
                        at("context, restore");
                        return () -> at("context, close");
                    };
                });
            }
        }

        private void at(String where) {
            if (where.equals(seam)) {
                int now = left.decrementAndGet();
                if (now == 0) {
                    explode(seam, where.length());
                }
            }
        }

        /** Throws at the seam when a call gets there for the n-th time. */
        void arm(int number) {
            left.set(number);
        }

        /** Stops throwing; returns whether the seam threw. */
        boolean disarm() {
            return left.getAndSet(Integer.MAX_VALUE) <= 0;
        }

        private Interceptor around(String name) {
            return chain -> {
                at(name + ", before");
                okhttp3.Response response = chain.proceed(chain.request());
                at(name + ", after");
                return response;
            };
        }

        @Override
        public void close() {
            rules.close().run();
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }

        private final class ThrowingClock extends ClockBase {
            @Override
            void use(String method) {
                at(method);
            }
        }

        private final class Sockets extends SocketFactory {
            @Override
            public Socket createSocket() {
                at("socket");
                return new Socket() {
                    @Override
                    public void connect(SocketAddress address, int timeout) throws IOException {
                        at("connect");
                        super.connect(address, timeout);
                    }

                    @Override
                    public InputStream getInputStream() throws IOException {
                        return new FilterInputStream(super.getInputStream()) {
                            @Override
                            public int read(byte[] target, int from, int count) throws IOException {
                                at("read, before");
                                int n = in.read(target, from, count);
                                at("read, after");
                                return n;
                            }
                        };
                    }

                    @Override
                    public OutputStream getOutputStream() throws IOException {
                        return new FilterOutputStream(super.getOutputStream()) {
                            @Override
                            public void write(byte[] bytes, int from, int count) throws IOException {
                                at("write, before");
                                out.write(bytes, from, count);
                                at("write, after");
                            }
                        };
                    }

                    @Override
                    public synchronized void close() throws IOException {
                        super.close();
                        at("close");
                    }
                };
            }

            @Override
            public Socket createSocket(String host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(String host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
                throw new UnsupportedOperationException();
            }
        }
    }

    /** A clock on which short waits end at once, and each use of which is announced. */
    private abstract static class ClockBase implements SdkClock {
        private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(5);

        abstract void use(String method);

        @Override
        public Instant now() {
            use("now");
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            if (!Thread.currentThread().getName().equals("waiver-watch")) { // which looks at any time
                use("nanoTime");
            }
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {
            use("sleep");
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            use("schedule");
            Runnable unschedule = SdkClock.system().schedule(task, nanos < SHORT_NANOS ? 0 : nanos);
            return () -> {
                unschedule.run();
                use("unschedule");
            };
        }
    }

    private static @Nullable Throwable failure(Way way, ApiCall<?> call) {
        try {
            Object unused = way == Way.BLOCKING
                    ? call.execute()
                    : call.executeAsync().orTimeout(20, TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (Throwable e) {
            return e;
        }
    }

    private static ApiCall<?> call(Rules rules, Verb verb, String id, int number) {
        return switch (verb) {
            case GET -> rules.get().apply(id);
            case CREATE -> rules.create().apply(number);
            case EDIT -> rules.edit().apply(id, "edited " + number);
            case REMOVE -> rules.remove().apply(id);
        };
    }

    @ParameterizedTest
    @EnumSource
    void onlySdkExceptionsLeaveACall(RuleService service) {
        int number = 0;
        int thrown = 0;
        List<String> wrong = new ArrayList<>();
        for (String seam : SEAMS) {
            try (Simulator simulator = service.open()) {
                for (Way way : Way.values()) {
                    try (Client client = new Client(service, simulator, seam)) {
                        String known = client.rules.create().apply(number++).execute();
                        String id = client.rules.create().apply(number++).execute();
                        for (Verb verb : Verb.values()) {
                            int times = 1;
                            while (times < 40) {
                                String where = seam + " " + times + ", " + way + " " + verb + ": ";
                                if (signsIn(seam)) {
                                    simulator.revokeTokens();
                                }
                                number++;
                                client.arm(times);
                                Throwable failure = failure(way, call(client.rules, verb, id, number));
                                boolean threw = client.disarm();
                                Target target = new Target(service, simulator, verb, id, number);
                                check(where, seam, target, failure, wrong);
                                Throwable next = failure(way, client.rules.get().apply(known));
                                if (next != null) {
                                    wrong.add(where + "the next call failed: " + next);
                                }
                                if (!threw) {
                                    break;
                                }
                                if (verb != Verb.GET && mayHaveBeenApplied(failure)) {
                                    id = client.rules.create().apply(++number).execute();
                                }
                                thrown++;
                                times++;
                            }
                            if (verb == Verb.REMOVE) {
                                break;
                            }
                            id = client.rules.create().apply(++number).execute();
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(thrown).isGreaterThan(400);
    }

    private static boolean mayHaveBeenApplied(@Nullable Throwable failure) {
        return failure == null || (failure instanceof SdkException e && e.mayHaveBeenApplied());
    }

    /** What a call was to change. */
    private record Target(RuleService service, Simulator simulator, Verb verb, String id, int number) {
        boolean changed() {
            Map<String, String> stored = service.stored(simulator);
            return switch (verb) {
                case GET -> false;
                case CREATE -> stored.containsValue("" + number);
                case EDIT -> stored.containsValue("edited " + number);
                case REMOVE -> !stored.containsKey(id);
            };
        }

        /** Returns whether the change was made, once the service has read what was sent. */
        boolean willChange() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (!changed() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(100_000);
            }
            return changed();
        }
    }

    private static boolean signsIn(String seam) {
        return seam.equals("credentials") || seam.endsWith(" token") || isOfContext(seam);
    }

    private static boolean isOfContext(String seam) {
        return seam.startsWith("context, ");
    }

    private static void check(
            String where, String seam, Target target, @Nullable Throwable failure, List<String> wrong) {
        Verb verb = target.verb;
        boolean uncertain = WRITTEN_NOT_SENT.contains(seam);
        if (failure instanceof TimeoutException) {
            wrong.add(where + "it never ends");
        } else if (failure == null) {
            if (target.changed() != (verb != Verb.GET)) {
                wrong.add(where + "done, but not changed");
            }
        } else if (!(failure instanceof SdkException e)) {
            wrong.add(where + failure);
        } else if (!e.mayHaveBeenApplied()) {
            if (target.changed()) {
                wrong.add(where + "it was applied: " + e);
            }
        } else if (uncertain ? !target.changed() : !target.willChange()) {
            if (!uncertain) {
                wrong.add(where + "it was not applied: " + e);
            }
        } else if (verb != Verb.REMOVE && !(e instanceof AppliedButUnconfirmedException)) {
            wrong.add(where + "not settled: " + e);
        }
    }
}
