package com.example.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class BlockerTest {
    @RegisterExtension
    static final EmailSimulator HEC = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator CGS = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator AED = DetectionSimulator.create();

    /** Starts the whole application as main does, with the simulators' base URLs. */
    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(BlockApplication.class)
                .properties(Map.of("spring.main.banner-mode", "off"))
                .run(
                        "--waiver.email.base-url=" + HEC.baseUrl(),
                        "--waiver.email.client-id=" + HEC.credentials().clientId(),
                        "--waiver.email.access-key=" + HEC.credentials().accessKey(),
                        "--waiver.scanning.base-url=" + CGS.baseUrl(),
                        "--waiver.scanning.api-key=" + CGS.credentials().apiKey(),
                        "--waiver.scanning.access-token=" + CGS.accessToken(),
                        "--waiver.detection.base-url=" + AED.baseUrl(),
                        "--waiver.detection.tenant-id=" + AED.credentials().tenantId(),
                        "--waiver.detection.application-id=" + AED.credentials().applicationId(),
                        "--waiver.detection.application-secret="
                                + AED.credentials().applicationSecret());
    }

    @Test
    void blocksADomainAndCountsItsCalls() {
        try (var app = start()) {
            String id = app.getBean(Blocker.class).block("evil.example", "TICKET-4711");

            assertThat(HEC.rules("blacklist")).singleElement().satisfies(rule -> {
                assertThat(rule.get("entityId").asText()).isEqualTo(id);
                assertThat(rule.get("senderDomain").asText()).isEqualTo(".evil.example");
            });
            assertThat(app.getBean(MeterRegistry.class).get("waiver.http").timers().stream()
                            .mapToLong(timer -> timer.count())
                            .sum())
                    .isEqualTo(HEC.requests().size()); // including authentication
        }
    }

    @Test
    void healthNamesTheServiceThatIsDown() {
        try (var app = start()) {
            Map<String, HealthIndicator> health = app.getBeansOfType(HealthIndicator.class);
            assertThat(health.get("waiverEmail").health().getStatus()).isEqualTo(Status.UP);
            assertThat(health.get("waiverScanning").health().getStatus()).isEqualTo(Status.UP);
            assertThat(health.get("waiverDetection").health().getStatus()).isEqualTo(Status.UP);

            CGS.close();
            assertThat(health.get("waiverScanning").health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.get("waiverScanning").health().getDetails()).containsEntry("error", "TransportException");
            assertThat(health.get("waiverEmail").health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void whatRunsAtShutdownFinishesAndNothingStartsAfterIt() throws Exception {
        HEC.faults().when("POST", "/exceptions").next(Fault.delay(Duration.ofMillis(500)));
        var app = start();
        EmailClient email = app.getBean(EmailClient.class);
        CompletableFuture<String> running =
                app.getBean(Blocker.class).blockInBackground("evil.example", "TICKET-4711");
        while (HEC.requests("POST", "/exceptions").isEmpty()) {
            Thread.onSpinWait(); // until the call is in progress
        }

        app.close(); // the call still has to look up the id of the new rule

        String id = running.get(10, TimeUnit.SECONDS);
        assertThat(HEC.rules("blacklist").get(0).get("entityId").asText()).isEqualTo(id);
        assertThatIllegalStateException()
                .isThrownBy(() -> email.exceptions(EmailList.BLACKLIST).list().toList())
                .withMessageContaining("transport: it was closed");
    }
}
