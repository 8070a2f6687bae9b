/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptions;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import dev.waiver.detection.model.Facet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The probe of the detection service. Its exception is about one hash that no file has, and no rule set uses it. It is
 * deactivated at the end: the service has no delete.
 */
final class DetectionProbe extends Probe {
    private static final JsonCodec JSON = JsonCodec.anyCase();
    private static final String DESCRIPTION = "Description";
    private static final String NAME = "Name";

    private final DetectionClient client;
    private final DetectionExceptionsApi api;

    DetectionProbe(DetectionClient client, String marker, Observer observer, Report report, SdkClock clock) {
        super(DetectionExam.SERVICE, "", marker, observer, report, clock);
        this.client = client;
        this.api = client.api(DetectionExceptionsApi.class);
    }

    @Override
    String where() {
        return "detection; at the end, the exception is deactivated, since it cannot be deleted";
    }

    private ObjectNode exception(String name) {
        String hash = marker().substring(MARKER.length()).replace("-", "").repeat(2);
        DetectionExceptionRule rule = DetectionExceptionRule.windows(name)
                .when(Facet.INSTIGATING_IMAGE_SHA256.isAnyOf(hash))
                .build();
        return (ObjectNode) JSON.read(JsonNode.class, JSON.write(rule));
    }

    private static JsonDocument document(ObjectNode exception) {
        return JSON.document(exception.toString());
    }

    @Override
    ApiCall<?> create(String comment) {
        return api.create(document(exception(marker()).put(DESCRIPTION, comment)));
    }

    @Override
    ApiCall<List<Sighting>> list() {
        return client.exceptions().summaries().all().map(all -> all.stream()
                .map(DetectionProbe::sighting)
                .toList());
    }

    private static Sighting sighting(DetectionExceptionSummary summary) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, NAME, summary.name().orElse(""));
        put(fields, DESCRIPTION, summary.description().orElse(""));
        return new Sighting(summary.id(), fields, JSON.write(summary));
    }

    @Override
    ApiCall<Optional<Sighting>> get(String id) {
        return api.get(id).map(document -> {
            DetectionExceptionRule rule = document.as(DetectionExceptionRule.class);
            Map<String, String> fields = new LinkedHashMap<>();
            put(fields, NAME, rule.name().orElse(""));
            put(fields, DESCRIPTION, rule.description().orElse(""));
            return Optional.of(new Sighting(rule.entityId(), fields, document.text()));
        });
    }

    @Override
    Change change() {
        return new Change(NAME, marker() + "-updated", DESCRIPTION, List.of());
    }

    @Override
    ApiCall<?> update(String id) {
        ObjectNode exception = exception(marker() + "-updated");
        return api.replace(id, document(exception.without(List.of(DESCRIPTION))));
    }

    @Override
    ApiCall<?> delete(String id) {
        return api.deactivate(id);
    }

    @Override
    boolean staysListed() {
        return true;
    }

    @Override
    String commentField() {
        return DESCRIPTION;
    }

    @Override
    Map<String, String> beliefs() {
        String deactivate = Belief.of(DetectionExceptions.class, "deactivate");
        return Map.of(
                "create",
                Belief.of(DetectionExceptionsApi.class, "create"),
                "update",
                Belief.of(DetectionExceptionsApi.class, "replace"),
                "update effect",
                Belief.of(DetectionExceptions.class, "replace"),
                "delete",
                deactivate,
                "repeated delete",
                Belief.of(DetectionExceptionsApi.class, "deactivate"),
                "get",
                "the whole document",
                "get after delete",
                deactivate);
    }

    @Override
    Verdict verdict(String topic, Observation<?> seen) {
        return Verdict.AS_BELIEVED;
    }

    @Override
    Verdict effect(String seen) {
        return Verdict.of(seen.startsWith("replaces") && !seen.contains("; "));
    }

    @Override
    void addListed(Observation<List<Sighting>> listing, String id) {
        DetectionExam.addSummary(
                report(), "probe: ", ServiceExam.itemOf(listing.shape().member("page_items")));
    }

    @Override
    void addMore(Observation<?> created, Observation<?> read, Observation<?> updated) {
        Long before = read.numbers().get("Version");
        Long after = updated.numbers().get("Version");
        if (before == null || after == null) {
            add("version", "not seen", Belief.of(DetectionExceptions.class, "edit"), Verdict.NOT_KNOWN);
        } else {
            add(
                    "version",
                    "an update adds " + (after - before),
                    Belief.of(DetectionExceptions.class, "edit"),
                    Verdict.of(after - before == 1));
        }
    }

    @Override
    void afterRemoval(String id) {
        Observation<List<Sighting>> listing = before();
        boolean listed = Optional.ofNullable(listing.value()).stream()
                .flatMap(List::stream)
                .anyMatch(rule -> rule.text().contains(marker()));
        add(
                "list after delete",
                !listing.succeeded() ? listing.inWords() : listed ? "it is still listed" : "it is not listed",
                Belief.of(DetectionExceptions.class, "deactivate"),
                listing.succeeded() ? Verdict.NOT_KNOWN : Verdict.FAILED);
    }
}
