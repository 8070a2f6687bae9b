package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.scanning.internal.ResponseItems;
import org.jspecify.annotations.Nullable;

/** The access token of the user that is signed in. */
public final class ScanningUser {
    private final ClientCore core;
    private final ScanningUserApi api;

    ScanningUser(ClientCore core, ScanningUserApi api) {
        this.core = core;
        this.api = api;
    }

    /**
     * Generates an access token. It does not expire and works for all calls: keep it as a password. Whether it makes an
     * earlier one invalid, and in which member the answer carries it, is not documented; {@code access_token} and
     * {@code token} are looked for.
     *
     * @return the call; the token. If the answer holds none, an
     *     {@link dev.waiver.core.error.AppliedButUnconfirmedException} that does not show it
     * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
     */
    public ApiCall<Secret> generateAccessToken() {
        return core.call("ScanningUser.generateAccessToken", () -> api.generateAccessToken()
                .flatMap(response -> {
                    for (JsonNode at : new JsonNode[] {response, response.path("user"), response.path("data")}) {
                        for (String name : new String[] {"access_token", "token"}) {
                            String token = at.path(name).asText("").strip();
                            if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c <= '~')) {
                                return ApiCall.of(Secret.of("accessToken", token));
                            }
                        }
                    }
                    return ResponseItems.undecodable("the answer has no access_token and no token that could be sent");
                }));
    }

    /**
     * Revokes the current access token; a client that uses it is refused from then on. The path is inferred.
     *
     * @return the call
     */
    public ApiCall<@Nullable Void> revokeAccessToken() {
        return core.call("ScanningUser.revokeAccessToken", api::revokeAccessToken);
    }
}
