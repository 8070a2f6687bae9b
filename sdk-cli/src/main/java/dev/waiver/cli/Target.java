/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The service, list and tenant of a command. */
final class Target {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "email, scanning or detection")
    String service = "";

    @Option(names = "--list", description = "email only: whitelist, blacklist or spam_whitelist")
    String list = "";

    @Option(names = "--tenant", description = "email only: the tenant, such as mt-prod-3:acme")
    String tenant = "";

    ExceptionSource<?> in(Services services) {
        return services.source(service, tenant, list);
    }
}
