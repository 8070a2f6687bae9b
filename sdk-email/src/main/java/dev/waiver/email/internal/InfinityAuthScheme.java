/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.client.BaseUrl;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An authentication scheme for the Infinity gateway, which exchanges a key for an opaque bearer token. */
public final class InfinityAuthScheme implements AuthScheme {
    /** Used if the response has no lifetime. Inferred: the vendor's own client assumes it. */
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(30);

    private final ClientCore core;
    private final InfinityAuthApi api;
    private final SdkClock time;
    private final Supplier<? extends EmailCredentials> credentials;
    private volatile List<Secret> secrets = List.of();

    /**
     * Creates a scheme.
     *
     * @param core the unauthenticated client
     * @param credentials called for each authentication
     */
    public InfinityAuthScheme(ClientCore core, Supplier<? extends EmailCredentials> credentials) {
        this.core = core;
        this.api = core.redacting(this::secrets).builtInApi(InfinityAuthApi.class);
        this.time = core.clock();
        this.credentials = credentials;
    }

    @Override
    public TokenRequest newToken() {
        InfinityCredentials key = EmailAuthResponseReader.credentials(InfinityCredentials.class, credentials);
        secrets = List.of(key.accessKey());
        String url = key.authenticationUrl().orElse(InfinityAuthApi.UNDER_THE_GATEWAY);
        check(core, key);
        return new TokenRequest(
                List.of(url, key.clientId(), key.accessKey()),
                api.authenticate(
                                url,
                                Map.of(
                                        "clientId",
                                        key.clientId(),
                                        "accessKey",
                                        key.accessKey().reveal()))
                        .flatMap(body -> Calls.defer(state -> ApiCall.of(read(body, state)))));
    }

    /**
     * Checks where a key is sent to.
     *
     * @throws IllegalArgumentException if that is {@code http} to another machine, unless the client allows it
     */
    public static void check(ClientCore core, InfinityCredentials key) {
        key.authenticationUrl()
                .ifPresent(url -> core.refusePlainHttp("authenticationUrl", BaseUrl.checked("authenticationUrl", url)));
    }

    private AccessToken read(String body, CallState state) {
        JsonNode json = EmailAuthResponseReader.json(body, state);
        JsonNode data = json.path("data").isObject() ? json.path("data") : json;
        JsonNode token = data.path("token");
        return EmailAuthResponseReader.token(token.isTextual() ? token.textValue() : null, lifetime(data), json, state);
    }

    /** Returns the token's lifetime. The token provider counts it from when the request was sent. */
    private Duration lifetime(JsonNode data) {
        Duration seconds = seconds(data.path("expiresIn"));
        if (seconds != null) {
            return seconds;
        }
        return WireTimestamp.of(data.path("expires").asText(""))
                .instant()
                .map(end -> Duration.between(time.now(), end))
                .filter(left ->
                        !left.isNegative() && !left.isZero()) // else a clock is wrong: the token is new in any case
                .orElse(DEFAULT_LIFETIME);
    }

    private static @Nullable Duration seconds(JsonNode value) {
        try {
            long seconds = new BigDecimal(value.asText("").strip()).longValue();
            return seconds > 0 ? Duration.ofSeconds(seconds) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public List<Secret> secrets() {
        return secrets;
    }
}
