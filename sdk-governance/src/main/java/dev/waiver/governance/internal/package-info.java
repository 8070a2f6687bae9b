/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Parsing of registers and conversion into the rules of the vendors; not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.governance.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
