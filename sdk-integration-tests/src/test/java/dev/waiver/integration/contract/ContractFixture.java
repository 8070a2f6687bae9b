/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.integration.http2.FrameFault;
import dev.waiver.integration.http2.Http2Front;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** A client of one vendor with its own connections, and the service that only this client uses. */
abstract class ContractFixture implements AutoCloseable {
    static final Duration DEADLINE = SkippingTime.DEADLINE;
    static final Duration ATTEMPT = SkippingTime.ATTEMPT;

    /** A header with a key of the caller's, as a gateway in front of the service may require. */
    static final String GATEWAY_KEY = "X-Gateway-Key";

    private static final Duration IDLE = Duration.ofMillis(1_100);

    /** Shared, so that the trust store is read only once. */
    private static final OkHttpClient SHARED = new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .sslSocketFactory(
                    Http2Front.trust().sslSocketFactory(), Http2Front.trust().trustManager())
            .build();

    private static final ExecutorService ASYNC = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bench-http");
        thread.setDaemon(true);
        return thread;
    });

    final SkippingTime time = new SkippingTime();
    final Wire wire = new Wire(time, this::stalledConnections);
    final SdkTransport transport;
    /** Whether the fault affects the latest request. */
    BooleanSupplier struck = () -> true;
    /** The requests that a fault affects. */
    volatile Operation.Part part = Operation.Part.ALL;
    /** The protocols that requests were sent with. */
    final Set<Protocol> protocols = ConcurrentHashMap.newKeySet();

    private volatile boolean namesAreKnown = true;
    private volatile boolean strayed;
    private int seen;
    private @Nullable Untrusted untrusted;
    private @Nullable Http2Front front;

    ContractFixture() {
        transport = SdkTransport.using(SHARED.newBuilder()
                .dispatcher(new Dispatcher(ASYNC))
                .connectionPool(new ConnectionPool(8, 1, TimeUnit.MINUTES))
                .socketFactory(wire)
                .dns(this::lookup)
                .addNetworkInterceptor(chain -> {
                    protocols.add(Objects.requireNonNull(chain.connection()).protocol());
                    return chain.proceed(chain.request());
                })
                .build());
    }

    abstract Simulator simulator();

    /** Creates a new client. */
    abstract void connect(String baseUrl, CallOptions options);

    /** Authenticates. */
    abstract void warm();

    /** Creates what the operations find: rules, a rule set, findings. Authenticates as well. */
    abstract void fill();

    /** Returns the client, for its {@code toString()}. */
    abstract Object client();

    final void open() {
        connect(baseUrl(), options(ATTEMPT, DEADLINE));
        fill();
        seen = simulator().requests().size();
    }

    /** Obtains a token, also after {@link #connect}. The requests for it are not counted. */
    final void authenticateAgain() {
        warm();
        seen = simulator().requests().size();
    }

    /** Places a front that speaks HTTP/2 before the service. Call before {@link #open}. */
    final void overHttp2() {
        front = Http2Front.before(simulator().baseUrl());
        wire.stallsLast(ATTEMPT); // from the beginning: the connection is read all the time
    }

    /** Returns the front of {@link #overHttp2}. */
    final Http2Front front() {
        return Objects.requireNonNull(front, "overHttp2() was not called");
    }

    /** Injects a fault at the front, into all requests of {@link #part} or the first one. */
    final void strike(FrameFault fault, boolean once) {
        if (once) {
            front().next(this::isStruck, fault);
        } else {
            front().always(this::isStruck, fault);
        }
    }

    private boolean isStruck(Http2Front.Received request) {
        boolean write = !request.method().equals("GET");
        return !request.authentication()
                && switch (part) {
                    case ALL -> true;
                    case WRITE -> write;
                    case LOOK_UP -> !write && requests().stream().anyMatch(RecordedRequest::write);
                };
    }

    private Set<Integer> stalledConnections() {
        return front == null ? simulator().stalledConnections() : front.silentPorts();
    }

    final String baseUrl() {
        return front != null ? front.baseUrl() : simulator().baseUrl().replace("127.0.0.1", "localhost");
    }

    static CallOptions options(Duration attempt, Duration deadline) {
        return CallOptions.builder()
                .attemptTimeout(attempt)
                .deadline(deadline)
                .header(GATEWAY_KEY, Canary.MARK + "-gateway-key")
                .build();
    }

    final <B extends ClientBuilder<B, ?>> B settings(B builder, String baseUrl, CallOptions options) {
        return builder.baseUrl(baseUrl)
                .transport(transport)
                .defaults(options)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .clock(time);
    }

    /**
     * Returns the requests that arrived since {@link #open}, without authentication. Excludes the random bytes of a TLS
     * handshake, which sometimes parse as a request.
     */
    final List<RecordedRequest> requests() {
        List<RecordedRequest> all = simulator().requests();
        return all.subList(seen, all.size()).stream()
                .filter(call -> !call.authentication() && call.target().startsWith("/"))
                .toList();
    }

    final void forgetNames() {
        namesAreKnown = false;
    }

    /** Creates a new client of a server whose certificate is not trusted. */
    final void meetImpostor() {
        Untrusted impostor = new Untrusted();
        untrusted = impostor;
        connect(impostor.baseUrl(), options(ATTEMPT, DEADLINE));
    }

    /** Returns whether anything was sent, or a name looked up, outside of this service. */
    final boolean strayed() {
        Untrusted impostor = untrusted;
        return strayed || (impostor != null && impostor.robbed());
    }

    /** Makes the service close the connection after a response, and waits until the client's side has seen it. */
    final void goStale() {
        simulator().faults().when(call -> true).next(Fault.closeAfterResponse());
        authenticateAgain();
        wire.awaitEnd();
    }

    /** Advances the clock so far that an idle connection counts as possibly stale. */
    final void beIdle() {
        time.advance(IDLE);
    }

    final void dropConnections() {
        transport.http().connectionPool().evictAll();
    }

    /** Returns whether no call is running and every connection is back in the pool. */
    final boolean idle() {
        return transport.http().dispatcher().runningCallsCount() == 0
                && transport.http().dispatcher().queuedCallsCount() == 0
                && transport.http().connectionPool().idleConnectionCount()
                        == transport.http().connectionPool().connectionCount();
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        if (!host.equals("localhost")) {
            strayed = true;
        }
        if (!namesAreKnown || strayed) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
    }

    @Override
    public void close() {
        dropConnections();
        transport.close();
        if (front != null) {
            front.close();
        }
        simulator().close();
        Untrusted impostor = untrusted;
        if (impostor != null) {
            try {
                impostor.close();
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
