/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Example programs: a quickstart with a walkthrough of each vendor. */
@NullMarked
package dev.waiver.examples;

import org.jspecify.annotations.NullMarked;
