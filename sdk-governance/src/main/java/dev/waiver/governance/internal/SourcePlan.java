/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.governance.Notice;
import java.util.List;

/**
 * What the comparison of a source with the register has shown.
 *
 * @param steps the changes
 * @param notices what a person should know
 * @param managed how many rules of the source have a marker of the register
 * @param settled how many rules of entries in force are there as they should be
 * @param standings where the rules of the entries stand
 * @param listed all rules in the order of the listing; empty unless they were asked for
 * @param <R> the vendor's rule
 */
public record SourcePlan<R>(
        List<Step<R>> steps,
        List<Notice> notices,
        int managed,
        int settled,
        List<Standing> standings,
        List<ListedRule<R>> listed) {
    /** Returns this with other changes and notices. */
    public SourcePlan<R> with(List<Step<R>> changed, List<Notice> noticed) {
        return new SourcePlan<>(changed, noticed, managed, settled, standings, listed);
    }

    /** Returns this with other standings. */
    public SourcePlan<R> withStandings(List<Standing> changed) {
        return new SourcePlan<>(steps, notices, managed, settled, changed, listed);
    }
}
