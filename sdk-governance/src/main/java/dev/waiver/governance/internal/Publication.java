/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.governance.ChangeResult;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The writes that bring changed rules to where they take effect, at a service where that is not their list.
 *
 * <p>The order makes a run that is stopped anywhere repeatable. Rules are created and updated first, but an updated one
 * keeps its old marker; then everything is published; then obsolete rules are removed and updated ones get their new
 * marker. So a rule whose change may not have been published still looks like one that has to be changed.
 *
 * @param <R> the vendor's rule
 */
public interface Publication<R extends ExceptionRule> {
    /** Returns the steps that are a part of the plan. */
    List<Step<R>> steps();

    /**
     * Publishes.
     *
     * @param ids the ids of the rules that are there now, by what identifies them in a marker
     */
    ApiCall<Published<R>> publish(Map<String, String> ids);

    /**
     * What came of it.
     *
     * @param results the result of each step
     * @param unpublished the ids of rules whose change was not published everywhere
     */
    record Published<R extends ExceptionRule>(Map<Step<R>, ChangeResult> results, Set<String> unpublished) {}
}
