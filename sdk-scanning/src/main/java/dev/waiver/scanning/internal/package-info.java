/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The protocol of the CG Scanning API. Not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
