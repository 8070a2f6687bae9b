/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Pager;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client's operations on rules that all vendors have. A rule has a number, which it matches by, and a version.
 *
 * @param create creates a rule with this number, which is its version as well; the value is its id
 * @param createAll creates rules; the value has their ids
 * @param edit changes the version of the rule with this id
 * @param remove removes the rule with this id
 * @param get reads the rule with this id; the value is its version
 * @param list reads the versions of all rules
 * @param pager the list of all rules
 * @param close closes the client
 */
public record Rules(
        Function<Integer, ApiCall<String>> create,
        Function<List<Integer>, ApiCall<List<String>>> createAll,
        BiFunction<String, String, ApiCall<?>> edit,
        Function<String, ? extends ApiCall<?>> remove,
        Function<String, ApiCall<String>> get,
        Supplier<? extends ApiCall<? extends List<?>>> list,
        Pager<?> pager,
        Runnable close) {}
