/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The interfaces that a vendor module implements to describe its service. For authors of vendor modules; users of a
 * client do not need them.
 */
@NullMarked
@CheckReturnValue
package dev.waiver.core.spi;

import dev.waiver.core.annotation.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
