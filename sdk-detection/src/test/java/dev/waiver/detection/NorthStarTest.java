/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

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
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import retrofit2.http.GET;
import retrofit2.http.Query;

/** Tests of complete programs, as users write them. */
class NorthStarTest {
    @RegisterExtension
    static final DetectionSimulator SERVICE = DetectionSimulator.create();

    interface Rules {
        @GET("rules/v2")
        @ReadOnly
        ApiCall<JsonNode> list(@Query("page") int page, @Query("page_size") int size);
    }

    private static DetectionClient client() {
        return DetectionClient.builder()
                .baseUrl(SERVICE.baseUrl())
                .credentials(ApplicationCredentials.of(
                        SERVICE.credentials().tenantId(),
                        SERVICE.credentials().applicationId(),
                        SERVICE.credentials().applicationSecret()))
                .build();
    }

    private static DetectionExceptionRule rule() {
        return DetectionExceptionRule.windows("Signed build agent")
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(DetectionFixture.SHA256, DetectionFixture.OTHER_SHA256))
                .and(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                .build();
    }

    @Test
    void createFindEditRemove() {
        try (DetectionClient detection = client()) {
            DetectionExceptionRule rule = detection.exceptions().create(rule()).execute();
            String id = rule.id();

            DetectionExceptionRule after = detection
                    .exceptions()
                    .edit(id, r -> r.withDescription("Reviewed 2026-11"))
                    .execute();
            assertThat(after.description()).contains("Reviewed 2026-11");
            assertThat(after.version()).hasValue(2);
            assertThat(detection.exceptions().get(id).execute()).isEqualTo(after);

            List<String> audit = new ArrayList<>();
            detection.exceptions().summaries().stream()
                    .forEach(s -> audit.add(s.name().orElse("")));
            assertThat(audit).containsExactly("Signed build agent");

            detection.exceptions().remove(id).execute();
            assertThat(SERVICE.exceptions()).isEmpty();
        }
    }

    @Test
    void theDocumentThatIsSentIsAWorkingOne() {
        try (DetectionClient detection = client()) {
            detection.exceptions().create(rule()).execute();
            assertThat(SERVICE.requests("POST", "/exceptions/v2"))
                    .singleElement()
                    .satisfies(call -> assertThat(GeneratedDocuments.compact(call.body()))
                            .isEqualTo(GeneratedDocuments.compact(DetectionFixture.text("new-exception.json"))));
        }
    }

    @Test
    void runItTwiceHaveItOnce() {
        try (DetectionClient detection = client()) {
            EnsureResult<DetectionExceptionRule> first =
                    detection.exceptions().ensure(rule()).execute();
            EnsureResult<DetectionExceptionRule> second =
                    detection.exceptions().ensure(rule()).execute();
            assertThat(first.outcome()).isEqualTo(EnsureResult.Outcome.CREATED);
            assertThat(second.outcome()).isEqualTo(EnsureResult.Outcome.PRESENT_INACTIVE);
            assertThat(second.rule().id()).isEqualTo(first.rule().id());
            assertThat(SERVICE.exceptions()).hasSize(1);
        }
    }

    @Test
    void whenItGoesWrong() {
        List<String> log = new ArrayList<>();
        SERVICE.faults().when("POST", "/exceptions/v2").next(Fault.closeWithoutApplying());
        try (DetectionClient detection = client()) {
            detection.exceptions().create(rule()).execute();
        } catch (AppliedButUnconfirmedException e) {
            log.add("reconcile");
        } catch (RateLimitException e) {
            log.add("later " + e.retryAfter().orElse(Duration.ofMinutes(1)));
        } catch (ApiException e) {
            log.add(e.operation() + e.status() + e.errors() + e.requestId() + e.serverRequestId());
        } catch (SdkException e) {
            if (e.mayHaveBeenApplied()) {
                log.add("look before you send it again");
            }
        }
        assertThat(log).containsExactly("look before you send it again");
        assertThat(SERVICE.exceptions()).isEmpty();
        assertThat(SERVICE.requests("POST", "/exceptions/v2")).hasSize(1);
    }

    @Test
    void metadataOptionsAsync() throws Exception {
        String id = SERVICE.load(DetectionFixture.resource("exception.json")).get(0);
        try (DetectionClient detection = client()) {
            ApiCall<DetectionExceptionRule> call = detection
                    .exceptions()
                    .get(id)
                    .with(CallOptions.builder().deadline(Duration.ofSeconds(5)).build());
            ApiResponse<DetectionExceptionRule> r = call.executeForResponse();
            assertThat(r.status()).isEqualTo(200);
            assertThat(r.attempts()).isEqualTo(1);
            assertThat(SERVICE.requests("GET", "/exceptions/v2/").get(0).header("X-Request-Id"))
                    .contains(r.requestId());
            CompletableFuture<DetectionExceptionRule> f = call.executeAsync();
            assertThat(f.get()).isEqualTo(r.value());
        }
    }

    @Test
    void anEndpointThatWeLack() {
        SERVICE.stub("GET", "/rules/v2", "{\"page_items\":[{\"Id\":\"1\"}]}");
        try (DetectionClient detection = client()) {
            JsonNode page = detection.api(Rules.class).list(1, 20).execute();
            assertThat(page.path("page_items")).hasSize(1);
        }
    }

    @Test
    void oneTransportForManyKeys() {
        SERVICE.addApplication(new DetectionSimulator.Credentials("t2", "a2", "s2"));
        try (SdkTransport transport = SdkTransport.create();
                DetectionClient one =
                        DetectionFixture.client(SERVICE).transport(transport).build();
                DetectionClient two = DetectionFixture.client(SERVICE)
                        .transport(transport)
                        .credentials(ApplicationCredentials.of("t2", "a2", "s2"))
                        .build()) {
            assertThat(one.exceptions().summaries().toList()).isEmpty();
            assertThat(two.exceptions().summaries().toList()).isEmpty();
        }
        assertThat(SERVICE.tokensIssued()).isEqualTo(2);
    }
}
