package com.example.block;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Defines one client per service, on one shared transport. Spring closes them at shutdown in the right order: the
 * clients depend on the transport, so it is closed last.
 */
@Configuration(proxyBeanMethods = false)
class WaiverConfiguration {
    @Bean
    SdkTransport transport(MeterRegistry meters) {
        OkHttpMetricsEventListener metrics = OkHttpMetricsEventListener.builder(meters, "waiver.http")
                .uriMapper(request -> "all") // paths contain ids: one meter per path would be too many
                .build();
        return SdkTransport.builder().eventListenerFactory(call -> metrics).build();
    }

    @Bean
    EmailClient emailClient(WaiverProperties settings, SdkTransport transport) {
        return EmailClient.builder()
                .transport(transport)
                .baseUrl(settings.email().baseUrl())
                .credentials(InfinityCredentials.of(
                        settings.email().clientId(), settings.email().accessKey()))
                .defaults(options(settings))
                .build();
    }

    @Bean
    ScanningClient scanningClient(WaiverProperties settings, SdkTransport transport) {
        return ScanningClient.builder()
                .transport(transport)
                .baseUrl(settings.scanning().baseUrl())
                .credentials(AccessTokenCredentials.of(
                        settings.scanning().apiKey(), settings.scanning().accessToken()))
                .defaults(options(settings))
                .build();
    }

    @Bean
    DetectionClient detectionClient(WaiverProperties settings, SdkTransport transport) {
        return DetectionClient.builder()
                .transport(transport)
                .baseUrl(settings.detection().baseUrl())
                .credentials(ApplicationCredentials.of(
                        settings.detection().tenantId(),
                        settings.detection().applicationId(),
                        settings.detection().applicationSecret()))
                .defaults(options(settings))
                .build();
    }

    private static CallOptions options(WaiverProperties settings) {
        return CallOptions.builder().deadline(settings.deadline()).build();
    }
}
