/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import okhttp3.RequestBody;
import retrofit2.http.Body;
import retrofit2.http.POST;

/** The vendor's authentication endpoint. */
interface DetectionAuthApi {
    /**
     * Exchanges a signed token for an access token. It changes nothing, so it may be retried.
     *
     * @param authToken a body that signs a new token each time it is written, since each token is used once
     */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/v2/token")
    ApiCall<JsonNode> exchange(@Body RequestBody authToken);
}
