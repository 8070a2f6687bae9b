package com.example.block;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the three services are and how to sign in.
 *
 * @param deadline how long a call may take in all: sign-in, waits and repetitions included
 */
@ConfigurationProperties("waiver")
record WaiverProperties(
        Email email, Scanning scanning, Detection detection, @DefaultValue("30s") Duration deadline) {

    record Email(String baseUrl, String clientId, String accessKey) {}

    record Scanning(String baseUrl, String apiKey, String accessToken) {}

    record Detection(String baseUrl, String tenantId, String applicationId, String applicationSecret) {}
}
