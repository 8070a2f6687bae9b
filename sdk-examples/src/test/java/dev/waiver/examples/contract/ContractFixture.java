package dev.waiver.examples.contract;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.examples.time.SkippingTime;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client of one vendor with connections of its own, and a service of its own that it talks to. */
abstract class ContractFixture implements AutoCloseable {
    static final Duration DEADLINE = SkippingTime.DEADLINE;
    static final Duration ATTEMPT = SkippingTime.ATTEMPT;

    /** A header that a gateway in between may want, with a key of the caller's. */
    static final String GATEWAY_KEY = "X-Gateway-Key";

    private static final Duration IDLE = Duration.ofMillis(1_100);

    /** Its trust store is read once. */
    private static final OkHttpClient SHARED = new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();

    private static final ExecutorService ASYNC = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bench-http");
        thread.setDaemon(true);
        return thread;
    });

    final SkippingTime time = new SkippingTime();
    final Wire wire = new Wire(time, () -> simulator().stalledConnections());
    final SdkTransport transport;
    /** Whether the latest request is one that the fault is for. */
    BooleanSupplier struck = () -> true;

    private volatile boolean namesAreKnown = true;
    private volatile boolean strayed;
    private int seen;
    private @Nullable Untrusted untrusted;

    ContractFixture() {
        transport = SdkTransport.using(SHARED.newBuilder()
                .dispatcher(new Dispatcher(ASYNC))
                .connectionPool(new ConnectionPool(8, 1, TimeUnit.MINUTES))
                .socketFactory(wire)
                .dns(this::lookup)
                .build());
    }

    abstract Simulator simulator();

    /** Makes the client anew. */
    abstract void connect(String baseUrl, CallOptions options);

    /** Signs in. */
    abstract void warm();

    /** What the operations find: rules, a rule set, findings. Signs in as well. */
    abstract void fill();

    /** The client, for what it says of itself. */
    abstract Object client();

    final void open() {
        connect(baseUrl(), options(ATTEMPT, DEADLINE));
        fill();
        seen = simulator().requests().size();
    }

    /** A token is there (again, after {@link #connect}), and what it took is not counted. */
    final void signInAgain() {
        warm();
        seen = simulator().requests().size();
    }

    final String baseUrl() {
        return simulator().baseUrl().replace("127.0.0.1", "localhost");
    }

    static CallOptions options(Duration attempt, Duration deadline) {
        return CallOptions.builder()
                .attemptTimeout(attempt)
                .deadline(deadline)
                .header(GATEWAY_KEY, Canary.MARK + "-gateway-key")
                .build();
    }

    final <B extends ClientBuilder<B>> B settings(B builder, String baseUrl, CallOptions options) {
        return builder.baseUrl(baseUrl)
                .transport(transport)
                .defaults(options)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .clock(time);
    }

    /**
     * What arrived since {@link #open}, sign-ins aside. Now and then the random bytes of a TLS handshake pass for a
     * request: they are none.
     */
    final List<RecordedRequest> requests() {
        List<RecordedRequest> all = simulator().requests();
        return all.subList(seen, all.size()).stream()
                .filter(call -> !call.signIn() && call.target().startsWith("/"))
                .toList();
    }

    final void forgetNames() {
        namesAreKnown = false;
    }

    /** Talks to a server whose certificate is not trusted, from now on. */
    final void meetImpostor() {
        Untrusted impostor = new Untrusted();
        untrusted = impostor;
        connect(impostor.baseUrl(), options(ATTEMPT, DEADLINE));
    }

    /** Whether anything was sent to where it does not belong. */
    final boolean strayed() {
        Untrusted impostor = untrusted;
        return strayed || (impostor != null && impostor.robbed());
    }

    /** The service closes the connection behind an answer, and that has arrived. */
    final void goStale() {
        simulator().faults().when(call -> true).next(Fault.closeAfterResponse());
        signInAgain();
        wire.awaitEnd();
    }

    /** So long that a connection counts as one that may have gone stale. */
    final void beIdle() {
        time.advance(IDLE);
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
