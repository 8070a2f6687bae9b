/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.List;

/** A key of the email service, of either deployment. */
record EmailKey(String id, String secret, List<String> scopes) {}
