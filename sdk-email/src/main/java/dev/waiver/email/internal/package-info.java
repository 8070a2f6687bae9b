/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Envelope, authentication, and the implementation of each operation; not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.email.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
