/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Redaction of credentials in errors, logs and responses. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.redact;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
