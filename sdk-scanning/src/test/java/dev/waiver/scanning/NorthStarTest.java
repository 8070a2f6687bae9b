/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import retrofit2.http.GET;
import retrofit2.http.Query;

/** The scanning programs of the north star page. */
class NorthStarTest extends ScanningFixture {

    @Test
    void theSameVerbsAtEachVendor() {
        ScanningClient scanning = client();

        ScanningExceptionRule rule = scanning.exceptions()
                .create(ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                        .nvt("1.3.6.1.4.1.25623.1.0.815255")
                        .text("Behind the WAF")
                        .newSeverity(0)
                        .build())
                .execute();
        assertThat(rule.id()).isEqualTo("17");

        List<String> shown = new ArrayList<>();
        cg.add("{\"nvt\":\"1.2\",\"text\":\"b\",\"hosts\":\"192.168.7.7\"}");
        scanning.exceptions().list(ScanningFilter.hosts("192.168.*").relative("10d")).stream()
                .forEach(r -> shown.add(r.scope().toString()));
        assertThat(shown).containsExactly("192.168.7.7");

        String id = rule.id();
        ScanningExceptionRule after = scanning.exceptions()
                .edit(id, r -> r.withText("Reviewed 2026-11"))
                .execute();
        assertThat(after.text()).contains("Reviewed 2026-11");
        scanning.exceptions().remove(id).execute();
        assertThat(cg.rules()).hasSize(1);
    }

    @Test
    void runItTwiceHaveItOnce() {
        ScanningClient scanning = client();
        EnsureResult<ScanningExceptionRule> first =
                scanning.exceptions().ensure(rule()).execute();
        EnsureResult<ScanningExceptionRule> second =
                scanning.exceptions().ensure(rule()).execute();

        assertThat(first.outcome()).isEqualTo(EnsureResult.Outcome.CREATED);
        assertThat(second.outcome()).isEqualTo(EnsureResult.Outcome.PRESENT);
        assertThat(second.rule().id()).isEqualTo(first.rule().id());
        assertThat(cg.rules()).hasSize(1);
    }

    @Test
    void whenItGoesWrong() {
        ScanningClient scanning = client();
        cg.faults().writes().next(Fault.status(422), Fault.closeWithoutApplying());
        assertThat(outcome(scanning)).startsWith("ScanningExceptions.create failed: 422");
        assertThat(outcome(scanning)).isEqualTo("reconcile");
        cg.behavior().listLag(Duration.ofMinutes(1));
        assertThat(outcome(scanning)).isEqualTo("unconfirmed");
        cg.faults().writes().next(Fault.retryAfter(429, "120"));
        assertThat(outcome(scanning)).isEqualTo("later PT2M");
        assertThat(outcome(scanning)).isEqualTo("not applied"); // nothing was sent: the key pauses
    }

    private static String outcome(ScanningClient scanning) {
        try {
            return scanning.exceptions().create(rule()).execute().toString();
        } catch (AppliedButUnconfirmedException e) {
            return "unconfirmed";
        } catch (RateLimitException e) {
            return "later " + e.retryAfter().orElse(Duration.ofMinutes(1));
        } catch (ApiException e) {
            return e.operation().replace("Api", "") + " failed: " + e.status() + " " + e.errors();
        } catch (SdkException e) {
            return e.mayHaveBeenApplied() ? "reconcile" : "not applied";
        }
    }

    @Test
    void metadataOptionsAsyncTheSameCall() {
        String id = cg.add(stored(""));
        ApiCall<ScanningExceptionRule> call = client().exceptions()
                .get(id)
                .with(CallOptions.builder()
                        .deadline(Duration.ofSeconds(5))
                        .requestId("ours-1")
                        .build());

        ApiResponse<ScanningExceptionRule> r = call.executeForResponse();
        assertThat(r.status()).isEqualTo(200);
        assertThat(r.requestId()).isEqualTo("ours-1");
        assertThat(cg.requests().get(0).header("X-Request-Id")).contains("ours-1");
        CompletableFuture<ScanningExceptionRule> f = call.executeAsync();
        assertThat(f.join()).isEqualTo(r.value());
    }

    interface Scans {
        @GET("v2/scans")
        @ReadOnly
        ApiCall<JsonNode> list(@Query("q[name]") String name);
    }

    @Test
    void anEndpointThatWeLack() {
        cg.stub("GET", "/scans", "{\"scans\":[{\"id\":\"1\"}]}");
        JsonNode scans = client().api(Scans.class).list("test*").execute();
        assertThat(scans.path("scans")).hasSize(1);
        assertThat(cg.requests().get(0).query()).isEqualTo("q%5Bname%5D=test*");
    }

    @Test
    void manyClientsShareOneTransport() {
        try (SdkTransport transport = SdkTransport.create()) {
            for (int i = 0; i < 3; i++) {
                try (ScanningClient tenant = settings().transport(transport).build()) {
                    assertThat(tenant.exceptions().list().toList()).isEmpty();
                }
            }
        }
        assertThat(cg.requests()).extracting(call -> call.connection()).containsOnly(0);
    }
}
