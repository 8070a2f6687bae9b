/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.AccessTokens;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Request;

/**
 * An authentication scheme for the legacy deployment: a signed request returns a token, and every request after that is
 * signed.
 */
public final class LegacyAuthScheme implements AuthScheme {
    /** Used if the token has no lifetime. Inferred: one client observed it at the live service. */
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);

    /** A JSON value that is no token, although it could be sent as one. */
    private static final String JSON_VALUE = "(?s)true|false|null|-?\\d+|\\[.*";

    private static final List<String> TOKEN_NAMES = List.of("token", "access_token", "accessToken", "x-av-token");

    private final ClientCore core;
    private final SdkClock time;
    private final Supplier<? extends EmailCredentials> credentials;

    /**
     * The credentials of each token. While keys are rotated, requests with the old and the new key are in flight
     * together.
     */
    private final Map<AccessToken, LegacyCredentials> owners = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile List<Secret> secrets = List.of();

    /**
     * Creates a scheme.
     *
     * @param core the unauthenticated client
     * @param credentials called for each authentication
     */
    public LegacyAuthScheme(ClientCore core, Supplier<? extends EmailCredentials> credentials) {
        this.core = core;
        this.time = core.clock();
        this.credentials = credentials;
    }

    @Override
    public TokenRequest newToken() {
        LegacyCredentials key = EmailAuthResponseReader.credentials(LegacyCredentials.class, credentials);
        secrets = List.of(key.secret());
        return new TokenRequest(
                List.of(key.appId(), key.secret()),
                core.authenticatedWith(unauthenticated -> new TokenRequestScheme(key))
                        .builtInApi(LegacyAuthApi.class)
                        .token()
                        .flatMap(body -> Calls.defer(state -> ApiCall.of(read(body, key, state)))));
    }

    private AccessToken read(String body, LegacyCredentials key, CallState state) {
        String text = body.strip();
        JsonNode json = MissingNode.getInstance();
        if (text.startsWith("\"") || text.startsWith("{") || text.matches(JSON_VALUE)) {
            json = EmailAuthResponseReader.json(text, state);
            text = wrapped(json);
        }
        Duration lifetime = AccessTokens.jwtLifetime(text, time.now()).orElse(DEFAULT_LIFETIME);
        AccessToken token = EmailAuthResponseReader.token(text, lifetime, json, state);
        owners.put(token, key);
        return token;
    }

    /** Returns the token in a JSON response. Inferred: one client supports this form. */
    private static String wrapped(JsonNode json) {
        if (json.isTextual()) {
            return json.textValue();
        }
        return Stream.of(json, json.path("data"), json.path("responseData"))
                .flatMap(object -> object.isTextual()
                        ? Stream.of(object.textValue())
                        : TOKEN_NAMES.stream().map(name -> object.path(name).asText("")))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    @Override
    public Request authorize(Request request, AccessToken token) {
        LegacyCredentials key = owners.get(token);
        return key == null
                ? request
                : signed(request, key, token.value().reveal(), LegacySignature.requestString(request.url()));
    }

    @Override
    public List<Secret> secrets() {
        return secrets;
    }

    @Override
    public List<Secret> secretsOf(Request sent) {
        return signature(sent);
    }

    private static List<Secret> signature(Request sent) {
        String signature = sent.header("x-av-sig");
        return signature == null ? List.of() : List.of(Secret.of("signature", signature));
    }

    private Request signed(Request request, LegacyCredentials key, String token, String requestString) {
        String date = LegacySignature.date(time.now());
        String requestId = Objects.requireNonNullElse(request.header(EmailProtocol.REQUEST_ID), "");
        String signature = LegacySignature.of(
                requestId, key.appId(), date, requestString, key.secret().reveal());
        return request.newBuilder()
                .header("x-av-app-id", key.appId())
                .header("x-av-date", date)
                .header("x-av-token", token)
                .header("x-av-sig", signature)
                .build();
    }

    /**
     * The scheme of the request for the token, which is signed, too, but without path and query. It is a scheme, so
     * that each attempt is signed anew.
     */
    private final class TokenRequestScheme implements AuthScheme {
        private static final AccessToken NONE = AccessToken.untilRefused(Secret.of("token", "none"));

        private final LegacyCredentials key;

        TokenRequestScheme(LegacyCredentials key) {
            this.key = key;
        }

        @Override
        public TokenRequest newToken() {
            return new TokenRequest(NONE, ApiCall.of(NONE));
        }

        @Override
        public Request authorize(Request request, AccessToken token) {
            return signed(request, key, "", "");
        }

        @Override
        public List<Secret> secrets() {
            return List.of(key.secret());
        }

        @Override
        public List<Secret> secretsOf(Request sent) {
            return signature(sent);
        }
    }
}
