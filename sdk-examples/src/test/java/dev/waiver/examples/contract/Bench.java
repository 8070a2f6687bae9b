package dev.waiver.examples.contract;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.spi.ClientBuilder;
import dev.waiver.core.spi.Pace;
import dev.waiver.testing.RecordedCall;
import dev.waiver.testing.Simulator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A client of one vendor on a transport of its own, and a service of its own that it talks to. */
abstract class Bench implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofMillis(119_999);
    /** Long enough for any machine: it is to end nothing that goes on. */
    static final Duration PATIENT = Duration.ofMillis(29_999);

    private static final Duration IDLE = Duration.ofMillis(1_100);

    final SkippingTime time = new SkippingTime();
    final SdkTransport transport;
    private volatile boolean namesAreKnown = true;
    private int seen;

    Bench() {
        transport = SdkTransport.builder().dns(this::lookup).build();
    }

    abstract Simulator simulator();

    /** Makes the client anew. */
    abstract void connect(String baseUrl, CallOptions options);

    /** Signs in. */
    abstract void warm();

    /** What the operations find: rules, a rule set, findings. Signs in as well. */
    abstract void fill();

    final void open() {
        connect(baseUrl(), options(PATIENT, DEADLINE));
        fill();
        seen = simulator().requests().size();
    }

    /** After {@link #connect}: a token is there again, and what it took is not counted. */
    final void signInAgain() {
        warm();
        seen = simulator().requests().size();
    }

    final String baseUrl() {
        return simulator().baseUrl().replace("127.0.0.1", "localhost");
    }

    static CallOptions options(Duration attempt, Duration deadline) {
        return CallOptions.builder().attemptTimeout(attempt).deadline(deadline).build();
    }

    final <B extends ClientBuilder<B>> B settings(B builder, String baseUrl, CallOptions options) {
        return builder.baseUrl(baseUrl)
                .transport(transport)
                .defaults(options)
                .pace(Pace.unlimited())
                .jitter(() -> 0)
                .timekeeper(time);
    }

    /** What arrived since {@link #open}, sign-ins aside. */
    final List<RecordedCall> requests() {
        List<RecordedCall> all = simulator().requests();
        return all.subList(seen, all.size()).stream()
                .filter(call -> !call.signIn())
                .toList();
    }

    final void forgetNames() {
        namesAreKnown = false;
    }

    /** So long that a connection counts as one that may have gone stale. */
    final void beIdle() {
        long end = System.nanoTime() + IDLE.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    final void dropConnections() {
        transport.http().connectionPool().evictAll();
    }

    /** Whether nothing is under way any more and every connection is back in the pool. */
    final boolean idle() {
        return transport.http().dispatcher().runningCallsCount() == 0
                && transport.http().dispatcher().queuedCallsCount() == 0
                && transport.http().connectionPool().idleConnectionCount()
                        == transport.http().connectionPool().connectionCount();
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        if (!namesAreKnown || !host.equals("localhost")) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
    }

    @Override
    public void close() {
        transport.close();
        simulator().close();
    }
}
