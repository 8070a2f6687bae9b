/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.HttpServer;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A simulated vendor service: a stateful HTTP server on the loopback interface, with a log of recorded requests and
 * injectable faults. It listens as soon as it is created.
 *
 * <p>With JUnit 5, declare it as a {@code @RegisterExtension} field: it is reset after each test, and closed after the
 * last test of the class ({@code static} field) or after each test (instance field). With any other framework, or none,
 * call {@link #reset()} and {@link #close()}. All its threads are daemon threads. Thread-safe.
 */
public abstract class Simulator extends JUnitLifecycle implements AutoCloseable {

    private final HttpServer server;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Limits limits;
    private final RequestLog log;
    private final Map<String, String> stubs = new HashMap<>();
    private Runnable initialState = () -> {};

    /** Held while a request takes effect and while a test reads or changes the state. */
    final Object lock = new Object();

    Simulator(Builder<?, ?> builder) {
        clock = builder.clock;
        limits = new Limits(clock);
        log = new RequestLog(builder.maxRecordedRequests);
        server = new HttpServer(getClass().getSimpleName(), builder.port, new RequestHandler(this, log)::serve);
    }

    /**
     * A builder with the settings common to all simulators.
     *
     * @param <S> the simulator type
     * @param <B> the builder type
     */
    public abstract static class Builder<S extends Simulator, B extends Builder<S, B>> {
        private int port;
        private Clock clock = Clock.systemUTC();
        private int maxRecordedRequests = Integer.MAX_VALUE;
        private final List<Consumer<S>> initialState = new ArrayList<>();

        Builder() {}

        /**
         * Sets the port to listen on, on the loopback interface. Default: 0, any free port.
         *
         * @param value the port, 0 to 65535; {@link #build()} binds it
         */
        public B port(int value) {
            port = value;
            return self();
        }

        /**
         * Sets the clock for token expiry, list lag, limits and timestamps. Default: the system clock.
         *
         * @param value the clock, such as a {@link TestClock}
         */
        public B clock(Clock value) {
            clock = value;
            return self();
        }

        /**
         * Adds initial rules from a file or resource. They are read by {@link #build()} and by each reset, which fail
         * as described at {@link Simulator#load}.
         *
         * @param json the URL of a file or resource, in the format of the simulator's {@code load}
         */
        public B load(URL json) {
            return initially(simulator -> simulator.load(json));
        }

        /**
         * Adds initial rules that are generated, as described at the simulator's {@code addRules}. None by default.
         *
         * @param count the number of rules
         * @throws IllegalArgumentException if {@code count} is negative
         */
        public B rules(int count) {
            checkCount("count", count);
            return initially(simulator -> simulator.addRules(count));
        }

        /**
         * Sets how many requests {@link Simulator#requests()} returns at most: the last ones, for long runs in little
         * memory. Default: all requests since the last reset.
         *
         * @param max the number of requests; 0 to record none
         * @throws IllegalArgumentException if {@code max} is negative
         */
        public B maxRecordedRequests(int max) {
            checkCount("max", max);
            maxRecordedRequests = max;
            return self();
        }

        /**
         * Creates and starts the simulator.
         *
         * @return the simulator, listening
         * @throws UncheckedIOException if it cannot listen on the port, or cannot read a file or resource to load
         * @throws IllegalArgumentException if the port is out of range, or if the loaded content is invalid
         */
        public S build() {
            S simulator = create();
            List<Consumer<S>> steps = List.copyOf(initialState);
            simulator.begin(() -> steps.forEach(step -> step.accept(simulator)));
            return simulator;
        }

        /** Adds a step that runs at the start and after each reset. */
        B initially(Consumer<S> step) {
            initialState.add(step);
            return self();
        }

        /** Sets the maximum page size of lists, in the service's way of paging. */
        abstract B maxPageSize(int size);

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

    /**
     * Adds rules from a file or resource, without an HTTP request. They are listed at once.
     *
     * @param json the URL of a file or resource, such as {@code getClass().getResource("rules.json")} or
     *     {@code path.toUri().toURL()}
     * @return the ids of the rules, in their order
     * @throws UncheckedIOException if the content cannot be read
     * @throws IllegalArgumentException if the content has another shape; rules added before the error stay
     */
    public abstract List<String> load(URL json);

    /**
     * Adds generated rules, without an HTTP request. They are listed at once, and can be read, changed and removed as
     * all others. They are numbered from 1, across calls until the next reset, and rule number {@code i} is always the
     * same. Each takes about 200 bytes until it is changed: it is built when it is read.
     *
     * @param count the number of rules
     * @throws IllegalArgumentException if {@code count} is negative
     */
    public abstract void addRules(int count);

    static void checkCount(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": must be 0 or more, not " + value);
        }
    }

    /**
     * Adds the content of a file or resource.
     *
     * @param content adds its text
     */
    static List<String> load(URL json, Function<String, List<String>> content) {
        String text = Json.text(json);
        try {
            return content.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in " + json, e);
        }
    }

    /** Returns the service's name, as printed by {@link Simulators}. */
    abstract String serviceName();

    /** Returns each credential by its vendor-defined name. */
    abstract Map<String, String> namedCredentials();

    /** Returns the service's operations and state. */
    abstract Backend service();

    /** Accepts the credentials the simulator was built with. Call with {@link #lock} held. */
    abstract void addOwnKeys();

    /** Returns an error inside an HTTP 200 where responses have an envelope, else a plain 200. */
    ServerResponse envelopeError(RecordedRequest call, int code, String text) {
        return plainResponse(200).applied(false);
    }

    /** Returns a response whose body repeats the status and has nothing else. */
    ServerResponse plainResponse(int status) {
        return ServerResponse.json(status, Json.write(Json.object().put("message", "status " + status)));
    }

    /**
     * Returns the base URL, such as {@code http://127.0.0.1:18082}, without a trailing slash. It never changes during
     * the simulator's lifetime.
     */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Returns the faults to inject. */
    public Faults faults() {
        return faults;
    }

    /** Returns the request limits to enforce. */
    public Limits limits() {
        return limits;
    }

    /** Returns the clock the simulator was built with. */
    public Clock clock() {
        return clock;
    }

    /**
     * Returns the requests recorded since the last reset, including authentication requests, in order of arrival; the
     * last ones, if {@link Builder#maxRecordedRequests} limits them.
     */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /**
     * Returns the recorded requests with this method and path prefix, in order of arrival.
     *
     * @param method the HTTP method
     * @param pathPrefix a prefix of the whole path, or of the path below the service's prefix, such as
     *     {@code /exceptions/blacklist}
     */
    public List<RecordedRequest> requests(String method, String pathPrefix) {
        return requests().stream()
                .filter(call -> matches(call, method, pathPrefix))
                .toList();
    }

    /**
     * Returns the recorded requests that may have changed state, in order of arrival. See
     * {@link RecordedRequest#write()}.
     */
    public List<RecordedRequest> writes() {
        return requests().stream().filter(RecordedRequest::write).toList();
    }

    /**
     * Revokes every token issued by an authentication request, before it expires. Other tokens stay valid, such as the
     * scanning service's access tokens.
     */
    public void revokeTokens() {
        synchronized (lock) {
            service().tokens().revokeAll();
        }
    }

    /** Returns the number of tokens issued by authentication requests since the last reset. */
    public int tokensIssued() {
        synchronized (lock) {
            return service().tokens().issued();
        }
    }

    /**
     * Stubs an operation until the next reset: one that this simulator lacks, or in place of one that it has. Requests
     * to a stub need the same authentication as other requests.
     *
     * @param method the HTTP method
     * @param resource the whole path below the service's prefix, such as {@code /event/query}
     * @param json the body of the response, sent unchanged, JSON or not; the status is 200
     */
    public void stub(String method, String resource, String json) {
        synchronized (lock) {
            stubs.put(method + " " + resource, json);
        }
    }

    /**
     * Returns the connections stalled by a fault such as {@link Fault#stall()}, once everything to be sent on them has
     * been sent. A test that controls its client's clock can wait for a stalled connection before it advances that
     * clock.
     *
     * @return the client ports of the connections
     */
    public Set<Integer> stalledConnections() {
        return server.stalledPorts();
    }

    /**
     * Restores the state the simulator was built with, and removes all faults, limits, stubs and recorded requests.
     * Stalled connections are reset; other connections stay open.
     *
     * @throws UncheckedIOException if a file or resource to load can no longer be read
     */
    @Override
    public void reset() {
        faults.clear();
        server.resetStalled();
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
     * Listens again on the same port, with the same state, after {@link #close()}. Does nothing if it is listening.
     *
     * @throws UncheckedIOException if the port is no longer free
     */
    @Override
    public void start() {
        server.start();
    }

    /**
     * Stops listening and closes all connections. Later connection attempts are refused. The state and the recorded
     * requests remain readable.
     */
    @Override
    public void close() {
        server.stop();
    }

    /** Returns the service's name and base URL, without credentials. */
    @Override
    public String toString() {
        return serviceName() + " at " + baseUrl();
    }

    static boolean matches(RecordedRequest call, String method, String pathPrefix) {
        return call.method().equals(method)
                && (call.path().startsWith(pathPrefix) || call.resource().startsWith(pathPrefix));
    }

    /** Returns the stubbed response for an authenticated request, or null if there is none. */
    @Nullable
    ServerResponse stubbed(RecordedRequest call) {
        String json = stubs.get(call.method() + " " + call.resource());
        return json == null ? null : ServerResponse.json(200, json);
    }
}
