/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.Settings;
import java.util.Properties;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The service, list or table, and tenant of a command. */
final class Target {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "email, scanning or detection")
    String service = "";

    @Option(names = "--list", description = "email only: whitelist, blacklist or spam_whitelist")
    String list = "";

    @Option(
            names = "--table",
            description = "email only: a list, the table of an engine such as url-block-domain, click-time or anomaly")
    String table = "";

    @Option(names = "--tenant", description = "email only: the tenant, such as mt-prod-3:acme")
    String tenant = "";

    ExceptionSource<?> in(Services services) {
        return services.source(service, tenant, table());
    }

    /**
     * Returns the list or table; empty if there is none.
     *
     * @throws IllegalArgumentException if both are given, or there is no such table
     */
    String table() {
        return EmailTables.chosen(list, table);
    }

    /** Returns the settings with another form of removals from the table. */
    Settings withDeleteForm(Settings settings, String form) {
        Properties forms = new Properties();
        forms.setProperty("waiver.email." + EmailTables.deleteForm(table()), form);
        return Settings.properties(forms).withFallback(settings);
    }
}
