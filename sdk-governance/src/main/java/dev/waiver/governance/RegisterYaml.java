/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.governance.internal.YamlWriter;
import java.util.Collection;
import java.util.List;

/** Registers and entries as trees of members, and as YAML. */
final class RegisterYaml {
    static final String EXCEPTIONS = "exceptions";

    private RegisterYaml() {}

    static String register(Register register) {
        return String.join("\n", YamlWriter.block(tree(register), RuleMembers.UNCHECKED)) + "\n";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode tree(Register register) {
        ObjectNode tree = object();
        tree.put("apiVersion", RegisterReader.API_VERSION);
        tree.put("id", register.id());
        ObjectNode scope = tree.putObject("scope");
        register.scope().email().ifPresent(email -> {
            ObjectNode part = scope.putObject("email");
            putList(part, "tenants", email.tenants());
            putList(part, "tables", email.tables());
        });
        putIf(scope, "scanning", register.scope().scanning());
        putIf(scope, "detection", register.scope().detection());
        ObjectNode groups = object();
        register.tenantGroups().forEach((name, tenants) -> putList(groups, name, tenants));
        putNotEmpty(tree, "tenantGroups", groups);
        putNotEmpty(tree, "policy", policy(register.policy()));
        ArrayNode unavailable = JsonNodeFactory.instance.arrayNode();
        for (ExpectedUnavailable item : register.expectUnavailable()) {
            ObjectNode part = unavailable.addObject();
            item.tenant().ifPresent(tenant -> part.put("tenant", tenant));
            item.table().ifPresent(table -> part.put("table", table));
            part.put("why", item.why()).put("until", item.until().toString());
        }
        putNotEmpty(tree, "expectUnavailable", unavailable);
        ArrayNode entries = tree.putArray(EXCEPTIONS);
        register.entries().forEach(entry -> entries.add(tree(entry)));
        return tree;
    }

    private static void putIf(ObjectNode scope, String vendor, boolean inScope) {
        if (inScope) {
            scope.set(vendor, object());
        }
    }

    private static void putNotEmpty(ObjectNode tree, String name, JsonNode value) {
        if (!value.isEmpty()) {
            tree.set(name, value);
        }
    }

    private static void putList(ObjectNode tree, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            values.forEach(tree.putArray(name)::add);
        }
    }

    private static ObjectNode policy(RegisterPolicy policy) {
        ObjectNode tree = object();
        policy.maxLifetime().ifPresent(period -> tree.put("maxLifetime", period.toString()));
        putList(tree, "require", policy.require());
        policy.baselineUntil().ifPresent(date -> tree.put("baselineUntil", date.toString()));
        return tree;
    }

    static ObjectNode tree(RegisterEntry entry) {
        ObjectNode tree = object();
        tree.put("key", entry.key());
        EntryMembers.texts(entry).forEach((name, value) -> value.ifPresent(text -> tree.put(name, text)));
        EntryMembers.dates(entry).forEach((name, value) -> value.ifPresent(date -> tree.put(name, date)));
        if (entry.isBaseline()) {
            tree.put("baseline", "true");
        }
        entry.targets().forEach(target -> tree.set(target.vendor(), tree(target)));
        return tree;
    }

    private static ObjectNode tree(Target target) {
        ObjectNode tree = object();
        if (target instanceof EmailTarget email) {
            tree.put("list", email.table());
            putList(tree, "tenants", email.tenants());
            email.domain().ifPresent(domain -> tree.put("domain", domain));
            if (email.domain().isPresent()) {
                tree.setAll(email.members().known());
            } else {
                tree.set("rule", tree(email.members()));
            }
        } else if (target instanceof ScanningTarget scanning) {
            tree.set("rule", tree(scanning.members()));
        } else if (target instanceof DetectionTarget detection) {
            if (detection.operatingSystem().isPresent()) {
                tree.put(detection.operatingSystem().get(), detection.name().orElse(""));
                ObjectNode when = tree.putObject("when");
                detection.when().forEach((facet, values) -> putList(when, facet, values));
            } else {
                tree.set("rule", tree(detection.members()));
            }
            detection.enable().ifPresent(rules -> tree.set("enable", tree(rules)));
        }
        return tree;
    }

    private static ObjectNode tree(RuleMembers members) {
        ObjectNode tree = members.known().deepCopy();
        putNotEmpty(tree, RuleMembers.UNCHECKED, members.unchecked());
        return tree;
    }

    private static ObjectNode tree(EnabledRules rules) {
        ObjectNode tree = object().put("ruleSet", rules.ruleSet());
        if (rules.isAllRules()) {
            tree.put("allRules", "true");
        } else {
            putList(tree, "rules", rules.rules());
        }
        return tree;
    }

    /** Returns an entry as an item of a list in block style, one line after another, without indentation. */
    static List<String> lines(RegisterEntry entry) {
        return YamlWriter.block(JsonNodeFactory.instance.arrayNode().add(tree(entry)), RuleMembers.UNCHECKED);
    }
}
