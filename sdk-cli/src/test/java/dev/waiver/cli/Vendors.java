/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.Settings;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import java.util.HashMap;
import java.util.Map;

/** Three simulators, and the settings of an environment that points to them. */
public record Vendors(EmailSimulator email, ScanningSimulator scanning, DetectionSimulator detection) {
    /** Returns the settings, from environment variables as a user would set them. */
    public Settings settings() {
        Map<String, String> variables = new HashMap<>();
        variables.put("WAIVER_EMAIL_BASE_URL", email.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", email.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", email.credentials().accessKey());
        variables.put("WAIVER_SCANNING_BASE_URL", scanning.baseUrl());
        variables.put("WAIVER_SCANNING_API_KEY", scanning.credentials().apiKey());
        variables.put("WAIVER_SCANNING_ACCESS_TOKEN", scanning.accessToken());
        variables.put("WAIVER_DETECTION_BASE_URL", detection.baseUrl());
        variables.put("WAIVER_DETECTION_TENANT_ID", detection.credentials().tenantId());
        variables.put("WAIVER_DETECTION_APPLICATION_ID", detection.credentials().applicationId());
        variables.put(
                "WAIVER_DETECTION_APPLICATION_SECRET", detection.credentials().applicationSecret());
        return Settings.environment(variables::get);
    }

    /** Returns the number of write requests that the simulators received. */
    public int writes() {
        return email.writes().size()
                + scanning.writes().size()
                + detection.writes().size();
    }
}
