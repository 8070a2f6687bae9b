/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code waiver doctor}: compares what the services do with what the SDK believes. */
@NullMarked
package dev.waiver.cli.doctor;

import org.jspecify.annotations.NullMarked;
