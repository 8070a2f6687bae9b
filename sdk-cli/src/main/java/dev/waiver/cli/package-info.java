/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A command line for all three vendors. */
@NullMarked
package dev.waiver.cli;

import org.jspecify.annotations.NullMarked;
