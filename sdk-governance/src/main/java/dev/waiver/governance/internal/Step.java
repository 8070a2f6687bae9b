/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.governance.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change, with what is needed to make it.
 *
 * @param change the change
 * @param part the rule as it should be; null for a removal
 * @param stored the rule as it was listed; null for a create
 * @param <R> the vendor's rule
 */
public record Step<R>(
        Change change, @Nullable Part<R> part, @Nullable R stored) {}
