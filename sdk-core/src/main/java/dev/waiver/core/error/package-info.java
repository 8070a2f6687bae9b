/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The unchecked exceptions that calls fail with, one hierarchy for all vendors. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.error;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
