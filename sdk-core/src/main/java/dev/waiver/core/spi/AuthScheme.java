package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.ClientCore;
import java.util.List;
import okhttp3.Request;

/** How credentials become a token, and how a request is authorized with it. */
public interface AuthScheme {
    /**
     * A call that signs in. Asked each time a token is needed, so credentials can be swapped while the client lives. It
     * runs through an interface of a {@link ClientCore} that does not sign in, on the same transport as every other
     * call.
     */
    ApiCall<AccessToken> newToken();

    /**
     * Adds the credentials. Called last, after every interceptor of the user's, anew for each attempt, and only for
     * requests to the client's own origin; a signature is computed over exactly what goes out.
     *
     * @param request the request as it will be sent
     * @param token the token to use
     * @return the request with its credentials
     */
    Request authorize(Request request, AccessToken token);

    /**
     * Whose tokens these are, without anything secret: the client id. Tokens are shared between JVMs under it if the
     * caller has a {@link dev.waiver.core.TokenStore}; empty (the default) means that they are not.
     */
    default String identity() {
        return "";
    }

    /** The secrets in use, so that they can be blanked out should a service echo them in an error. */
    List<Secret> secrets();

    /**
     * The secrets that were made for one request, such as its signature; most have none.
     *
     * @param sent the request as {@link #authorize} made it
     */
    default List<Secret> secretsOf(Request sent) {
        return List.of();
    }
}
