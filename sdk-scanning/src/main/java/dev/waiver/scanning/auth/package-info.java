/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Credentials for the CG Scanning API. */
@NullMarked
@CheckReturnValue
package dev.waiver.scanning.auth;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
