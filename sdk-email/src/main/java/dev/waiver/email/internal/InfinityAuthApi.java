/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.ReadOnly;
import dev.waiver.core.annotation.SensitiveResponse;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.POST;
import retrofit2.http.Url;

/** The authentication endpoint of the Infinity Portal. */
interface InfinityAuthApi {
    /** The endpoint under the gateway, three segments above the service's path. */
    String UNDER_THE_GATEWAY = "../../../auth/external";

    /**
     * Exchanges a key for a token.
     *
     * @param url the endpoint: {@link #UNDER_THE_GATEWAY} or a whole address
     */
    @ReadOnly
    @SensitiveResponse
    @POST
    ApiCall<String> authenticate(@Url String url, @Body Map<String, String> credentials);
}
