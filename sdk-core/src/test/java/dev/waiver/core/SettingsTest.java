/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void oneNameInThreeSpellings() {
        Properties properties = new Properties();
        properties.setProperty("waiver.email.client-id", "from properties");
        Settings settings = Settings.environment(
                        Map.of("WAIVER_EMAIL_ACCESS_KEY", "from environment", "WAIVER_EMAIL_CLIENT_ID", " ")::get)
                .withFallback(Settings.properties(properties));
        assertThat(settings.find("email", "access-key")).contains("from environment");
        assertThat(settings.require("email", "client-id")).isEqualTo("from properties");
        assertThatIllegalStateException()
                .isThrownBy(() -> settings.require("email", "base-url"))
                .withMessageContaining("environment variable WAIVER_EMAIL_BASE_URL")
                .withMessageContaining("property waiver.email.base-url");
        assertThat(settings.toString()).doesNotContain("from");
    }
}
