/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests without a socket. */
@NullMarked
package dev.waiver.scanning.internal;

import org.jspecify.annotations.NullMarked;
