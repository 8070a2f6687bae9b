/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the doctor found, without texts that must not be shown. Both outputs are written from it. */
final class Report {
    private final Secrets secrets;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, WireLog> logs = new LinkedHashMap<>();
    private final List<Leftover> leftovers = new ArrayList<>();

    Report(Secrets secrets) {
        this.secrets = secrets;
    }

    void add(String service, String topic, String seen, String believed, Verdict verdict) {
        findings.add(new Finding(service, topic, secrets.redact(seen), believed, verdict));
    }

    /** Adds the exchanges of a service, those to come included. */
    void add(String service, WireLog log) {
        logs.put(service, log);
    }

    void add(Leftover leftover) {
        leftovers.add(leftover);
    }

    /** Returns the findings, service by service. */
    List<Finding> findings() {
        List<String> services = List.copyOf(logs.keySet());
        return findings.stream()
                .sorted(Comparator.comparingInt(finding -> services.indexOf(finding.service())))
                .toList();
    }

    List<Leftover> leftovers() {
        return List.copyOf(leftovers);
    }

    Map<String, WireLog> logs() {
        return logs;
    }

    String redact(String text) {
        return secrets.redact(text);
    }

    boolean isComplete() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILED);
    }
}
