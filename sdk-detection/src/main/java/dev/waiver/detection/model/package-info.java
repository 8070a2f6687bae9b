/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The documents of the detection service, as immutable values. */
@NullMarked
package dev.waiver.detection.model;

import org.jspecify.annotations.NullMarked;
