/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.auth;

import dev.waiver.core.Secret;

/**
 * Credentials for the CG Scanning API: the account's API key, sent with every request, and either an access token or a
 * user's name and password. {@code toString} shows no secret.
 *
 * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
 */
public sealed interface ScanningCredentials permits AccessTokenCredentials, PasswordCredentials {
    /** Returns the account's API key. */
    Secret apiKey();
}
