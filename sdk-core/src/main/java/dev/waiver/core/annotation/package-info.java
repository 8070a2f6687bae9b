/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Annotations for the methods of API interfaces. */
@NullMarked
@CheckReturnValue
package dev.waiver.core.annotation;

import org.jspecify.annotations.NullMarked;
