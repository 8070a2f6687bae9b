/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionRegion;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailRegion;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningFilter;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that users should be able to write, with the same operations at all three vendors. */
class NorthStarTest {
    /** The system's clock, on which waits of the calling thread are over at once. */
    private static final class BriefWaits implements SdkClock {
        private final AtomicLong skipped = new AtomicLong();

        @Override
        public Instant now() {
            return SdkClock.system().now();
        }

        @Override
        public long nanoTime() {
            return SdkClock.system().nanoTime() + skipped.get();
        }

        @Override
        public void sleep(long nanos) {
            skipped.addAndGet(nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return SdkClock.system().schedule(task, nanos);
        }
    }

    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator cg = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator optics = DetectionSimulator.create();

    private final EmailClient email = EmailClient.builder()
            .region(EmailRegion.of(hec.baseUrl()))
            .credentials(InfinityCredentials.of(
                    hec.credentials().clientId(), hec.credentials().accessKey()))
            .requestLimits(RequestLimits.unlimited())
            .clock(new BriefWaits())
            .build();
    private final ScanningClient scanning = ScanningClient.builder()
            .baseUrl(cg.baseUrl())
            .credentials(PasswordCredentials.of(
                    cg.credentials().apiKey(),
                    cg.credentials().username(),
                    cg.credentials().password()))
            .requestLimits(RequestLimits.unlimited())
            .build();
    private final DetectionClient detection = DetectionClient.builder()
            .region(DetectionRegion.of(optics.baseUrl()))
            .credentials(ApplicationCredentials.of(
                    optics.credentials().tenantId(),
                    optics.credentials().applicationId(),
                    optics.credentials().applicationSecret()))
            .requestLimits(RequestLimits.unlimited())
            .build();

    private final List<String> log = new ArrayList<>();

    @AfterEach
    void closeClients() {
        email.close();
        scanning.close();
        detection.close();
    }

    private <R extends ExceptionRule> void archive(ExceptionOperations<R> exceptions) {
        exceptions.list().forEach(rule -> log.add(rule.getClass().getSimpleName()));
    }

    @Test
    void theSameVerbsAtEachVendor() {
        scanning.exceptions()
                .create(ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
                        .nvt("1.3.6.1.4.1.25623.1.0.815255")
                        .text("Behind the WAF")
                        .newSeverity(0)
                        .build())
                .execute();

        String hash1 = "a".repeat(64);
        String hash2 = "b".repeat(64);
        detection
                .exceptions()
                .create(DetectionExceptionRule.windows("Signed build agent")
                        .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(hash1, hash2))
                        .and(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                        .build())
                .execute();

        String id = hec.add("whitelist", "{\"senderEmail\":\"news@example.com\"}");
        hec.add("whitelist", "{\"senderEmail\":\"sales@example.com\"}");
        email.exceptions(EmailList.WHITELIST).remove(id).execute();
        scanning.exceptions().list(ScanningFilter.hosts("178.151.*").relative("10d")).stream()
                .forEach(rule -> log.add(rule.text().orElse("")));
        assertThat(log).containsExactly("Behind the WAF");

        log.clear();
        archive(email.exceptions(EmailList.WHITELIST));
        archive(scanning.exceptions());
        archive(detection.exceptions());
        assertThat(log)
                .containsExactly(
                        "ImmutableEmailExceptionRule",
                        "ImmutableScanningExceptionRule",
                        "ImmutableDetectionExceptionRule");
    }

    @Test
    void wholeRulesOfDetectionCostOneRequestEach() {
        for (String name : new String[] {"one", "two", "three"}) {
            detection
                    .exceptions()
                    .create(DetectionExceptionRule.windows(name)
                            .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
                            .build())
                    .execute();
        }
        int before = optics.requests().size();
        List<DetectionExceptionRule> whole = detection.exceptions().list().toList();
        assertThat(whole)
                .extracting(rule -> rule.name().orElseThrow())
                .containsExactlyInAnyOrder("one", "two", "three");
        assertThat(whole).allSatisfy(rule -> assertThat(rule.states()).hasSize(1));
        assertThat(optics.requests().size() - before).isEqualTo(4);
        assertThat(detection.exceptions().summaries().toList()).hasSize(3);
        assertThat(optics.requests().size() - before).isEqualTo(5);
        assertThat(detection.exceptions().list().all().execute()).isEqualTo(whole);
    }

    @Test
    void changeOneThingKeepEverythingElse() {
        String id = optics.add("{\"Name\":\"Signed build agent\",\"Unknown\":{\"kept\":[1.50,null]},\"States\":[]}");
        DetectionExceptionRule after = detection
                .exceptions()
                .edit(id, rule -> rule.withDescription("Reviewed 2026-11"))
                .execute();
        assertThat(after.description()).contains("Reviewed 2026-11");
        assertThat(optics.received().get(id)).contains("{\"kept\":[1.50,null]}");
    }

    @Test
    void runItTwiceHaveItOnce() {
        EmailExceptionRule rule =
                EmailExceptionRule.builder().senderEmail("news@example.com").build();
        for (int i = 0; i < 2; i++) {
            EnsureResult<EmailExceptionRule> one =
                    email.exceptions(EmailList.WHITELIST).ensure(rule).execute();
            log.add(one.outcome() + " " + one.rule().id());
        }
        String id = hec.rules("whitelist").get(0).get("entityId").asText();
        assertThat(log).containsExactly("CREATED " + id, "PRESENT " + id);
    }

    private void block(EmailExceptionRule rule) {
        try {
            email.exceptions(EmailList.BLACKLIST)
                    .create(rule)
                    .with(CallOptions.builder().maxRetries(0).build())
                    .execute();
        } catch (AppliedButUnconfirmedException e) {
            log.add("reconcile");
        } catch (RateLimitException e) {
            log.add("later " + e.retryAfter().orElse(Duration.ofMinutes(1)));
        } catch (ApiException e) {
            log.add(e.operation() + " failed: " + e.status() + " " + e.errors().size());
            assertThat(e.requestId()).isNotEmpty();
            assertThat(e.serverRequestId()).isPresent();
        } catch (SdkException e) {
            if (e.mayHaveBeenApplied()) {
                log.add("look");
            }
        }
    }

    @Test
    void whenItGoesWrong() {
        hec.faults().writes().next(Fault.retryAfter(429, "7"), Fault.envelopeError(422, "no such field"));
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                .build();
        block(rule);
        block(rule);
        hec.faults().writes().next(Fault.closeWithoutApplying());
        block(rule);
        hec.faults().when("GET", "/exceptions/blacklist").next(Fault.none(), Fault.status(429));
        block(rule.withComment("again"));
        assertThat(log).containsExactly("later PT7S", "EmailExceptions.create failed: 200 1", "look", "reconcile");
    }

    @Test
    void metadataOptionsAsyncTheSameCall() throws Exception {
        String id = hec.add("whitelist", "{\"senderEmail\":\"news@example.com\"}");
        ApiCall<EmailExceptionRule> call = email.exceptions(EmailList.WHITELIST)
                .get(id)
                .with(CallOptions.builder().deadline(Duration.ofSeconds(5)).build());

        ApiResponse<EmailExceptionRule> r = call.executeForResponse();
        CompletableFuture<EmailExceptionRule> f = call.executeAsync();

        assertThat(r.status()).isEqualTo(200);
        assertThat(r.attempts()).isEqualTo(1);
        assertThat(r.requestId()).isEqualTo(r.serverRequestId().orElseThrow());
        assertThat(r.header("content-type").orElse("")).contains("json");
        assertThat(f.get()).isEqualTo(r.value());
    }
}
