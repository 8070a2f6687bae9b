/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.integration.http2.Http2Front;
import dev.waiver.integration.time.NoWaiting;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's service, a client of it, and the operations that all vendors have.
 *
 * @param <R> the vendor's rule
 */
abstract class Gateway<R> implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final SdkTransport transport = SdkTransport.builder()
            .tls(Http2Front.trust().sslSocketFactory(), Http2Front.trust().trustManager())
            .build();
    private final boolean http2;
    private @Nullable Http2Front front;

    /** Creates a gateway whose client reaches the service directly, or through a front that speaks HTTP/2. */
    Gateway(boolean http2) {
        this.http2 = http2;
    }

    abstract Simulator simulator();

    abstract Verbs<R> verbs();

    /** Returns the rule as this vendor's type. */
    abstract R rule(Rule rule);

    abstract Rule seen(R rule);

    /** Returns the rule with another version. */
    abstract R changed(R rule, String version);

    /** Returns the rules that the service holds, read without a request. */
    abstract List<Rule> stored();

    abstract void revokeTokens();

    final ApiCall<List<Rule>> create(Rule rule) {
        return verbs().create().apply(rule(rule)).map(this::alone);
    }

    final ApiCall<List<Rule>> createAll(List<Rule> rules) {
        return verbs().createAll()
                .apply(rules.stream().map(this::rule).toList())
                .map(result ->
                        result.throwIfFailed().rules().stream().map(this::seen).toList());
    }

    final ApiCall<List<Rule>> replace(String id, Rule rule) {
        return verbs().replace().apply(id, rule(rule)).map(this::alone);
    }

    final ApiCall<List<Rule>> edit(String id, String version) {
        return verbs().edit().apply(id, rule -> changed(rule, version)).map(this::alone);
    }

    final ApiCall<List<Rule>> remove(String id) {
        return verbs().remove().apply(id).map(nothing -> List.of());
    }

    final ApiCall<List<Rule>> ensure(Rule rule) {
        return verbs().ensure().apply(rule(rule)).map(ensured -> alone(ensured.rule()));
    }

    final ApiCall<List<Rule>> get(String id) {
        return verbs().get().apply(id).map(this::alone);
    }

    final ApiCall<List<Rule>> list(CallOptions options) {
        return verbs().list().get().with(options).all();
    }

    private List<Rule> alone(R rule) {
        return List.of(seen(rule));
    }

    final <B extends ClientBuilder<B, ?>> B settings(B builder) {
        String service = simulator().baseUrl();
        Http2Front before = http2 ? Http2Front.before(service) : null;
        front = before;
        return builder.baseUrl(before == null ? service : before.baseUrl())
                .transport(transport)
                .defaults(NoWaiting.LIMITS)
                .requestLimits(RequestLimits.of(3, 1e9))
                .jitter(() -> 0)
                .clock(new NoWaiting(Clock.systemUTC()));
    }

    /** Returns whether a request removes something. Removals may be retried, other writes may not. */
    static boolean removes(RecordedRequest call) {
        return call.method().equals("DELETE")
                || call.resource().contains("/delete/")
                || call.resource().endsWith("/deactivate");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        transport.close();
        if (front != null) {
            front.close();
        }
        simulator().close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().replace("Gateway", "") + (http2 ? " over HTTP/2" : "");
    }
}
