/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the scanning client over real sockets, against the simulated service. */
@NullMarked
package dev.waiver.scanning;

import org.jspecify.annotations.NullMarked;
