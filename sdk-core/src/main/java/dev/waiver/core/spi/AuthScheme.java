/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Secret;
import java.util.List;
import okhttp3.Request;

/** An authentication scheme, which turns credentials into access tokens and authorizes requests with them. */
public interface AuthScheme {
    /**
     * Returns an authentication, which has not been sent. Called each time a token is needed, so that credentials can
     * be swapped while the client is in use, and on a thread that may block, since the application's supplier of
     * credentials may.
     */
    TokenRequest newToken();

    /**
     * An authentication that can be sent.
     *
     * @param credentials what it authenticates with, including the secret, compared by {@code equals}: after a refusal,
     *     the same credentials are not sent again for a while
     * @param call the call that authenticates, made without authentication, on the same transport as all other calls
     */
    record TokenRequest(Object credentials, ApiCall<AccessToken> call) {}

    /**
     * Returns whether an authentication that was sent waits for the application, such as for a one-time password. A
     * person takes longer than a service, so callers wait until their deadline then. False by default.
     */
    default boolean isWaitingForApplication() {
        return false;
    }

    /**
     * Adds the credentials. Called last, after all of the user's interceptors, so that a signature is computed over
     * exactly what is sent; again for each attempt; and only for requests to the client's own origin. By default, the
     * token is a bearer token.
     *
     * @param request the request as it will be sent
     * @param token the token to use
     * @return the request with its credentials
     */
    default Request authorize(Request request, AccessToken token) {
        return request.newBuilder().header("Authorization", token.bearer()).build();
    }

    /**
     * Returns the identity that the tokens belong to, without anything secret: the client id. If the caller has a
     * {@link dev.waiver.core.TokenStore}, JVMs share tokens under it. Empty (the default) means that tokens are not
     * shared.
     */
    default String identity() {
        return "";
    }

    /** Returns the secrets in use, which are redacted if a service echoes them in an error. */
    List<Secret> secrets();

    /**
     * Returns the secrets that were created for one request, such as its signature. None by default.
     *
     * @param sent the request as returned by {@link #authorize}
     */
    default List<Secret> secretsOf(Request sent) {
        return List.of();
    }
}
