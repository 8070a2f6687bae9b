/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Immutable rules and findings of the CG Scanning API. */
@NullMarked
package dev.waiver.scanning.model;

import org.jspecify.annotations.NullMarked;
