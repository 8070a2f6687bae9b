/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the detection module against a simulator. */
@NullMarked
package dev.waiver.detection;

import org.jspecify.annotations.NullMarked;
