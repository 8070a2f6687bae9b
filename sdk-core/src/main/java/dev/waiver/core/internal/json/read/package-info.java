/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Lenient reading: deserializers for the shapes that services send. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.internal.json.read;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
