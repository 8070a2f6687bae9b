/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.auth;

/** Credentials for the email service: a key of the Infinity Portal, or one of the legacy deployment. */
public sealed interface EmailCredentials permits InfinityCredentials, LegacyCredentials {}
