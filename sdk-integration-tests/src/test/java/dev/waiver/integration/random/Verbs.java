/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.Pager;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The operations that all vendors have, for rules of a vendor's own type.
 *
 * @param <R> the vendor's rule
 */
record Verbs<R>(
        Function<R, ApiCall<R>> create,
        Function<List<R>, ApiCall<BulkResult<R>>> createAll,
        BiFunction<String, R, ApiCall<R>> replace,
        BiFunction<String, UnaryOperator<R>, ApiCall<R>> edit,
        Function<String, ? extends ApiCall<?>> remove,
        Function<R, ApiCall<EnsureResult<R>>> ensure,
        Function<String, ApiCall<R>> get,
        Supplier<Pager<Rule>> list) {}
