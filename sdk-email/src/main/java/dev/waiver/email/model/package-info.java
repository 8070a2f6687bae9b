/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Rules, lists and match modes of the email service. */
@NullMarked
package dev.waiver.email.model;

import org.jspecify.annotations.NullMarked;
