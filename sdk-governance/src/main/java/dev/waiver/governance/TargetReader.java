/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reader of the targets of an entry. */
final class TargetReader {
    private static final String RULE = "rule";

    private TargetReader() {}

    static Optional<Target> email(MemberReader email) {
        boolean isDomain = email.has("domain");
        Optional<String> table = email.text("list");
        if (!email.has("list")) {
            email.problem("list", "is missing; give a list such as blacklist");
        }
        List<String> tenants = email.texts("tenants");
        if (isDomain == email.has(RULE)) {
            email.problem(
                    isDomain ? RULE : "domain",
                    isDomain
                            ? "is there beside domain; keep one of them"
                            : "is missing, and so is rule; give the domain, or the members of a rule below rule");
        }
        Optional<RuleMembers> members = isDomain ? effects(email) : rule(email);
        if (!isDomain) {
            email.refuseUnknown(List.of("list", "tenants", "domain", RULE));
        }
        Optional<String> domain = email.text("domain");
        boolean complete = table.isPresent() && members.isPresent() && isDomain == domain.isPresent();
        return complete ? Optional.of(new EmailTarget(tenants, table.get(), domain, members.get())) : Optional.empty();
    }

    /** Returns the members beside a domain. Whether they are effects is known to the vendor's module. */
    private static Optional<RuleMembers> effects(MemberReader email) {
        Map<String, YamlNode.Member> effects =
                new LinkedHashMap<>(email.mapping().members());
        effects.keySet().removeAll(List.of("list", "tenants", "domain", RULE));
        boolean texts = true;
        for (String name : effects.keySet()) {
            if (name.equals(RuleMembers.UNCHECKED)) {
                email.problem(name, "is taken by rule only; write two rules in place of domain");
                texts = false;
            } else {
                texts &= email.text(name).isPresent();
            }
        }
        return texts ? Optional.of(RuleMembers.of(new YamlNode.Members(effects, email.line()))) : Optional.empty();
    }

    static Optional<Target> scanning(MemberReader scanning) {
        scanning.refuseUnknown(List.of(RULE));
        if (!scanning.has(RULE)) {
            scanning.problem(RULE, "is missing; give nvt, and hosts, port, scan or everywhere");
        }
        scanning.members(RULE)
                .filter(rule -> rule.has(RuleMembers.UNCHECKED))
                .ifPresent(rule -> rule.problem(
                        RuleMembers.UNCHECKED,
                        "is not possible at scanning, to which only known members are sent; remove it"));
        return rule(scanning).map(ScanningTarget::new);
    }

    static Optional<Target> detection(MemberReader detection) {
        detection.refuseUnknown(List.of("windows", "macOs", "linux", "when", RULE, "enable"));
        List<String> systems =
                DetectionTarget.SYSTEMS.stream().filter(detection::has).toList();
        boolean isRule = detection.has(RULE);
        if (systems.size() + (isRule ? 1 : 0) != 1) {
            detection.problem(
                    systems.isEmpty() ? "windows" : systems.get(systems.size() - 1),
                    "give exactly one of windows, macOs, linux and rule");
            return Optional.empty();
        }
        Optional<EnabledRules> enable = detection.members("enable").flatMap(TargetReader::enable);
        if (isRule) {
            if (detection.has("when")) {
                detection.problem("when", "is there beside rule; the conditions are in the document");
            }
            return rule(detection)
                    .map(members -> new DetectionTarget(Optional.empty(), Optional.empty(), Map.of(), members, enable));
        }
        if (!detection.has("when")) {
            detection.problem("when", "is missing; give a condition such as instigatingImageSha256");
        }
        Map<String, List<String>> when = new LinkedHashMap<>();
        detection.members("when").ifPresent(conditions -> conditions
                .mapping()
                .members()
                .keySet()
                .forEach(facet -> when.put(facet, conditions.oneOrMore(facet))));
        return detection
                .text(systems.get(0))
                .map(name -> new DetectionTarget(
                        Optional.of(systems.get(0)), Optional.of(name), when, RuleMembers.NONE, enable));
    }

    private static Optional<EnabledRules> enable(MemberReader enable) {
        enable.refuseUnknown(List.of("ruleSet", "rules", "allRules"));
        if (!enable.has("ruleSet")) {
            enable.problem("ruleSet", "is missing; give the name of the rule set, such as Default");
        }
        Optional<String> ruleSet = enable.text("ruleSet");
        List<String> rules = enable.texts("rules");
        boolean all = enable.flag("allRules");
        if (all && enable.has("rules")) {
            enable.problem("allRules", "is there beside rules; keep one of them");
        }
        if (!all && !enable.has("rules")) {
            enable.problem("rules", "is missing; name the rules, or give allRules: true");
        }
        return ruleSet.map(name -> new EnabledRules(name, all ? List.of() : rules, all));
    }

    /** Returns the members of a rule, if each value has one. */
    private static Optional<RuleMembers> rule(MemberReader target) {
        Optional<MemberReader> rule = target.members(RULE);
        if (rule.isEmpty() || !rule.get().hasValues()) {
            return Optional.empty();
        }
        boolean mergeable = rule.get().members(RuleMembers.UNCHECKED).isPresent()
                || !rule.get().has(RuleMembers.UNCHECKED);
        return mergeable ? rule.map(members -> RuleMembers.of(members.mapping())) : Optional.empty();
    }
}
