/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;

/** The sign-in operation, whose path is beside {@code /v2}, not below it. */
interface ScanningAuthApi {
    /** Sends the first step. It can be repeated: it changes only a counter. */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/sign_in")
    ApiCall<JsonNode> signIn(@Header("x-api-key") String apiKey, @Body JsonNode user);

    /**
     * Sends the second step. It changes no more than the first, but must be called without retries: the first attempt
     * uses up the code.
     */
    @ReadOnly
    @SensitiveResponse
    @POST("auth/sign_in")
    ApiCall<JsonNode> confirm(@Header("x-api-key") String apiKey, @Body JsonNode code);
}
