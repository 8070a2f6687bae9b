package com.example.block;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Base URLs and credentials of the three services.
 *
 * @param deadline the maximum duration of a call, including authentication, waits and retries. Default: 30 s.
 */
@ConfigurationProperties("waiver")
record WaiverProperties(
        Email email, Scanning scanning, Detection detection, @DefaultValue("30s") Duration deadline) {

    record Email(String baseUrl, String clientId, String accessKey) {}

    record Scanning(String baseUrl, String apiKey, String accessToken) {}

    record Detection(String baseUrl, String tenantId, String applicationId, String applicationSecret) {}
}
