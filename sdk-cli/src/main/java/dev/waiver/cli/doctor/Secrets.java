/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that a report must not contain: credentials, tokens and names of tenants. A report has none of them in the
 * first place; this is the second check, for services that repeat what was sent.
 */
final class Secrets {
    private static final int SHORTEST = 4;
    private static final List<String> SETTINGS = List.of(
            "client-id",
            "access-key",
            "app-id",
            "app-secret",
            "tenant-scope",
            "api-key",
            "access-token",
            "username",
            "password",
            "tenant-id",
            "application-id",
            "application-secret",
            "bearer-token");

    private final Map<String, String> replacements = new LinkedHashMap<>();

    /** Adds the credentials of a service. */
    void add(Settings settings, String service) {
        SETTINGS.forEach(name -> settings.find(service, name).ifPresent(this::add));
    }

    /** Adds a text. */
    synchronized void add(String text) {
        if (text.length() >= SHORTEST) {
            replacements.putIfAbsent(text, "[redacted]");
        }
    }

    /** Adds the name of a tenant. */
    synchronized void addTenant(String name, String shown) {
        if (!name.isBlank()) {
            replacements.put(name, shown);
        }
    }

    /** Returns a text with what must not be shown replaced. */
    synchronized String redact(String text) {
        String shown = text;
        for (Map.Entry<String, String> secret : replacements.entrySet()) {
            shown = shown.replace(secret.getKey(), secret.getValue());
        }
        return shown;
    }
}
