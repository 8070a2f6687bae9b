/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.YamlNode;
import dev.waiver.governance.internal.YamlReader;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of registers: the forms of the members, and their names. What they mean is checked by the builder. */
final class RegisterReader {
    static final String API_VERSION = "waiver.dev/v1";
    private static final List<String> HEAD =
            List.of("apiVersion", "id", "scope", "tenantGroups", "policy", "expectUnavailable", "exceptions");
    private static final String DATE = "a date such as 2027-03-01; give one";

    private final Problems problems = new Problems();

    private RegisterReader() {}

    static Register read(List<RegisterFiles.Source> sources) {
        return new RegisterReader().register(sources);
    }

    private Register register(List<RegisterFiles.Source> sources) {
        problems.files(sources.stream().map(RegisterFiles.Source::name).toList());
        MemberReader head = null;
        String headFile = "";
        List<RegisterEntry> entries = new ArrayList<>();
        int unreadable = 0;
        for (RegisterFiles.Source source : sources) {
            MemberReader file = file(source);
            if (file == null) {
                unreadable++;
                continue;
            }
            file.refuseUnknown(HEAD);
            entries.addAll(entries(file, source.name()));
            boolean isHead = sources.size() == 1
                    || file.mapping().members().keySet().stream()
                            .anyMatch(name -> HEAD.contains(name) && !name.equals("exceptions"));
            if (isHead && head != null) {
                problems.add(
                        source.name(),
                        1,
                        "has a head, and so does " + headFile + "; keep apiVersion, id, scope,"
                                + " tenantGroups, policy and expectUnavailable in one of them");
            } else if (isHead) {
                head = file;
                headFile = source.name();
            }
        }
        if (head == null) {
            noHead(sources, unreadable);
            problems.throwIfAny();
            throw new IllegalStateException("a register without a head has a problem");
        }
        return register(head, headFile, entries);
    }

    private void noHead(List<RegisterFiles.Source> sources, int unreadable) {
        if (sources.isEmpty()) {
            problems.add(new RegisterProblem(
                    null, 0, null, "", "the directory has no file whose name ends in .yaml, .yml or .json"));
        } else if (unreadable == 0) {
            problems.add(
                    sources.get(0).name(),
                    1,
                    "has no head, and neither has another file; give apiVersion, id and scope in one of them");
        }
    }

    private @Nullable MemberReader file(RegisterFiles.Source source) {
        String text = source.text();
        if (text == null) {
            problems.add(source.name(), 1, String.valueOf(source.problem()));
            return null;
        }
        int before = problems.count();
        YamlNode root = YamlReader.read(text, p -> problems.add(source.name(), p.line(), p.message()));
        if (root == null) {
            if (problems.count() == before) {
                problems.add(source.name(), 1, "is empty; give apiVersion, id, scope and exceptions");
            }
            return null;
        }
        return MemberReader.of(problems, source.name(), null, "", root);
    }

    private Register register(MemberReader head, String file, List<RegisterEntry> entries) {
        apiVersion(head);
        String id = head.text("id").orElse("");
        if (!head.has("id")) {
            head.problem("id", "is missing; give 8 random characters of a to z and 0 to 9, once");
        }
        Register.Builder builder = Register.builder(id);
        Map<String, Integer> lines = new LinkedHashMap<>();
        head.mapping().addLines("", lines);
        builder.lines(new SourceLines(file, head.line(), lines));
        head.members("scope").map(this::scope).ifPresent(builder::scope);
        head.members("tenantGroups").ifPresent(groups -> groups.mapping()
                .members()
                .keySet()
                .forEach(name -> builder.tenantGroup(name, groups.texts(name))));
        head.members("policy").map(this::policy).ifPresent(builder::policy);
        for (MemberReader item : head.mappings("expectUnavailable")) {
            unavailable(item).ifPresent(builder::expectUnavailable);
        }
        entries.forEach(builder::entry);
        Register register = builder.build(problems);
        problems.throwIfAny();
        return register;
    }

    private void apiVersion(MemberReader head) {
        Optional<String> version = head.text("apiVersion");
        if (!head.has("apiVersion")) {
            head.problem("apiVersion", "is missing; give " + API_VERSION);
        } else if (version.isPresent() && !version.get().equals(API_VERSION)) {
            head.problem("apiVersion", "is a version that this SDK does not know; it knows " + API_VERSION);
        }
    }

    private RegisterScope scope(MemberReader scope) {
        scope.refuseUnknown(EntryMembers.VENDORS);
        return RegisterScope.builder()
                .email(scope.members("email").map(RegisterReader::emailScope))
                .scanning(isInScope(scope, "scanning"))
                .detection(isInScope(scope, "detection"))
                .build();
    }

    private static RegisterScope.Email emailScope(MemberReader email) {
        email.refuseUnknown(List.of("tenants", "tables"));
        return RegisterScope.Email.builder()
                .tenants(email.texts("tenants"))
                .tables(email.texts("tables"))
                .build();
    }

    private static boolean isInScope(MemberReader scope, String vendor) {
        Optional<MemberReader> members = scope.members(vendor);
        members.ifPresent(vendors -> vendors.refuseUnknown(List.of()));
        return members.isPresent();
    }

    private RegisterPolicy policy(MemberReader policy) {
        policy.refuseUnknown(List.of("maxLifetime", "require", "baselineUntil"));
        return RegisterPolicy.builder()
                .maxLifetime(policy.value(
                        "maxLifetime", "a period of days or months such as P365D; give one", Period::parse))
                .require(policy.texts("require"))
                .baselineUntil(policy.value("baselineUntil", DATE, EntryDates::parse))
                .build();
    }

    private static Optional<ExpectedUnavailable> unavailable(MemberReader item) {
        item.refuseUnknown(List.of("tenant", "table", "why", "until"));
        for (String name : List.of("why", "until")) {
            if (!item.has(name)) {
                item.problem(name, "is missing; say why the source is unavailable, and until which day");
            }
        }
        Optional<String> tenant = item.text("tenant");
        Optional<String> table = item.text("table");
        Optional<String> why = item.text("why");
        Optional<LocalDate> until = item.value("until", DATE, EntryDates::parse);
        return why.isPresent() && until.isPresent()
                ? Optional.of(ExpectedUnavailable.builder()
                        .tenant(tenant)
                        .table(table)
                        .why(why.get())
                        .until(until.get())
                        .build())
                : Optional.empty();
    }

    private List<RegisterEntry> entries(MemberReader file, String name) {
        List<RegisterEntry> entries = new ArrayList<>();
        for (MemberReader item : file.mappings("exceptions")) {
            String key = item.node("key")
                    .filter(YamlNode.Scalar.class::isInstance)
                    .map(node -> ((YamlNode.Scalar) node).text())
                    .filter(text -> !text.isBlank())
                    .orElse(null);
            entries.add(entry(item.ofEntry(key), key, name));
        }
        return entries;
    }

    private RegisterEntry entry(MemberReader item, @Nullable String key, String file) {
        item.refuseUnknown(EntryMembers.ALL);
        if (!item.has("key")) {
            item.problem("key", "is missing; give a name that never changes, such as evil-example");
        }
        RegisterEntry.Builder entry = RegisterEntry.builder(item.text("key").orElse(key == null ? "" : key));
        Map<String, Integer> lines = new LinkedHashMap<>();
        item.mapping().addLines("", lines);
        entry.lines(new SourceLines(file, item.line(), lines));
        item.text("reason").ifPresent(entry::reason);
        item.text("ticket").ifPresent(entry::ticket);
        item.text("owner").ifPresent(entry::owner);
        item.text("approvedBy").ifPresent(entry::approvedBy);
        item.text("text").ifPresent(entry::text);
        item.value("created", DATE, EntryDates::parse).ifPresent(entry::created);
        item.value("reviewBy", DATE, EntryDates::parse).ifPresent(entry::reviewBy);
        item.value(
                        "expires",
                        "a date such as 2027-03-01 or an instant such as 2027-03-01T12:00:00+01:00; give one",
                        Expiry::parse)
                .ifPresent(entry::expires);
        entry.baseline(item.flag("baseline"));
        item.members("email").flatMap(TargetReader::email).ifPresent(entry::target);
        item.members("scanning").flatMap(TargetReader::scanning).ifPresent(entry::target);
        item.members("detection").flatMap(TargetReader::detection).ifPresent(entry::target);
        return entry.build();
    }
}
