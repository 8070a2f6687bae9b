package dev.waiver.examples.random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.spi.ClientBuilder;
import dev.waiver.core.spi.Pace;
import dev.waiver.examples.time.NoWaiting;
import dev.waiver.examples.time.SkippingTime;
import dev.waiver.testing.RecordedCall;
import dev.waiver.testing.Simulator;
import java.time.Clock;
import java.util.List;

/** One vendor: a service of its own, a client of it, and the verbs that all vendors have. */
abstract class Gateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final SdkTransport transport = SdkTransport.create();

    abstract Simulator simulator();

    abstract ApiCall<List<Rule>> create(Rule rule);

    abstract ApiCall<List<Rule>> createAll(List<Rule> rules);

    abstract ApiCall<List<Rule>> replace(String id, Rule rule);

    abstract ApiCall<List<Rule>> edit(String id, String version);

    abstract ApiCall<List<Rule>> remove(String id);

    abstract ApiCall<List<Rule>> ensure(Rule rule);

    abstract ApiCall<List<Rule>> get(String id);

    abstract ApiCall<List<Rule>> list(CallOptions options);

    /** What the service holds, asked past the wire. */
    abstract List<Rule> stored();

    abstract void revokeTokens();

    final <B extends ClientBuilder<B>> B settings(B builder) {
        return builder.baseUrl(simulator().baseUrl())
                .transport(transport)
                .defaults(SkippingTime.LIMITS)
                .pace(Pace.of(3, 1e9))
                .jitter(() -> 0)
                .timekeeper(new NoWaiting(Clock.systemUTC()));
    }

    /** Whether a request removes something, which may be repeated; any other write may not. */
    static boolean removes(RecordedCall call) {
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
        simulator().close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName().replace("Gateway", "");
    }
}
