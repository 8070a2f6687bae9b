/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import dev.waiver.core.ClientBuilder;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.integration.time.SkippingTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A service without rules, a client of it on a clock that skips waits, and what the suite has to do at the service
 * behind the client's back.
 *
 * @param <R> the vendor's rule
 */
abstract class ConformanceFixture<R extends ExceptionRule> implements AutoCloseable {
    private static final ExecutorService ASYNC = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conformance-http");
        thread.setDaemon(true);
        return thread;
    });

    /** Sends each piece of a request at once: otherwise, many of them wait 40 ms for an acknowledgement of TCP. */
    private static final OkHttpClient SHARED = new OkHttpClient.Builder()
            .addNetworkInterceptor(chain -> {
                Objects.requireNonNull(chain.connection()).socket().setTcpNoDelay(true);
                return chain.proceed(chain.request());
            })
            .build();

    private record Hook(Kind kind, int number, Runnable action) {}

    final SkippingTime time = new SkippingTime();
    final SdkTransport transport = SdkTransport.using(SHARED.newBuilder()
            .dispatcher(new Dispatcher(ASYNC))
            .connectionPool(new ConnectionPool(16, 1, TimeUnit.MINUTES))
            .addInterceptor(this::intercept)
            .build());

    /** A transport without hooks, for the requests of somebody else. */
    final SdkTransport elsewhere = SdkTransport.using(SHARED);

    private final Map<Kind, List<Duration>> times = new EnumMap<>(Kind.class);
    private final List<Hook> hooks = new ArrayList<>();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

    // ------------------------------------------------------------------ the operations and their rules

    abstract ExceptionOperations<R> operations();

    /** Returns the name of the operations' class in errors. */
    abstract String className();

    /** Returns a rule that matches something else than those with another number. Its text is "text". */
    abstract R rule(int number);

    /** Returns a rule that matches the same as {@code rule(number)} and has the same text and another effect. */
    abstract R otherEffect(int number);

    /** Returns a rule that matches the same and has a third effect. */
    abstract R thirdEffect(int number);

    /** Returns the path of the field that differs between them, or its start. */
    abstract String effectPath();

    abstract R withText(R rule, String text);

    abstract String text(R rule);

    // ------------------------------------------------------------------ what the vendor has

    /** Returns the outcome of ensure for a rule that ensure created before. */
    EnsureResult.Outcome afterCreated() {
        return EnsureResult.Outcome.PRESENT;
    }

    /** Adds a rule that does not show what it matches; empty if the vendor has no such rules. */
    Optional<String> addWithoutMatch() {
        return Optional.empty();
    }

    /** Adds a rule like {@code rule(number)} that does not show its effect; empty if the vendor has no such rules. */
    Optional<String> addWithoutEffect(int number) {
        return Optional.empty();
    }

    /** Returns whether the response to an update may show the rule. */
    boolean showsUpdates() {
        return false;
    }

    /** Returns whether the service may store equal rules once, so that a new rule may have an old id. */
    boolean mayStoreEqualRulesOnce() {
        return false;
    }

    /** Makes the service return the ids of new rules; false if the vendor never does. */
    boolean returnIds() {
        return false;
    }

    /**
     * Returns whether a rule of another effect matches the same; false if rules with different effects never do, so
     * that both may exist.
     */
    boolean effectsConflict() {
        return true;
    }

    /**
     * Returns whether a rule's id is what it matches, so that every rule has one, and there is one rule for each
     * spelling of it. {@link #add} then adds a spelling that is not there.
     */
    boolean idIsMatch() {
        return false;
    }

    /** Returns whether a removal lists all rules before and after it. */
    boolean removalsList() {
        return false;
    }

    /** Returns how many reads by id it takes to list one rule that matches the same as the wanted one. */
    int readsWithListing() {
        return 0;
    }

    // ------------------------------------------------------------------ the service

    /** Adds an active rule, which is listed at once, and returns its id. */
    abstract String add(R rule);

    /** Adds a rule that is not applied; empty if the vendor applies every rule. */
    Optional<String> addInactive(R rule) {
        return Optional.empty();
    }

    /** Replaces a rule. */
    abstract void change(String id, R rule);

    abstract void removeElsewhere(String id);

    /** Returns a rule as it is stored. */
    abstract R stored(String id);

    /** Returns the ids of all rules, in the order of their creation. */
    abstract List<String> storedIds();

    /** Makes the service store another effect from now on. */
    abstract void storeDifferently();

    /** Keeps new rules out of lists for this time. */
    abstract void listLag(Duration lag);

    /** Sets what the service does with the client's next requests of a kind, and with all after them. */
    abstract void react(Kind kind, List<Reaction> next, Reaction afterwards);

    /** Makes the client's next reads of a rule show it as it is now. */
    abstract void readStale(String id, int reads);

    /** Returns the kinds of the client's requests that arrived, without authentication. */
    abstract List<Kind> requests();

    /** Returns the kind of a request by its method and path. */
    abstract Kind kind(String method, String path);

    /** Returns the number of reactions and stale reads that did not happen. */
    abstract int pending();

    final void next(Kind kind, Reaction... reactions) {
        react(kind, List.of(reactions), Reaction.NORMAL);
    }

    final int count(Kind kind) {
        return (int) requests().stream().filter(kind::equals).count();
    }

    final int writes() {
        return count(Kind.CREATE) + count(Kind.UPDATE);
    }

    // ------------------------------------------------------------------ the client's side of the wire

    /** Runs an action right before the client sends its next request of a kind, or one after that. */
    final synchronized void before(Kind kind, int number, Runnable action) {
        hooks.add(new Hook(kind, sent(kind).size() + number, action));
    }

    /** Returns when the client sent the requests of a kind, since the fixture was created. */
    final synchronized List<Duration> sent(Kind kind) {
        return List.copyOf(times.getOrDefault(kind, List.of()));
    }

    private Response intercept(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        for (Hook due : recorded(kind(request.method(), request.url().encodedPath()))) {
            due.action.run();
        }
        Response response = chain.proceed(request);
        contradictions.addAll(violations(request, response));
        return response;
    }

    /** Returns what in an exchange contradicts the schema of its operation. By default, there are no schemas. */
    List<String> violations(Request request, Response response) throws IOException {
        return List.of();
    }

    /** Returns what in the exchanges so far contradicts the schemas of their operations. */
    final List<String> violations() {
        return List.copyOf(contradictions);
    }

    private synchronized List<Hook> recorded(Kind kind) {
        List<Duration> sent = times.computeIfAbsent(kind, k -> new ArrayList<>());
        sent.add(Duration.ofNanos(time.nanoTime()));
        List<Hook> due = hooks.stream()
                .filter(hook -> hook.kind == kind && hook.number == sent.size())
                .toList();
        hooks.removeAll(due);
        return due;
    }

    final <B extends ClientBuilder<B, ?>> B settings(B builder) {
        return builder.transport(transport)
                .defaults(SkippingTime.LIMITS)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .clock(time);
    }

    @Override
    public void close() {
        transport.http().connectionPool().evictAll();
    }
}
