/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.AccessTokens;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import org.jspecify.annotations.Nullable;

/** Operations on the access token of the authenticated user. */
public final class ScanningUser {
    private final ClientCore core;
    private final ScanningUserApi api;

    ScanningUser(ClientCore core, ScanningUserApi api) {
        this.core = core;
        this.api = api;
    }

    /**
     * Generates an access token. It does not expire and works for all calls: store it like a password. Whether it
     * invalidates an earlier one is not documented.
     *
     * <p>Inferred: the response has the token as {@code access_token} or {@code token}, at the top level or in
     * {@code user} or {@code data}. If it has neither, the call fails with an
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException} that does not show the response; if the response is
     * no object, or a message alone, with a {@link dev.waiver.core.error.DecodeException}.
     *
     * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
     */
    @Inferred("The response is not documented; the token is read from access_token or token.")
    public ApiCall<Secret> generateAccessToken() {
        return core.call("ScanningUser.generateAccessToken", () -> api.generateAccessToken()
                .flatMap(response -> {
                    for (JsonNode at : new JsonNode[] {response, response.path("user"), response.path("data")}) {
                        for (String name : new String[] {"access_token", "token"}) {
                            String token = at.path(name).asText("").strip();
                            if (AccessTokens.isSendable(token)) {
                                return ApiCall.of(Secret.of("accessToken", token));
                            }
                        }
                    }
                    return Calls.failed(state -> ResponseErrors.unreadable(
                            "the response has no access_token and no token that could be sent", state));
                }));
    }

    /** Revokes the current access token. A client that uses it is refused from then on. Inferred: the path. */
    @Inferred("The path is inferred from that of generate_access_token; only the method is documented.")
    public ApiCall<@Nullable Void> revokeAccessToken() {
        return core.call("ScanningUser.revokeAccessToken", api::revokeAccessToken);
    }
}
