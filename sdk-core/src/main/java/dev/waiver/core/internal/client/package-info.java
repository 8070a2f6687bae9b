/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The building blocks of the vendor modules' clients. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.client;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
