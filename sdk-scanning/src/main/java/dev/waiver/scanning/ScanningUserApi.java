package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.annotation.SensitiveResponse;
import org.jspecify.annotations.Nullable;
import retrofit2.http.PUT;

/**
 * The operations on the user's access token, true to the wire. To correct one, extend this interface and give it to
 * {@link ScanningClient.Builder#userApi}.
 */
public interface ScanningUserApi {
    /**
     * Generates an access token: documented, but for the answer.
     *
     * @return the answer; it holds the token
     * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
     */
    @SensitiveResponse
    @PUT("v2/user/generate_access_token")
    ApiCall<JsonNode> generateAccessToken();

    /**
     * Revokes the current access token. The method is documented, the path is inferred from that of its sibling.
     *
     * @return the call
     */
    @PUT("v2/user/revoke_access_token")
    ApiCall<@Nullable Void> revokeAccessToken();
}
