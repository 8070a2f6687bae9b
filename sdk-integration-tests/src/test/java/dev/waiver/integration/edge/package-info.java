/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of what may leave a call, whatever is thrown below it and whenever it is closed. */
@NullMarked
package dev.waiver.integration.edge;

import org.jspecify.annotations.NullMarked;
