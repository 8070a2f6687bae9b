/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.SensitiveResponse;
import org.jspecify.annotations.Nullable;
import retrofit2.http.PUT;

/**
 * The HTTP operations on the user's access token. To correct one, extend this interface and pass it to
 * {@link ScanningClient.Builder#userApi}.
 */
public interface ScanningUserApi {
    /**
     * Generates an access token. The request is documented; the response, which has the token, is not.
     *
     * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
     */
    @SensitiveResponse
    @PUT("v2/user/generate_access_token")
    ApiCall<JsonNode> generateAccessToken();

    /**
     * Revokes the current access token. The method is documented. Inferred: the path, from that of
     * {@link #generateAccessToken}.
     */
    @Inferred("The path is inferred from that of generate_access_token; only the method is documented.")
    @PUT("v2/user/revoke_access_token")
    ApiCall<@Nullable Void> revokeAccessToken();
}
