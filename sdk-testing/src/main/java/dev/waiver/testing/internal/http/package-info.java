/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A small HTTP/1.1 server that injects faults on demand. */
@NullMarked
package dev.waiver.testing.internal.http;

import org.jspecify.annotations.NullMarked;
