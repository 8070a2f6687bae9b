package com.example.block;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.email.EmailClient;
import dev.waiver.scanning.ScanningClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds an entry per service to {@code /actuator/health}: a small read, which includes authentication. Do not use it in
 * a liveness probe: restarting this application does not repair the service.
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    private static final CallOptions QUICKLY =
            CallOptions.builder().deadline(Duration.ofSeconds(5)).maxRetries(0).build();

    @Bean
    HealthIndicator waiverEmail(EmailClient email) {
        return reads(email::scopes);
    }

    @Bean
    HealthIndicator waiverScanning(ScanningClient scanning) {
        return reads(() -> scanning.exceptions().statistics());
    }

    @Bean
    HealthIndicator waiverDetection(DetectionClient detection) {
        return reads(() -> detection.ruleSets().list().all());
    }

    private static HealthIndicator reads(Supplier<ApiCall<?>> small) {
        return () -> {
            try {
                var answer = small.get().with(QUICKLY).executeForResponse();
                return Health.up().withDetail("requestId", answer.requestId()).build();
            } catch (SdkException e) {
                return Health.down() // not the message, which may quote the service's response
                        .withDetail("error", e.getClass().getSimpleName())
                        .withDetail("requestId", e.requestId())
                        .build();
            }
        };
    }
}
