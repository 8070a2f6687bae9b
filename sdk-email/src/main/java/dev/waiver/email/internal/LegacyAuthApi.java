/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import retrofit2.http.GET;

/** The authentication endpoint of the legacy deployment. */
interface LegacyAuthApi {
    @ReadOnly
    @SensitiveResponse
    @GET("auth")
    ApiCall<String> token();
}
