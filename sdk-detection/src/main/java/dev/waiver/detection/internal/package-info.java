/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Protocol, authentication, paging and comparison for the detection service; not exported. */
@NullMarked
@CheckReturnValue
package dev.waiver.detection.internal;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
