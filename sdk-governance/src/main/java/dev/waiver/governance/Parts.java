/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ExceptionRule;
import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.Part;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.RulePart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The rules of a register's entries at one source, with their markers. */
final class Parts<R extends ExceptionRule> {
    private final Register register;
    private final Source source;
    private final RuleKind<R> kind;
    private final Instant now;
    private final List<Part<R>> all = new ArrayList<>();

    Parts(Register register, Source source, RuleKind<R> kind, Instant now) {
        this.register = register;
        this.source = source;
        this.kind = kind;
        this.now = now;
    }

    /** Returns the register's part of its markers. */
    static String register(Register register) {
        return Marker.registerOf(register.id());
    }

    /** Adds the rules of an entry. */
    void add(RegisterEntry entry, List<R> rules) {
        for (int i = 0; i < rules.size(); i++) {
            R rule = rules.get(i);
            String digest = Objects.requireNonNull(kind.digest(rule), "a rule of a register shows all of its fields");
            RulePart part = new RulePart(source.vendor(), source.tenant(), source.table(), i);
            Marker marker = Marker.of(register.id(), entry.key(), part, digest);
            all.add(new Part<>(
                    entry.key(),
                    marker.part(),
                    kind.withText(rule, marker.prefix(entry.ruleText().orElse(""))),
                    digest,
                    entry.isInForce(now)));
        }
    }

    List<Part<R>> all() {
        return all;
    }
}
