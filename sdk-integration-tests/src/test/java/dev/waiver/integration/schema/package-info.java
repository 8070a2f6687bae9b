/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package dev.waiver.integration.schema;

import org.jspecify.annotations.NullMarked;
