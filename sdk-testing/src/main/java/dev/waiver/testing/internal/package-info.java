/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The building blocks of the simulators: an HTTP/1.1 server with faults, routing, and lossless JSON. */
@NullMarked
package dev.waiver.testing.internal;

import org.jspecify.annotations.NullMarked;
