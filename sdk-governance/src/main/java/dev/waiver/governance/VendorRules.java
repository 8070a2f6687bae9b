/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.internal.client.LockKeys;
import dev.waiver.governance.internal.DetectionRuleFields;
import dev.waiver.governance.internal.DetectionRuleKind;
import dev.waiver.governance.internal.EmailRuleFields;
import dev.waiver.governance.internal.EmailRuleKind;
import dev.waiver.governance.internal.RuleFields;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.ScanningRuleFields;
import dev.waiver.governance.internal.ScanningRuleKind;
import dev.waiver.governance.internal.Weakness;
import java.util.List;
import java.util.Optional;

/** The conversions of the vendors whose modules are present. */
final class VendorRules {
    private static final boolean EMAIL = isPresent("dev.waiver.email.model.EmailExceptionRule");
    private static final boolean SCANNING = isPresent("dev.waiver.scanning.model.ScanningExceptionRule");
    private static final boolean DETECTION = isPresent("dev.waiver.detection.model.DetectionExceptionRule");

    private VendorRules() {}

    private static boolean isPresent(String type) {
        try {
            var unused = Class.forName(type, false, VendorRules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static Optional<EmailRuleFields> email() {
        return EMAIL ? Optional.of(new EmailRuleFields()) : Optional.empty();
    }

    static Optional<ScanningRuleFields> scanning() {
        return SCANNING ? Optional.of(new ScanningRuleFields()) : Optional.empty();
    }

    static Optional<DetectionRuleFields> detection() {
        return DETECTION ? Optional.of(new DetectionRuleFields()) : Optional.empty();
    }

    /**
     * Returns what the rules of a target select, one text for each rule in order.
     *
     * @param entry the entry, which has the text of the rules
     * @param target a target of the entry
     * @param problems receives what is wrong with the target
     * @return the texts; empty if something is wrong, or the vendor's module is not present
     */
    static List<String> matches(RegisterEntry entry, Target target, Problems problems) {
        if (target instanceof EmailTarget email) {
            return email().map(fields -> matches(fields, new EmailRuleKind(), entry, email, problems))
                    .orElse(List.of());
        }
        if (target instanceof ScanningTarget scanning) {
            return scanning()
                    .map(fields -> matches(fields, new ScanningRuleKind(), entry, scanning, problems))
                    .orElse(List.of());
        }
        return target instanceof DetectionTarget detection
                ? detection()
                        .map(fields -> matches(fields, new DetectionRuleKind(), entry, detection, problems))
                        .orElse(List.of())
                : List.of();
    }

    private static <T extends Target, R extends ExceptionRule> List<String> matches(
            RuleFields<T, R> fields, RuleKind<R> kind, RegisterEntry entry, T target, Problems problems) {
        // What the model does not know may select, too. A detection exception is found by its name only.
        String unchecked =
                target instanceof EmailTarget email ? email.unchecked().text() : "";
        return fields
                .rules(
                        target,
                        entry.ruleText(),
                        (path, message) -> problems.add(entry, target.vendor() + "." + path, message))
                .stream()
                .flatMap(rule -> Optional.ofNullable(kind.comparator().matchKey(rule)).stream())
                .map(key -> LockKeys.of(key) + unchecked)
                .toList();
    }

    /**
     * A rule of a register, and what is wrong with it.
     *
     * @param rule the rule, for a person
     * @param weaknesses what is wrong with it
     */
    record Judged(String rule, List<Weakness> weaknesses) {}

    /**
     * Returns what is wrong with the rules of a target of a valid register.
     *
     * @return one item for each rule; empty if the vendor's module is not present
     */
    static Optional<List<Judged>> judge(RegisterEntry entry, Target target) {
        if (target instanceof EmailTarget email) {
            return email().map(fields -> judge(new EmailRuleKind(), email.table(), rules(fields, entry, email)));
        }
        if (target instanceof ScanningTarget scanning) {
            return scanning().map(fields -> judge(new ScanningRuleKind(), "", rules(fields, entry, scanning)));
        }
        return target instanceof DetectionTarget detection
                ? detection().map(fields -> judge(new DetectionRuleKind(), "", rules(fields, entry, detection)))
                : Optional.empty();
    }

    private static <R extends ExceptionRule> List<Judged> judge(RuleKind<R> kind, String table, List<R> rules) {
        return rules.stream()
                .map(rule -> new Judged(kind.describe(rule), kind.weaknesses(rule, table)))
                .toList();
    }

    /** Returns the rules of a target of a valid register. */
    static <T extends Target, R> List<R> rules(RuleFields<T, R> fields, RegisterEntry entry, T target) {
        return fields.rules(target, entry.ruleText(), (path, message) -> {
            throw new IllegalStateException(entry.key() + ": " + path + ": " + message);
        });
    }

    /** Returns the email tables that the SDK knows; empty if the module is not present. */
    static List<String> emailTables() {
        return EMAIL ? EmailRuleFields.tables() : List.of();
    }

    /** Returns the email table with the opposite effect, if there is one and the module is present. */
    static Optional<String> opposite(String emailTable) {
        return EMAIL ? EmailRuleFields.opposite(emailTable) : Optional.empty();
    }
}
