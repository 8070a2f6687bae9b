/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Access tokens: single flight, early renewal, compare-and-set invalidation. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.auth;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
