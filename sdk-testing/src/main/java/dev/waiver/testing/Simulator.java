package dev.waiver.testing;

import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.HttpServer;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's service on a socket of the loopback address, with state, a log and faults. It listens from its creation
 * on.
 *
 * <p>With JUnit 5, put it into a field with {@code @RegisterExtension}: it is reset after each test, and closed after
 * the last one of the class (a {@code static} field) or after each (any other field). With any other framework, or
 * none, call {@link #reset()} and {@link #close()}. All its threads are daemons. Safe for use by several threads.
 */
public abstract class Simulator extends JUnitLifecycle implements AutoCloseable {

    private final HttpServer server;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Limits limits;
    private final RequestLog log = new RequestLog();
    private final Map<String, String> stubs = new HashMap<>();
    private Runnable initialState = () -> {};

    /** Held while a request takes effect and while a test looks at the state or changes it. */
    final Object lock = new Object();

    Simulator(Builder<?, ?> builder) {
        clock = builder.clock;
        limits = new Limits(clock);
        server = new HttpServer(getClass().getSimpleName(), builder.port, new StandaloneServer(this, log)::serve);
    }

    /**
     * What all simulators can be told before they start.
     *
     * @param <S> the simulator
     * @param <B> the builder itself
     */
    public abstract static class Builder<S extends Simulator, B extends Builder<S, B>> {
        private int port;
        private Clock clock = Clock.systemUTC();
        private final List<Consumer<S>> initialState = new ArrayList<>();

        Builder() {}

        /**
         * Listens on this port of the loopback address.
         *
         * @param value the port, up to 65535; 0, the default, takes any free one. It is taken by {@link #build()}
         * @return this
         */
        public B port(int value) {
            port = value;
            return self();
        }

        /**
         * Takes the time from this clock, such as a {@link TestClock}: for the expiry of tokens, for lags, limits and
         * time stamps.
         *
         * @param value the clock; the system's by default
         * @return this
         */
        public B clock(Clock value) {
            clock = value;
            return self();
        }

        /**
         * Creates and starts the simulator.
         *
         * @return the simulator, listening
         * @throws UncheckedIOException if it cannot listen on the port, or cannot read what the builder was told to
         *     load
         * @throws IllegalArgumentException if there is no such port, or if what was loaded is not what it should be
         */
        public S build() {
            S simulator = create();
            List<Consumer<S>> steps = List.copyOf(initialState);
            simulator.begin(() -> steps.forEach(step -> step.accept(simulator)));
            return simulator;
        }

        /** What is done to the simulator at its start and after each reset. */
        B initially(Consumer<S> step) {
            initialState.add(step);
            return self();
        }

        abstract B self();

        abstract S create();
    }

    void begin(Runnable itsInitialState) {
        synchronized (lock) {
            initialState = itsInitialState;
        }
        reset();
        start();
    }

    // What a vendor's simulator says about itself.

    /** The service's name in the line that is printed for it. */
    abstract String serviceName();

    /** Every credential by the name the vendor gives it. */
    abstract Map<String, String> namedCredentials();

    /** Its operations and its state. */
    abstract Backend service();

    /** Accepts the credentials it was built with, under {@link #lock}. */
    abstract void addOwnKeys();

    /** The error inside a 200, where answers have an envelope; elsewhere a 200 with the usual error body. */
    ServerResponse envelopeError(RecordedRequest call, int code, String text) {
        return plainResponse(200).applied(false);
    }

    /** An answer that says no more than its status. */
    ServerResponse plainResponse(int status) {
        return ServerResponse.json(status, Json.write(Json.object().put("message", "status " + status)));
    }

    // What its users do with it.

    /**
     * Where it listens.
     *
     * @return a base URL such as {@code http://127.0.0.1:18082}, without a slash at its end; it stays the same while
     *     the simulator lives
     */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /**
     * The faults it will commit.
     *
     * @return the faults
     */
    public Faults faults() {
        return faults;
    }

    /**
     * How much it takes on at once.
     *
     * @return the limits
     */
    public Limits limits() {
        return limits;
    }

    /**
     * The clock it was given.
     *
     * @return the clock
     */
    public Clock clock() {
        return clock;
    }

    /**
     * The requests that arrived since the last reset, sign-ins included.
     *
     * @return the requests, in the order of their arrival
     */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /**
     * The requests of one kind.
     *
     * @param method the method
     * @param pathPrefix how the path starts, whole or below the service's prefix: {@code /exceptions/blacklist}
     * @return the requests, in the order of their arrival
     */
    public List<RecordedRequest> requests(String method, String pathPrefix) {
        return requests().stream()
                .filter(call -> matches(call, method, pathPrefix))
                .toList();
    }

    /**
     * The requests that may have changed something, see {@link RecordedRequest#write()}.
     *
     * @return the requests, in the order of their arrival
     */
    public List<RecordedRequest> writes() {
        return requests().stream().filter(RecordedRequest::write).toList();
    }

    /**
     * Makes every token that sign-ins were answered with unknown, before its time. Tokens that were made otherwise
     * stay, such as the scanning service's access tokens.
     */
    public void revokeTokens() {
        synchronized (lock) {
            service().tokens().revokeAll();
        }
    }

    /**
     * How many sign-ins were answered with a token since the last reset.
     *
     * @return their number
     */
    public int tokensIssued() {
        synchronized (lock) {
            return service().tokens().issued();
        }
    }

    /**
     * Answers an operation that this simulator lacks, behind the same sign-in, or in place of one that it has, until
     * the next reset.
     *
     * @param method the method
     * @param resource the whole path below the service's prefix, such as {@code /event/query}
     * @param json the body of the answer, which has the status 200; sent as it is, JSON or not
     */
    public void stub(String method, String resource, String json) {
        synchronized (lock) {
            stubs.put(method + " " + resource, json);
        }
    }

    /**
     * The connections that a fault keeps waiting, such as {@link Fault#stall()}: all that was to be sent on them has
     * been sent. A test whose client takes its time from the test knows by it when to move the clock.
     *
     * @return the ports of their clients
     */
    public Set<Integer> stalledConnections() {
        return server.held();
    }

    /**
     * Goes back to the state it was built with, and forgets faults, limits, stubs and the log. Connections stay open,
     * but for those a fault holds.
     *
     * @throws UncheckedIOException if what the builder was told to load can no longer be read
     */
    @Override
    public void reset() {
        faults.clear();
        server.releaseHeld();
        synchronized (lock) {
            stubs.clear();
            limits.reset();
            log.clear();
            service().clear();
            addOwnKeys();
            initialState.run();
        }
    }

    /**
     * Listens again on the same port, with the same state, after {@link #close()}. Does nothing while it listens.
     *
     * @throws UncheckedIOException if another process has taken the port meanwhile
     */
    @Override
    public void start() {
        server.start();
    }

    /**
     * Stops listening and closes all connections: from now on, connecting is refused. The state and the log can still
     * be read.
     */
    @Override
    public void close() {
        server.stop();
    }

    /**
     * The service and where it listens; no credential.
     *
     * @return a short description
     */
    @Override
    public String toString() {
        return serviceName() + " at " + baseUrl();
    }

    static boolean matches(RecordedRequest call, String method, String pathPrefix) {
        return call.method().equals(method)
                && (call.path().startsWith(pathPrefix) || call.resource().startsWith(pathPrefix));
    }

    /** The stubbed answer for a request that has been let in, if there is one. */
    @Nullable
    ServerResponse stubbed(RecordedRequest call) {
        String json = stubs.get(call.method() + " " + call.resource());
        return json == null ? null : ServerResponse.json(200, json);
    }
}
