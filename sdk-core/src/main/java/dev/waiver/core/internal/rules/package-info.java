/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The operations on rules, once for all vendors. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.rules;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
