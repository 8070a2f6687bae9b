/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.ScanningExceptionsApi;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The probe of the scanning service. Its rule is about a vulnerability that no test finds, at an address that is
 * reserved for documentation, and leaves the severity as it is.
 */
final class ScanningProbe extends Probe {
    private static final String TEXT = "text";
    private static final String HOSTS = "hosts";
    private static final String PORT = "port";
    private static final int A_PORT = 9;

    private final ScanningClient client;
    private final ScanningExceptionsApi api;
    private final String nvt;
    private Optional<ScanningExceptionRule> listed = Optional.empty();

    ScanningProbe(ScanningClient client, String marker, Observer observer, Report report, SdkClock clock) {
        super(ScanningExam.SERVICE, "", marker, observer, report, clock);
        this.client = client;
        this.api = client.api(ScanningExceptionsApi.class);
        this.nvt = ScanningExam.NO_NVT + String.format("%010d", Integer.toUnsignedLong(marker.hashCode()));
    }

    @Override
    String where() {
        return "scanning";
    }

    private ObjectNode exception(String text, String hosts) {
        ObjectNode exception = JsonNodeFactory.instance.objectNode();
        return exception.put(TEXT, text).put("nvt", nvt).put(HOSTS, hosts);
    }

    private static JsonNode body(ObjectNode exception) {
        return JsonNodeFactory.instance.objectNode().set("exception", exception);
    }

    @Override
    ApiCall<?> create(String comment) {
        return api.create(body(exception(comment, "192.0.2.1").put(PORT, A_PORT)));
    }

    @Override
    ApiCall<List<Sighting>> list() {
        return client.exceptions().list().all().map(rules -> {
            listed = rules.stream()
                    .filter(rule -> marks(rule).contains(marker()))
                    .findFirst();
            return rules.stream().map(this::sighting).toList();
        });
    }

    @Override
    ApiCall<Optional<Sighting>> get(String id) {
        return client.exceptions().get(id).map(rule -> Optional.of(sighting(rule)));
    }

    /** Returns the texts by which the rule is known: its vulnerability is no other's, in case the text was changed. */
    private String marks(ScanningExceptionRule rule) {
        return rule.text().orElse("") + (rule.nvt().equals(Optional.of(nvt)) ? marker() : "");
    }

    private Sighting sighting(ScanningExceptionRule rule) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, TEXT, rule.text().orElse(""));
        put(fields, HOSTS, rule.scope().hosts().orElse(""));
        put(fields, PORT, rule.scope().port().map(ScanningPort::raw).orElse(""));
        return new Sighting(rule.entityId(), fields, marks(rule));
    }

    @Override
    Change change() {
        return new Change(HOSTS, "192.0.2.2", PORT, List.of(TEXT));
    }

    @Override
    ApiCall<?> update(String id) {
        return api.update(id, body(exception(marker(), "192.0.2.2")));
    }

    @Override
    ApiCall<?> delete(String id) {
        return api.delete(id);
    }

    @Override
    boolean repeatedDeleteSucceeds() {
        return false;
    }

    @Override
    String commentField() {
        return TEXT;
    }

    @Override
    Map<String, String> beliefs() {
        String show = Belief.of(ScanningExceptionsApi.class, "show");
        String update = Belief.of(ScanningExceptionsApi.class, "update");
        String delete = Belief.of(ScanningExceptionsApi.class, "delete");
        return Map.of(
                "create",
                "documented: 201 without a body",
                "update",
                update,
                "update effect",
                "whether members that are left out are kept or cleared is unknown",
                "delete",
                delete,
                "repeated delete",
                "404, which the SDK takes for a success after a lost response",
                "get",
                show,
                "get after delete",
                "404");
    }

    @Override
    Verdict verdict(String topic, Observation<?> seen) {
        return topic.equals("create")
                ? Verdict.of(seen.status() == 201 && seen.shape().has("no body"))
                : Verdict.AS_BELIEVED;
    }

    @Override
    Verdict effect(String seen) {
        return seen.contains("; ") ? Verdict.DIFFERS : Verdict.NOT_KNOWN;
    }

    @Override
    void addListed(Observation<List<Sighting>> listing, String id) {
        Shape items = ScanningExam.items(listing.shape());
        add(
                "list envelope",
                ScanningExam.envelope(listing.shape()),
                ScanningExam.BELIEVED_ENVELOPE,
                Verdict.of(ScanningExam.envelope(listing.shape()).equals(ScanningExam.USUAL_ENVELOPE)));
        ScanningExam.addRule(report(), "probe: ", ServiceExam.itemOf(items), items.isMap());
        Optional<ScanningStatus> status = listed.flatMap(ScanningExceptionRule::status);
        add(
                "status of a new rule",
                status.isEmpty()
                        ? "none"
                        : status.get().equals(ScanningStatus.REQUESTED)
                                ? "requested"
                                : listed.get().inForce().orElse(false) ? "in force" : "another",
                Belief.of(ScanningStatus.class, "REQUESTED"),
                Verdict.of(!status.equals(Optional.of(ScanningStatus.REQUESTED))));
        if (!id.isEmpty()) {
            ScanningExam.addShow(report(), "probe: ", observer().observe(api.show(id)));
        }
    }
}
