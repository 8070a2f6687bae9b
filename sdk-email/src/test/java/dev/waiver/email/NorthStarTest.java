/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.fixtures.ManualClock;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** Programs as users should be able to write them. */
class NorthStarTest {
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    private final ManualClock time = new ManualClock(TestClock.at(Instant.now()));
    private final List<String> said = new ArrayList<>();
    private final String clientId = hec.credentials().clientId();
    private final String accessKey = hec.credentials().accessKey();

    private EmailClient connect() {
        return EmailClient.builder()
                .region(EmailRegion.of(hec.baseUrl()))
                .credentials(InfinityCredentials.of(clientId, accessKey))
                .clock(time)
                .build();
    }

    @Test
    void aFirstProgram() {
        try (EmailClient email = EmailClient.builder()
                .region(EmailRegion.of(hec.baseUrl()))
                .credentials(InfinityCredentials.of(clientId, accessKey))
                .build()) {

            EmailExceptionRule rule = email.exceptions(EmailList.BLACKLIST)
                    .create(EmailExceptionRule.builder()
                            .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                            .comment("TICKET-4711: invoice fraud")
                            .build())
                    .execute();

            said.add(rule.id());
        }
        assertThat(said)
                .containsExactly(hec.rules("blacklist").get(0).get("entityId").asText());
    }

    @Test
    void theSameVerbs() {
        try (EmailClient email = connect()) {
            String id = hec.add("whitelist", "{\"subject\":\"Newsletter\"}");
            EmailExceptionRule after = email.exceptions(EmailList.WHITELIST)
                    .edit(id, rule -> rule.withComment("Reviewed 2026-11"))
                    .execute();
            assertThat(after.comment()).contains("Reviewed 2026-11");
            email.exceptions(EmailList.WHITELIST).list().stream().forEach(rule -> said.add(rule.id()));
            email.exceptions(EmailList.WHITELIST).remove(id).execute();
            assertThat(said).containsExactly(id);
            assertThat(hec.rules("whitelist")).isEmpty();
        }
    }

    @Test
    void runItTwiceHaveItOnce() {
        EmailExceptionRule rule =
                EmailExceptionRule.builder().senderEmail("news@example.com").build();
        try (EmailClient email = connect()) {
            for (int i = 0; i < 2; i++) {
                EnsureResult<EmailExceptionRule> e =
                        email.exceptions(EmailList.WHITELIST).ensure(rule).execute();
                said.add(e.outcome() + " " + e.rule().id());
            }
        }
        String id = hec.rules("whitelist").get(0).get("entityId").asText();
        assertThat(said).containsExactly("CREATED " + id, "PRESENT " + id);
    }

    private void block(EmailClient email, EmailExceptionRule rule) {
        CallOptions once = CallOptions.builder().maxRetries(0).build();
        try {
            email.exceptions(EmailList.BLACKLIST).create(rule).with(once).execute();
        } catch (AppliedButUnconfirmedException e) {
            said.add("reconcile"); // created; only the lookup of its id failed. Don't send it again
        } catch (RateLimitException e) {
            said.add("later " + e.retryAfter().orElse(Duration.ofMinutes(1))); // not applied
        } catch (ApiException e) {
            if (e.mayHaveBeenApplied()) {
                said.add("look");
            } else {
                said.add(String.format("%s failed: %s %s", e.operation(), e.status(), e.errors()));
                assertThat(e.requestId()).isNotEqualTo(e.serverRequestId().orElse("none"));
            }
        } catch (SdkException e) {
            if (e.mayHaveBeenApplied()) {
                said.add("look");
            }
        }
    }

    @Test
    void whenItGoesWrong() {
        EmailExceptionRule rule = EmailExceptionRule.builder().subject("x").build();
        try (EmailClient email = connect()) {
            hec.behavior().requestIds(dev.waiver.testing.EmailBehavior.RequestIds.OWN);
            hec.faults()
                    .writes()
                    .next(
                            Fault.retryAfter(429, "1"),
                            Fault.envelopeError(422, "no such field"),
                            Fault.status(503),
                            Fault.closeAfterApplying(),
                            Fault.none());
            for (int i = 0; i < 4; i++) {
                block(email, rule);
            }
            hec.faults().when("GET", "/exceptions/blacklist").next(Fault.none(), Fault.status(429));
            block(email, EmailExceptionRule.builder().subject("y").build());
        }
        assertThat(said)
                .containsExactly(
                        "later PT1S", "EmailExceptions.create failed: 200 [no such field]", "look", "reconcile");
    }

    @Test
    void metadataOptionsAsync() throws Exception {
        String id = hec.add("whitelist", "{\"subject\":\"Newsletter\"}");
        try (EmailClient email = connect()) {
            ApiCall<EmailExceptionRule> call = email.exceptions(EmailList.WHITELIST)
                    .get(id)
                    .with(CallOptions.builder().deadline(Duration.ofSeconds(5)).build());

            ApiResponse<EmailExceptionRule> r = call.executeForResponse();
            CompletableFuture<EmailExceptionRule> f = call.executeAsync();

            assertThat(r.value()).isEqualTo(f.get(5, TimeUnit.SECONDS));
            assertThat(r.status()).isEqualTo(200);
            assertThat(r.attempts()).isEqualTo(1);
            assertThat(r.serverRequestId()).contains(r.requestId());
            assertThat(r.header("Content-Type").orElseThrow()).startsWith("application/json");
        }
    }

    private record Tenant(EmailRegion region, InfinityCredentials credentials) {}

    @Test
    void manyTenants() {
        hec.addKey(hec.credentials(), "farm:one", "farm:two");
        hec.add(
                "farm:two",
                "whitelist",
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .createObjectNode()
                        .put("entityId", "5"));
        try (EmailClient email = connect()) {
            TenantResults<Long> counts = email.forEachTenant(tenant ->
                            tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> (long) rules.size()))
                    .execute();
            assertThat(counts.values()).containsExactly(Map.entry("farm:one", 0L), Map.entry("farm:two", 1L));
        }

        List<Tenant> tenants = List.of(
                new Tenant(EmailRegion.of(hec.baseUrl()), InfinityCredentials.of(clientId, accessKey)),
                new Tenant(EmailRegion.US, InfinityCredentials.of("other", "key")));
        Map<Tenant, EmailClient> clients = new HashMap<>();
        try (SdkTransport transport = SdkTransport.create()) {
            for (Tenant t : tenants) {
                clients.put(
                        t,
                        EmailClient.builder()
                                .transport(transport)
                                .region(t.region())
                                .credentials(t.credentials())
                                .build());
            }
            EmailClient first = clients.values().stream()
                    .filter(client -> client.toString().contains(hec.baseUrl()))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.scopes().execute()).hasSize(2);
        }
    }

    /** An endpoint that the module lacks. */
    interface Events {
        @POST("event/query")
        @ReadOnly
        ApiCall<List<JsonNode>> query(@Body Map<String, Object> requestData);
    }

    @Test
    void anEndpointThatWeLack() {
        hec.stub(
                "POST",
                "/event/query",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[{\"eventId\":\"e-1\"}]}");
        try (EmailClient email = connect()) {
            hec.faults().next(Fault.status(503));
            List<JsonNode> events = email.api(Events.class)
                    .query(Map.of("requestData", Map.of("startDate", "2026-11-01")))
                    .execute();
            assertThat(events.get(0).path("eventId").asText()).isEqualTo("e-1");
            hec.faults().next(Fault.envelopeError(403, "not licensed"));
            assertThatThrownBy(() -> email.api(Events.class)
                            .query(Map.of("requestData", Map.of()))
                            .execute())
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("Events.query");
        }
    }

    /** A user's application. */
    private record App(String baseUrl, EmailSimulator.Credentials key) {
        void report(String domain) {
            EmailExceptionRule rule = EmailExceptionRule.builder()
                    .senderDomain("." + domain, MatchMode.ENDS_WITH)
                    .build();
            try (EmailClient email = EmailClient.builder()
                    .baseUrl(baseUrl)
                    .credentials(InfinityCredentials.of(key.clientId(), key.accessKey()))
                    .build()) {
                email.exceptions(EmailList.BLACKLIST).ensure(rule).execute();
            } catch (SdkException e) {
                if (!e.mayHaveBeenApplied()) {
                    throw e;
                }
                report(domain); // ensure looks before it sends again
            }
        }
    }

    @Test
    void blocksAfterAReport() {
        hec.faults().writes().next(Fault.closeAfterApplying()); // the response gets lost once
        new App(hec.baseUrl(), hec.credentials()).report("evil.example");
        assertThat(hec.rules("blacklist"))
                .singleElement()
                .satisfies(r -> assertThat(r.get("senderDomain").asText()).isEqualTo(".evil.example"));
    }
}
