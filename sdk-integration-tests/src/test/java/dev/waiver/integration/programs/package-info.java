/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The programs that the package pages of the Javadoc show. */
@NullMarked
package dev.waiver.integration.programs;

import org.jspecify.annotations.NullMarked;
