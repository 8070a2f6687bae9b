/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ExceptionRule;
import dev.waiver.core.internal.client.LockKeys;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.governance.internal.Base32Hash;
import dev.waiver.governance.internal.ListedRule;
import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.RuleKind;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the rules of sources into entries. Each entry is converted back and compared with its rule. */
final class Exporter {
    private static final Set<Notice.Kind> KEPT =
            EnumSet.of(Notice.Kind.NEW_TENANT, Notice.Kind.NOT_LOOKED_AT, Notice.Kind.EXPECTED_UNAVAILABLE);
    private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 8;
    private static final int HASH_LENGTH = 12;
    private static final int MAX_TABLE = 60;

    /** The text of rules that have none, where a service requires one. */
    private static final String NO_TEXT = "Exported";

    /** An entry, to which tenants with equal rules are added. */
    private static final class Draft {
        private final RuleText text;
        private final Target target;
        private final List<String> tenants = new ArrayList<>();
        private final List<ExportProblem> rules = new ArrayList<>();

        Draft(RuleText text, Target target) {
            this.text = text;
            this.target = target;
        }
    }

    private final Register head;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<ExportProblem> problems = new ArrayList<>();

    private Exporter(Register head) {
        this.head = head;
    }

    /**
     * Returns a register that has a random id and no entries, which is not valid.
     *
     * @throws RegisterException if anything else is wrong with it
     */
    static Register head(RegisterScope scope, LocalDate baselineUntil) {
        Register.Builder builder = builder(id(), scope, baselineUntil);
        Problems problems = new Problems();
        Register head = builder.build(problems);
        List<RegisterProblem> others = problems.all().stream()
                .filter(problem -> !problem.field().equals("exceptions"))
                .toList();
        if (!others.isEmpty()) {
            throw new RegisterException(others);
        }
        return head;
    }

    private static Register.Builder builder(String id, RegisterScope scope, LocalDate baselineUntil) {
        return Register.builder(id)
                .scope(scope)
                .policy(RegisterPolicy.builder().baselineUntil(baselineUntil).build());
    }

    private static String id() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
        }
        return id.toString();
    }

    static Exported export(Plan plan, List<ComparedSource<?>> sources) {
        Exporter exporter = new Exporter(plan.register());
        sources.forEach(exporter::add);
        Optional<Register> register = exporter.register();
        List<Notice> notices = plan.notices().stream()
                .filter(notice -> KEPT.contains(notice.kind()))
                .toList();
        return new Exported(register, exporter.problems, notices, plan.unreadable());
    }

    // ------------------------------------------------------------------ rules

    private <R extends ExceptionRule> void add(ComparedSource<R> compared) {
        RuleKind<R> kind = compared.governed().kind();
        RuleComparator<R> comparator = kind.comparator();
        Map<Object, List<R>> opposite = new HashMap<>();
        for (R rule : compared.opposite()) {
            Object key = comparator.matchKey(rule);
            if (key != null) {
                opposite.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(rule);
            }
        }
        Map<Object, List<R>> byMatch = new LinkedHashMap<>();
        for (ListedRule<R> listed : compared.plan().listed()) {
            Object key = comparator.matchKey(listed.rule());
            if (key == null) {
                notExported(compared, List.of(listed.rule()), "the service does not show what the rule matches");
            } else {
                byMatch.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(listed.rule());
            }
        }
        byMatch.forEach((key, rules) -> add(compared, rules, opposite.getOrDefault(key, List.of())));
    }

    /** Adds rules that match the same, of which a register can have one. */
    private <R extends ExceptionRule> void add(ComparedSource<R> compared, List<R> rules, List<R> against) {
        RuleComparator<R> comparator = compared.governed().kind().comparator();
        R first = rules.get(0);
        boolean undecided = rules.stream().skip(1).anyMatch(other -> comparator.matches(first, other) != Verdict.SAME);
        boolean different =
                rules.stream().skip(1).anyMatch(other -> comparator.effect(first, other) == Verdict.DIFFERENT);
        if (undecided) {
            notExported(compared, rules, "the service does not show whether the rules match the same");
        } else if (!against.isEmpty()) {
            notExported(
                    compared,
                    rules,
                    "the opposite list of this tenant has a rule that matches the same, " + ids(against)
                            + "; remove one of them, and export again");
        } else if (different) {
            notExported(
                    compared,
                    rules,
                    "the rules match the same and do different things; remove all but one, and export again");
        } else {
            add(compared, first, rules);
        }
    }

    private <R extends ExceptionRule> void add(ComparedSource<R> compared, R rule, List<R> equal) {
        RuleKind<R> kind = compared.governed().kind();
        Source source = compared.governed().source();
        RuleText text = RuleText.of(kind.text(rule));
        List<String> wrong = new ArrayList<>();
        Target target = target(kind, rule, source.table(), wrong);
        if (target != null && text.ruleText().isEmpty() && !isRestored(kind, rule, target, text, new ArrayList<>())) {
            text = new RuleText(Optional.of(NO_TEXT), text.ticket());
        }
        if (target == null || !isRestored(kind, rule, target, text, wrong)) {
            notExported(compared, equal, String.join("; ", wrong));
            return;
        }
        String key = key(kind, rule, source, text);
        RuleText its = text;
        Draft draft = drafts.computeIfAbsent(key, unused -> new Draft(its, target));
        if (!source.tenant().isEmpty()) {
            draft.tenants.add(source.tenant());
        }
        // Reported if the entry cannot stay.
        draft.rules.add(problem(compared, equal, "", ""));
        kind.unexpressed(rule).forEach(message -> problems.add(problem(compared, equal, key, message)));
        if (equal.size() > 1) {
            problems.add(problem(compared, equal, key, "the rules are equal, and the entry stands for all of them"));
        }
        if (equal.stream()
                .anyMatch(other -> kind.text(other).flatMap(Marker::find).isPresent())) {
            problems.add(problem(
                    compared,
                    equal,
                    key,
                    "another register manages the rule, as its marker says; keep it in one of the registers"));
        }
    }

    private static <R extends ExceptionRule> @Nullable Target target(
            RuleKind<R> kind, R rule, String table, List<String> wrong) {
        try {
            return kind.target(rule, table);
        } catch (IllegalArgumentException e) {
            wrong.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns whether the rule of an entry would be equal to the one that it was made from. */
    private static <R extends ExceptionRule> boolean isRestored(
            RuleKind<R> kind, R rule, Target target, RuleText text, List<String> wrong) {
        int before = wrong.size();
        List<R> restored = kind.rules(target, text.ruleText(), (path, message) -> wrong.add(path + ": " + message));
        boolean equal = restored.size() == 1 && Objects.equals(kind.digest(restored.get(0)), kind.digest(rule));
        if (wrong.size() == before && !equal) {
            wrong.add("an entry cannot say all that the rule does");
        }
        return equal && wrong.size() == before;
    }

    /** Returns a key that is the same at every export as long as the rule and its text stay the same. */
    private static <R extends ExceptionRule> String key(RuleKind<R> kind, R rule, Source source, RuleText text) {
        String hash = Base32Hash.of(
                HASH_LENGTH,
                "export",
                source.vendor(),
                source.table(),
                Objects.requireNonNull(kind.digest(rule), "a rule that shows its match has a digest"),
                LockKeys.of(List.of(text.text(), text.ticket())));
        String table = source.table().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        return source.vendor() + (table.isEmpty() ? "" : "-" + table.substring(0, Math.min(MAX_TABLE, table.length())))
                + "-" + hash;
    }

    private <R extends ExceptionRule> void notExported(ComparedSource<R> compared, List<R> rules, String message) {
        problems.add(problem(compared, rules, "", message));
    }

    private static <R extends ExceptionRule> ExportProblem problem(
            ComparedSource<R> compared, List<R> rules, String entry, String message) {
        return new ExportProblem(
                compared.governed().source(),
                ids(rules),
                compared.governed().kind().describe(rules.get(0)),
                entry,
                message);
    }

    private static <R extends ExceptionRule> List<String> ids(List<R> rules) {
        return rules.stream().map(rule -> rule.entityId().orElse("(no id)")).toList();
    }

    // ------------------------------------------------------------------ the register

    /** Returns the register without the entries that it refuses, which are reported. */
    private Optional<Register> register() {
        while (!drafts.isEmpty()) {
            Register.Builder builder = builder(
                    head.id(), head.scope(), head.policy().baselineUntil().orElseThrow());
            drafts.forEach((key, draft) -> builder.entry(entry(key, draft)));
            Problems found = new Problems();
            Register register = builder.build(found);
            if (found.all().isEmpty()) {
                return Optional.of(register);
            }
            remove(found.all());
        }
        return Optional.empty();
    }

    private void remove(List<RegisterProblem> found) {
        boolean removed = false;
        for (RegisterProblem refused : found) {
            Draft draft = refused.entry() == null ? null : drafts.remove(refused.entry());
            if (draft != null) {
                removed = true;
                problems.removeIf(problem -> problem.entry().equals(refused.entry()));
                draft.rules.forEach(rule -> problems.add(new ExportProblem(
                        rule.source(),
                        rule.ids(),
                        rule.rule(),
                        "",
                        "a register refuses it: " + refused.field() + ": " + refused.message())));
            }
        }
        if (!removed) {
            throw new RegisterException(found);
        }
    }

    private static RegisterEntry entry(String key, Draft draft) {
        RegisterEntry.Builder entry = RegisterEntry.builder(key).baseline(true);
        draft.text.text().ifPresent(entry::text);
        draft.text.ticket().ifPresent(entry::ticket);
        return entry.target(
                        draft.target instanceof EmailTarget email
                                ? email.withTenants(draft.tenants.toArray(String[]::new))
                                : draft.target)
                .build();
    }
}
