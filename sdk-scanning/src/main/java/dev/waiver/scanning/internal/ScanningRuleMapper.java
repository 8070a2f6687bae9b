/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.scanning.internal.ScanningEnvelope.Item;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningFinding;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mapper from items to values. No member is documented for version 2. Inferred: each is read by the names that it had
 * in version 1 or is likely to have.
 */
public final class ScanningRuleMapper {
    private static final String[] IDS = {"id", "uuid"};

    private ScanningRuleMapper() {}

    /** Returns the rule of an item. */
    public static ScanningExceptionRule rule(Item item) {
        JsonMembers m = new JsonMembers(item.object());
        Optional<String> own = m.text(IDS);
        Optional<String> oid = m.text("nvt_oid").or(() -> m.reference("nvt", "oid", "nvt_oid", "id"));
        return ScanningExceptionRule.rawBuilder()
                .scope(scope(m))
                .entityId(own.or(() -> Optional.ofNullable(item.id())))
                .nvt(oid)
                .nvtName(m.inner("nvt", "name").or(() -> m.text("nvt_name")))
                .text(m.text("text"))
                .scanName(m.inner("scan", "name").or(() -> m.inner("task", "name")))
                .newSeverity(m.number("new_severity"))
                .severity(m.number("severity"))
                .status(m.text("status").map(ScanningStatus::of))
                .active(m.flag("active"))
                .createdAt(m.time("created_at", "creation_time", "created"))
                .updatedAt(m.time("updated_at", "modification_time", "modified"))
                .additionalProperties(m.unread("nvt", "scan", "task"))
                .build();
    }

    private static ScanningScope scope(JsonMembers m) {
        if (Stream.of("hosts", "port", "scan", "task").noneMatch(m::has)) {
            return ScanningScope.unknown();
        }
        Optional<ScanningPort> port = m.port("port");
        Optional<String> scan = m.reference("scan", IDS);
        Optional<String> task = m.reference("task", IDS);
        return ScanningScope.read(m.hosts("hosts"), port.orElse(null), scan.orElse(null), task.orElse(null));
    }

    /**
     * Returns the finding of an item.
     *
     * @param item the item
     * @param scan the scan whose findings were listed, if it was one
     */
    public static ScanningFinding finding(Item item, @Nullable String scan) {
        JsonMembers m = new JsonMembers(item.object());
        Optional<String> own = m.text(IDS);
        Optional<String> oid = m.text("nvt_oid").or(() -> m.reference("nvt", "oid", "nvt_oid", "id"));
        ScanningFinding finding = ScanningFinding.empty()
                .withId(own.or(() -> Optional.ofNullable(item.id())))
                .withName(m.text("name").or(() -> m.inner("nvt", "name")))
                .withNvt(oid)
                .withCves(cves(m.inner("nvt", "cve").or(() -> m.text("cve")).orElse("")))
                .withSeverity(m.number("severity"))
                .withThreat(m.text("threat"))
                .withHost(m.reference("host", "ip", "address", "name", "hostname"))
                .withPort(m.port("port"))
                .withScan(m.reference("scan", IDS).or(() -> Optional.ofNullable(scan)))
                .withTask(m.reference("task", IDS))
                .withExceptionId(m.inner("overrides", IDS).or(() -> m.inner("exception", IDS)))
                .withExceptionStatus(m.inner("overrides", "status")
                        .or(() -> m.inner("exception", "status"))
                        .map(ScanningStatus::of));
        return finding.withAdditionalProperties(m.unread("nvt", "scan", "task", "host"));
    }

    /** Splits CVE ids: version 1 separates them by commas and has {@code NOCVE} for none. */
    private static List<String> cves(String text) {
        return Stream.of(text.split("[,\\s]+"))
                .filter(id -> !id.isEmpty() && !id.equalsIgnoreCase("NOCVE"))
                .toList();
    }

    /** Returns whether the response had a member of this name that could not be read. */
    static boolean unreadable(ScanningExceptionRule rule, String name) {
        JsonNode node = rule.additionalProperties().get(name);
        return node != null && !node.isNull();
    }
}
