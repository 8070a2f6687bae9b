/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.governance.Source;
import java.util.List;
import java.util.function.Supplier;

/**
 * A source and how its rules are read and written.
 *
 * @param source the source
 * @param kind the kind of its rules
 * @param operations reads and writes its rules
 * @param listing reads the rules that concern the register
 * @param allows whether its rules let something through, so that obsolete ones are removed before others are created
 * @param <R> the vendor's rule
 */
public record GovernedSource<R extends ExceptionRule>(
        Source source,
        RuleKind<R> kind,
        ExceptionOperations<R> operations,
        Supplier<ApiCall<List<R>>> listing,
        boolean allows) {}
