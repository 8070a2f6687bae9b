/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Exceptions as code, against the simulators of all vendors. */
@NullMarked
@CheckReturnValue
package dev.waiver.integration.governance;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
