/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import dev.waiver.governance.internal.Suggestions;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks of a register that was read or built, apart from those of the vendors' models. */
final class RegisterChecks {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{8}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern TENANT = Pattern.compile("[!-~&&[^@!]][!-~]{0,199}");
    private static final int MAX_YEARS = 100;

    private final Register register;
    private final Problems problems;
    private final Set<String> knownTenants = new LinkedHashSet<>();

    RegisterChecks(Register register, Problems problems) {
        this.register = register;
        this.problems = problems;
    }

    void check() {
        checkHead();
        checkTenantGroups();
        checkScope();
        checkPolicy();
        checkExpectUnavailable();
        Map<String, RegisterEntry> keys = new HashMap<>();
        MatchIndex index = new MatchIndex(register, problems);
        for (RegisterEntry entry : register.entries()) {
            checkKey(entry, keys);
            checkTexts(entry);
            checkPolicy(entry);
            checkDates(entry);
            checkTargets(entry);
            entry.targets().forEach(target -> index.add(entry, target, VendorRules.matches(entry, target, problems)));
        }
    }

    private void head(String path, String message) {
        problems.add(register.lines(), path, message);
    }

    private void checkHead() {
        boolean missing = register.id().isEmpty() && register.lines().file() != null; // the reader has said so
        if (!missing && !ID.matcher(register.id()).matches()) {
            head(
                    "id",
                    "is " + Printable.quote(register.id())
                            + ", not 8 characters of a to z and 0 to 9; give random ones, once, and never change them");
        }
        if (register.entries().isEmpty()) {
            head("exceptions", "has no entry; add one, since an empty register would remove every rule of its scope");
        }
    }

    private void checkTenantGroups() {
        register.tenantGroups().forEach((name, tenants) -> {
            String path = "tenantGroups." + name;
            if (!GROUP.matcher(name).matches() || ("@" + name).equals(TenantSet.EVERY)) {
                head(path, "is no name of a group; give letters, digits, dot, hyphen and underscore, and not all");
            }
            for (int i = 0; i < tenants.size(); i++) {
                if (isTenant(tenants.get(i))) {
                    knownTenants.add(tenants.get(i));
                } else {
                    head(
                            path + "[" + i + "]",
                            "is " + Printable.quote(tenants.get(i))
                                    + ", not a tenant; give one such as mt-prod-3:acme");
                }
            }
        });
    }

    private void checkScope() {
        RegisterScope scope = register.scope();
        if (isEmpty(scope)) {
            boolean written = register.lines().members().containsKey("scope");
            head(
                    "scope",
                    (written ? "has no vendor" : "is missing")
                            + "; give those that the register is about, such as scope: {email: {}}");
        }
        scope.email().ifPresent(email -> {
            email.tenants().stream()
                    .filter(word -> !word.startsWith("@") && !word.startsWith("!"))
                    .forEach(knownTenants::add);
            checkTenants(email.tenants(), "scope.email.tenants", this::head);
            List<String> known = VendorRules.emailTables();
            for (int i = 0; i < email.tables().size(); i++) {
                String table = email.tables().get(i);
                if (!known.isEmpty() && !known.contains(table)) {
                    head(
                            "scope.email.tables[" + i + "]",
                            "is " + Printable.quote(table) + ", which is no table that the SDK knows; "
                                    + Suggestions.of(table, known));
                }
            }
        });
    }

    private static boolean isEmpty(RegisterScope scope) {
        return scope.email().isEmpty() && !scope.scanning() && !scope.detection();
    }

    /** A receiver of problems of one part of the register. */
    private interface Receiver {
        void problem(String path, String message);
    }

    private void checkTenants(List<String> words, String path, Receiver receiver) {
        if (!words.isEmpty() && words.stream().allMatch(word -> word.startsWith("!"))) {
            receiver.problem(path, "only leaves tenants out; give those that are meant first, such as \"@all\"");
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = word.startsWith("!") ? word.substring(1) : word;
            String item = path + "[" + i + "]";
            tenantProblem(name, word).ifPresent(message -> receiver.problem(item, message));
        }
    }

    private Optional<String> tenantProblem(String name, String word) {
        if (name.equals(TenantSet.EVERY)) {
            return Optional.empty();
        }
        if (name.startsWith("@")) {
            boolean known = register.tenantGroups().containsKey(name.substring(1));
            List<String> groups = Stream.concat(
                            Stream.of(TenantSet.EVERY),
                            register.tenantGroups().keySet().stream().map(group -> "@" + group))
                    .toList();
            return known
                    ? Optional.empty()
                    : Optional.of("names the group " + Printable.quote(name) + ", which tenantGroups does not have; "
                            + Suggestions.of(name, groups));
        }
        if (!isTenant(name)) {
            return Optional.of("is " + Printable.quote(word)
                    + ", neither a tenant such as mt-prod-3:acme nor a group such as @gold, with or without ! before");
        }
        return knownTenants.isEmpty() || knownTenants.contains(name)
                ? Optional.empty()
                : Optional.of("names the tenant " + Printable.quote(name)
                        + ", which neither tenantGroups nor scope.email.tenants has; "
                        + Suggestions.of(name, knownTenants));
    }

    private static boolean isTenant(String name) {
        return TENANT.matcher(name).matches();
    }

    private void checkPolicy() {
        RegisterPolicy policy = register.policy();
        for (int i = 0; i < policy.require().size(); i++) {
            String name = policy.require().get(i);
            if (!EntryMembers.REQUIRABLE.contains(name)) {
                head(
                        "policy.require[" + i + "]",
                        "is " + Printable.quote(name) + ", which is no member that can be required; "
                                + Suggestions.of(name, EntryMembers.REQUIRABLE));
            }
        }
        policy.maxLifetime()
                .filter(period -> !isSensible(period))
                .ifPresent(period -> head(
                        "policy.maxLifetime",
                        "is " + period + ", not a period from a day to 100 years; give one such as P365D"));
    }

    private static boolean isSensible(Period period) {
        return !period.isNegative()
                && !period.isZero()
                && period.toTotalMonths() <= MAX_YEARS * 12L
                && !LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plusYears(MAX_YEARS));
    }

    private void checkExpectUnavailable() {
        for (int i = 0; i < register.expectUnavailable().size(); i++) {
            ExpectedUnavailable item = register.expectUnavailable().get(i);
            String path = "expectUnavailable[" + i + "]";
            if (item.tenant().isEmpty() && item.table().isEmpty()) {
                head(path, "names neither a tenant nor a table; give one of them, or both");
            }
            item.tenant()
                    .filter(tenant -> !isTenant(tenant))
                    .ifPresent(tenant -> head(
                            path + ".tenant",
                            "is " + Printable.quote(tenant) + ", not a tenant; give one such as mt-prod-3:acme"));
            item.tenant()
                    .filter(RegisterChecks::isTenant)
                    .flatMap(tenant -> tenantProblem(tenant, tenant))
                    .ifPresent(problem -> head(path + ".tenant", problem));
        }
    }

    private void checkKey(RegisterEntry entry, Map<String, RegisterEntry> keys) {
        boolean missing = entry.key().isEmpty() && entry.file().isPresent(); // the reader has said so
        if (missing) {
            return;
        }
        if (!KEY.matcher(entry.key()).matches()) {
            problems.add(
                    entry,
                    "key",
                    "is " + Printable.quote(entry.key())
                            + "; give 1 to 100 of a to z, 0 to 9, dot and hyphen, the first" + " a letter or a digit");
        }
        RegisterEntry before = keys.putIfAbsent(entry.key(), entry);
        if (before != null) {
            problems.add(
                    entry,
                    "key",
                    "is the key of another entry, at " + before.lines().place() + "; give each entry a key of its own");
        }
    }

    private void checkTexts(RegisterEntry entry) {
        EntryMembers.texts(entry).forEach((name, text) -> text.filter(String::isBlank)
                .ifPresent(blank -> problems.add(entry, name, "is blank; leave it out, or give a text")));
        EntryMembers.texts(entry).forEach((name, text) -> text.filter(
                        value -> entry.file().isEmpty() && Printable.hasLoneSurrogate(value))
                .ifPresent(half -> problems.add(entry, name, "holds a lone surrogate; write the whole character")));
        String source = entry.text().isPresent() ? "text" : "ticket";
        entry.ruleText()
                .filter(text -> text.strip().startsWith("[wv"))
                .ifPresent(text -> problems.add(
                        entry, source, "begins like a marker of this SDK, which rules get by themselves; remove that"));
    }

    private void checkPolicy(RegisterEntry entry) {
        RegisterPolicy policy = register.policy();
        if (entry.isBaseline()) {
            if (policy.baselineUntil().isEmpty()) {
                problems.add(entry, "baseline", "needs policy.baselineUntil: set it, or remove baseline");
            }
            return;
        }
        for (String name : policy.require()) {
            if (EntryMembers.REQUIRABLE.contains(name) && EntryMembers.isMissing(entry, name)) {
                problems.add(entry, name, "is missing, and policy.require names it; give it");
            }
        }
        policy.maxLifetime().filter(RegisterChecks::isSensible).ifPresent(period -> checkLifetime(entry, period));
    }

    private void checkLifetime(RegisterEntry entry, Period period) {
        for (String name : List.of("created", "expires")) {
            if (EntryMembers.isMissing(entry, name)
                    && !register.policy().require().contains(name)) {
                problems.add(entry, name, "is missing, and policy.maxLifetime needs it; give it");
            }
        }
        if (entry.created().isPresent() && entry.expires().isPresent()) {
            LocalDate latest = entry.created().get().plus(period);
            if (entry.expires().get().date().isAfter(latest)) {
                problems.add(
                        entry,
                        "expires",
                        "is " + entry.expires().get() + ", more than " + period + " after created; give " + latest
                                + " at the latest");
            }
        }
    }

    private void checkDates(RegisterEntry entry) {
        Map<String, LocalDate> dates = new LinkedHashMap<>();
        entry.created().ifPresent(date -> dates.put("created", date));
        entry.reviewBy().ifPresent(date -> dates.put("reviewBy", date));
        entry.expires().ifPresent(end -> dates.put("expires", end.date()));
        String previous = "";
        for (Map.Entry<String, LocalDate> date : dates.entrySet()) {
            LocalDate before = dates.get(previous);
            if (before != null && date.getValue().isBefore(before)) {
                problems.add(
                        entry,
                        date.getKey(),
                        "is " + date.getValue() + ", before " + previous + ", which is " + before
                                + "; the order is created, reviewBy, expires");
            }
            previous = date.getKey();
        }
    }

    private void checkTargets(RegisterEntry entry) {
        if (entry.targets().isEmpty()
                && EntryMembers.VENDORS.stream().noneMatch(entry.lines().members()::containsKey)) {
            problems.add(entry, "", "applies nowhere; give email, scanning or detection");
        }
        List<String> vendors = new ArrayList<>();
        for (Target target : entry.targets()) {
            if (vendors.contains(target.vendor())) {
                problems.add(
                        entry, target.vendor(), "is there twice; write an entry of its own for each rule of a vendor");
            }
            vendors.add(target.vendor());
            checkTarget(entry, target);
        }
    }

    private void checkTarget(RegisterEntry entry, Target target) {
        RegisterScope scope = register.scope();
        boolean inScope;
        if (target instanceof EmailTarget email) {
            inScope = scope.email().isPresent();
            checkEmail(entry, email);
            checkFreeText(entry, "email.rule", email.members(), List.of("comment"));
            checkNotUnchecked(entry, "email", email.members(), email.domain().isPresent());
        } else if (target instanceof DetectionTarget detection) {
            inScope = scope.detection();
            checkFreeText(entry, "detection.rule", detection.members(), List.of("Description", "Tags"));
            checkNotUnchecked(
                    entry,
                    "detection",
                    detection.members(),
                    detection.operatingSystem().isPresent());
            checkDetection(entry, detection);
        } else {
            inScope = scope.scanning();
            checkFreeText(entry, "scanning.rule", ((ScanningTarget) target).members(), List.of("text"));
        }
        if (!inScope && !isEmpty(scope)) {
            problems.add(entry, target.vendor(), "is outside of scope; add it to scope, or remove it here");
        }
    }

    private void checkEmail(RegisterEntry entry, EmailTarget target) {
        register.scope().email().ifPresent(scope -> {
            if (!scope.tables().isEmpty() && !scope.tables().contains(target.table())) {
                problems.add(
                        entry,
                        "email.list",
                        "is " + Printable.quote(target.table()) + ", which scope.email.tables does not have; "
                                + Suggestions.of(target.table(), scope.tables()));
            }
        });
        int before = problems.count();
        checkTenants(target.tenants(), "email.tenants", (path, message) -> problems.add(entry, path, message));
        if (problems.count() > before) {
            return;
        }
        TenantSet outside = register.tenants(target).minus(register.tenants());
        if (!outside.isEmpty()) {
            problems.add(
                    entry,
                    "email.tenants",
                    "has " + String.join(", ", outside.names()) + " outside of scope.email.tenants; add them there, or"
                            + " remove them here");
        } else if (!target.tenants().isEmpty() && register.tenants(target).isEmpty()) {
            problems.add(entry, "email.tenants", "has no tenant that is left; the exception would be nowhere");
        }
    }

    private void checkFreeText(RegisterEntry entry, String path, RuleMembers members, List<String> names) {
        Stream.concat(
                        members.known().properties().stream().map(Map.Entry::getKey),
                        members.unchecked().properties().stream()
                                .map(member -> RuleMembers.UNCHECKED + "." + member.getKey()))
                .filter(written -> names.stream()
                        .anyMatch(name -> written.equalsIgnoreCase(name)
                                || written.equalsIgnoreCase(RuleMembers.UNCHECKED + "." + name)))
                .forEach(written -> problems.add(
                        entry,
                        path + "." + written,
                        "is free text; remove it: a rule gets the text of the entry, else its ticket"));
    }

    private void checkNotUnchecked(RegisterEntry entry, String path, RuleMembers members, boolean isShort) {
        if (isShort && !members.unchecked().isEmpty()) {
            problems.add(entry, path, "has unchecked members, which only a rule can have; write a rule");
        }
    }

    private void checkDetection(RegisterEntry entry, DetectionTarget target) {
        target.enable().ifPresent(enable -> {
            if (enable.ruleSet().isBlank()) {
                problems.add(entry, "detection.enable.ruleSet", "is blank; give the name of the rule set");
            }
            // The reader has said so of an entry that was read.
            if (!enable.isAllRules() && enable.rules().isEmpty() && entry.file().isEmpty()) {
                problems.add(entry, "detection.enable.rules", "names no rule; name the rules, or give allRules: true");
            }
        });
    }
}
