package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A simulated service of each test's own, on time that passes when it is told to. */
abstract class ScanningFixture {
    static final String OID = "1.3.6.1.4.1.25623.1.0.815255";
    static final String SCAN = "a7a2f3fe-ff95-4c3f-9ff0-56fb58648122";

    final TestClock clock = TestClock.at(Instant.parse("2026-11-20T16:41:35Z"));
    final ManualClock time = new ManualClock(clock);

    @RegisterExtension
    final ScanningSimulator cg = ScanningSimulator.builder().clock(clock).build();

    private final List<ScanningClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(ScanningClient::close);
    }

    /** Our own settings of a client: no jitter, manual time, no pace. */
    ScanningClient.Builder settings() {
        return paced().requestLimits(RequestLimits.unlimited());
    }

    /** The same at the pace that a client has by itself. */
    ScanningClient.Builder paced() {
        return ScanningClient.builder()
                .baseUrl(cg.baseUrl())
                .jitter(() -> 0.5)
                .clock(time)
                .credentials(accessToken());
    }

    AccessTokenCredentials accessToken() {
        return AccessTokenCredentials.of(cg.credentials().apiKey(), cg.accessToken());
    }

    PasswordCredentials user() {
        return PasswordCredentials.of(
                cg.credentials().apiKey(),
                cg.credentials().username(),
                cg.credentials().password());
    }

    ScanningClient client() {
        return closing(settings().build());
    }

    /** On the machine's time: what waits asynchronously on manual time would wait for ever if it ever had to. */
    ScanningClient asynchronous() {
        return closing(settings().clock(SdkClock.system()).build());
    }

    ScanningExceptions exceptions() {
        return client().exceptions();
    }

    ScanningClient closing(ScanningClient client) {
        clients.add(client);
        return client;
    }

    /** The rule that most tests are about. */
    static ScanningExceptionRule rule() {
        return ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                .nvt(OID)
                .text("Behind the WAF")
                .newSeverity(0)
                .build();
    }

    /** The same rule as somebody put it there before. */
    static String stored(String more) {
        return "{\"nvt\":\"" + OID + "\",\"text\":\"Behind the WAF\",\"hosts\":\"178.151.13.5\",\"port\":8080,"
                + "\"new_severity\":0" + more + "}";
    }

    List<RecordedRequest> creates() {
        return cg.requests("POST", "/exceptions");
    }

    List<RecordedRequest> updates() {
        return cg.requests("PUT", "/exceptions/");
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode sent(RecordedRequest call) {
        return json(call.body()).path("exception");
    }

    /** A whole document from the test resources of this package. */
    static String document(String name) {
        try (InputStream in = Objects.requireNonNull(ScanningFixture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
