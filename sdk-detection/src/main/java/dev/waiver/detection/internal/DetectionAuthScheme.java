/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.AccessTokens;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.detection.auth.DetectionCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * An authentication scheme that signs a token with the application's secret and exchanges it for an access token, or
 * uses the caller's bearer token.
 */
public final class DetectionAuthScheme implements AuthScheme {
    /** The same for every host. */
    private static final String ISSUER = "http://cylance.com";

    /** For access tokens without a readable expiry. Inferred: public clients assume 25 to 30 minutes. */
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(25);

    private static final MediaType JSON = MediaType.get("application/json");

    private final ClientCore core;
    private final DetectionAuthApi api;
    private final Supplier<? extends DetectionCredentials> provider;
    private final String identity;
    private volatile List<Secret> secrets = List.of();

    /**
     * Creates a scheme.
     *
     * @param core a core that does not authenticate
     * @param provider called for the credentials at each authentication
     * @param identity the owner of the tokens; empty if it is not known in advance
     */
    public DetectionAuthScheme(ClientCore core, Supplier<? extends DetectionCredentials> provider, String identity) {
        this.core = core.redacting(this::secrets);
        this.api = this.core.builtInApi(DetectionAuthApi.class);
        this.provider = provider;
        this.identity = identity;
    }

    @Override
    public TokenRequest newToken() {
        DetectionCredentials given = Objects.requireNonNull(provider.get(), "credentials: the supplier returned null");
        if (given instanceof BearerToken bearer) {
            secrets = List.of(bearer.token());
            return new TokenRequest(bearer.token(), ApiCall.of(AccessToken.untilRefused(bearer.token())));
        }
        ApplicationCredentials credentials = (ApplicationCredentials) given;
        secrets = List.of(credentials.applicationSecret());
        return new TokenRequest(
                List.of(
                        credentials.tenantId(),
                        credentials.applicationId(),
                        credentials.applicationSecret(),
                        credentials.scopes(),
                        credentials.tokenLifetime()),
                core.call("DetectionClient.authenticate", () -> {
                    Instant asked = core.clock().now();
                    return api.exchange(new SignedToken(credentials)).flatMap(response -> accessToken(response, asked));
                }));
    }

    /**
     * A body that signs a new token for each attempt: after a lost response, the service may have seen the token's id.
     */
    private final class SignedToken extends RequestBody {
        private final ApplicationCredentials credentials;

        SignedToken(ApplicationCredentials credentials) {
            this.credentials = credentials;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            String signed = sign(credentials, core.clock().now());
            secrets = List.of(credentials.applicationSecret(), Secret.of("auth_token", signed));
            sink.writeUtf8(JsonCodec.strictNames().write(Map.of("auth_token", signed)));
        }
    }

    private static String sign(ApplicationCredentials credentials, Instant now) {
        long issuedAt = now.getEpochSecond();
        JWTCreator.Builder token = JWT.create()
                .withIssuer(ISSUER)
                .withSubject(credentials.applicationId())
                .withClaim("tid", credentials.tenantId())
                .withJWTId(UUID.randomUUID().toString())
                .withClaim("iat", issuedAt)
                .withClaim("exp", issuedAt + credentials.tokenLifetime().toSeconds());
        if (!credentials.scopes().isEmpty()) {
            token.withClaim("scp", String.join(",", credentials.scopes()));
        }
        credentials.source().ifPresent(source -> token.withClaim("src", source));
        byte[] key = credentials.applicationSecret().reveal().getBytes(StandardCharsets.UTF_8);
        return token.sign(Algorithm.HMAC256(key));
    }

    /** Returns the token in a response. Inferred: it is a JWT; the vendor does not promise that it stays so. */
    private static ApiCall<AccessToken> accessToken(JsonNode response, Instant asked) {
        String token = response.path("access_token").asText("").strip();
        if (!AccessTokens.isSendable(token)) {
            return Calls.failed(state -> ResponseErrors.withoutToken(
                    "the response has no access_token that could be sent", response, state));
        }
        Duration lifetime = AccessTokens.jwtLifetime(token, asked).orElse(DEFAULT_LIFETIME);
        return ApiCall.of(AccessToken.of(Secret.of("access_token", token), lifetime));
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public List<Secret> secrets() {
        return secrets;
    }
}
