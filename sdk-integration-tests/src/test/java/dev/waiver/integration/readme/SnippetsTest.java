/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Pager;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptions;
import dev.waiver.email.TenantResults;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.ChangeResult;
import dev.waiver.governance.Governance;
import dev.waiver.governance.Plan;
import dev.waiver.governance.Register;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** Compiles and runs snippets of README and of the pages in docs, which have the code between the markers. */
class SnippetsTest {
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    private final String clientId = hec.credentials().clientId();
    private final String accessKey = hec.credentials().accessKey();
    private final String baseUrl = hec.baseUrl();
    private final List<String> reconciled = new ArrayList<>();

    private EmailClient client() {
        return EmailClient.builder()
                .baseUrl(baseUrl)
                .credentials(InfinityCredentials.of(clientId, accessKey))
                .build();
    }

    private void reconcile(EmailExceptionRule rule) {
        reconciled.add(rule.senderDomain().orElseThrow());
    }

    private static EmailExceptionRule rule() {
        return EmailExceptionRule.builder()
                .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                .build();
    }

    @Test
    void errors() {
        hec.faults().when("POST", "/exceptions").next(Fault.closeWithoutApplying());
        try (EmailClient email = client()) {
            EmailExceptionRule rule = rule();
            // snippet: errors
            try {
                email.exceptions(EmailList.BLACKLIST).create(rule).execute();
            } catch (AppliedButUnconfirmedException e) {
                reconcile(rule); // the service applied it; never send it again
            } catch (RateLimitException e) {
                later(e.retryAfter().orElse(Duration.ofMinutes(1))); // certainly not applied
            } catch (ApiException e) { // an error response of any vendor, by status or envelope
                log(e.operation(), e.status(), e.errors(), e.requestId());
            } catch (SdkException e) {
                if (e.mayHaveBeenApplied()) {
                    reconcile(rule); // the response was lost: check before you send it again
                }
            }
            // end
        }
        assertThat(reconciled).containsExactly(".evil.example");
    }

    private void log(Object... details) {
        reconciled.add(List.of(details).toString());
    }

    private void later(Duration wait) {
        reconciled.add("later " + wait);
    }

    @Test
    void governance(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("waivers.yaml"), """
                apiVersion: waiver.dev/v1
                id: k7q2m4x9
                scope: {email: {tables: [blacklist]}}
                exceptions:
                  - {key: evil, ticket: TICKET-1, email: {list: blacklist, domain: evil.example}}
                """);
        try (EmailClient email = client()) {
            // snippet: governance
            Register register = Register.read(folder.resolve("waivers.yaml"));
            Governance governance = Governance.builder().email(email).build();
            Plan plan = governance.plan(register).execute();
            log(plan.describe());
            ApplyResult result = governance.apply(plan).execute(); // refuses any other plan
            for (ChangeResult failure : result.failures()) {
                log(failure.change(), failure.outcome(), failure.error());
            }
            // end
            assertThat(result.isComplete()).isTrue();
        }
        assertThat(hec.rules("blacklist")).hasSize(2);
    }

    @Test
    void manyRules() {
        hec.add("blacklist", "{\"senderDomain\":\"evil.example\",\"senderDomainMatching\":\"exact\"}");
        List<Integer> bar = new ArrayList<>();
        List<String> log = new ArrayList<>();
        try (EmailClient email = client()) {
            List<EmailExceptionRule> rules = EmailExceptionRule.domainAndSubdomains("evil.example");
            // snippet: many-rules
            EmailExceptions blocked = email.exceptions(EmailList.BLACKLIST);
            BulkResult<EmailExceptionRule> result = blocked.ensureAll(rules, progress -> bar.add(progress.done()))
                    .execute();
            log.add(result.count(Outcome.CREATED) + " created, " + result.count(Outcome.PRESENT) + " there before");
            result.failures().forEach(item -> log.add(item.outcome() + ": " + item.error()));
            // end
        }
        assertThat(log).containsExactly("1 created, 1 there before");
        assertThat(bar).endsWith(2);
    }

    @Test
    void metadataOptionsAndAsync() throws Exception {
        hec.add("whitelist", "{\"entityId\":\"17\",\"senderDomain\":\"good.example\"}");
        try (EmailClient email = client()) {
            String id = "17";
            List<String> log = new ArrayList<>();
            // snippet: options
            EmailExceptions allowed = email.exceptions(EmailList.WHITELIST);
            ApiCall<EmailExceptionRule> call = allowed.get(id)
                    .with(CallOptions.builder().deadline(Duration.ofSeconds(5)).build());
            var response = call.executeForResponse(); // value(), status(), requestId(), attempts() ...
            CompletableFuture<EmailExceptionRule> future = call.executeAsync(); // cancel() ends the exchange
            Pager<EmailExceptionRule> rules = allowed.list();
            for (EmailExceptionRule rule : rules) { // reads a page at a time; toList(), stream(), pages(), all()
                log.add(rule.senderDomain().orElse("any sender"));
            }
            // end
            assertThat(log).containsExactly("good.example");
            assertThat(response.value().senderDomain()).contains("good.example");
            assertThat(response.requestId())
                    .isEqualTo(response.serverRequestId().orElseThrow());
            assertThat(future.get()).isEqualTo(response.value());
        }
    }

    // snippet: escape-hatch
    interface Events {
        @POST("event/query")
        @ReadOnly // safe to retry; without it, a call is retried only if it was certainly not processed
        ApiCall<List<JsonNode>> query(@Body Map<String, Object> requestData);
    }

    List<JsonNode> events(EmailClient email) {
        return email.api(Events.class) // same authentication, request ids, retries, envelope, errors
                .query(Map.of("requestData", Map.of("startDate", "2026-11-01T00:00:00Z")))
                .execute();
    }
    // end

    @Test
    void escapeHatch() {
        hec.stub(
                "POST",
                "/event/query",
                "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[{\"eventId\":\"e1\"}]}");
        try (EmailClient email = client()) {
            assertThat(events(email)).hasSize(1);
        }
    }

    @Test
    void manyTenants() {
        try (EmailClient email = client()) {
            // snippet: for-each-tenant
            TenantResults<Long> counts = email.forEachTenant(tenant ->
                            tenant.exceptions(EmailList.WHITELIST).list().all().map(rules -> (long) rules.size()))
                    .execute();
            counts.values().forEach((tenant, count) -> System.out.println(tenant + ": " + count));
            counts.failures().forEach((tenant, e) -> System.out.println("NOT READ " + tenant + ": " + e.getMessage()));
            // end
            assertThat(counts.values()).isNotEmpty();
            assertThat(counts.isComplete()).isTrue();
        }
        List<EmailClient> clients = new ArrayList<>();
        // snippet: shared-transport
        try (SdkTransport transport = SdkTransport.create()) { // or SdkTransport.using(yourOkHttpClient)
            for (int tenant = 0; tenant < 3; tenant++) {
                clients.add(EmailClient.builder()
                        .transport(transport)
                        .baseUrl(baseUrl)
                        .credentials(InfinityCredentials.of(clientId, accessKey))
                        .build());
            }
            clients.forEach(
                    email -> email.exceptions(EmailList.BLACKLIST).list().forEach(System.out::println));
        }
        // end
        assertThatThrownBy(() ->
                        clients.get(0).exceptions(EmailList.BLACKLIST).list().toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
