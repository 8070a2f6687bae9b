/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Composition of calls, and the context of one execution. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.call;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
