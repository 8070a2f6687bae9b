/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Secret;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.AccessTokens;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.OneTimePassword;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Authentication with a token from {@code /auth/sign_in}, or with an access token as it is. The API key is sent with
 * every request.
 */
public final class ScanningAuthScheme implements AuthScheme {
    private static final String STATE = "otp_session_state";
    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();

    /** The credentials of a token. They may be replaced while requests with an older token are still to be sent. */
    private record Grant(String scheme, ScanningCredentials credentials) {}

    private final ScanningAuthApi api;
    private final Supplier<? extends ScanningCredentials> source;
    private final Map<AccessToken, Grant> grants = Collections.synchronizedMap(new WeakHashMap<>());
    private volatile List<Secret> secrets = List.of();
    private volatile boolean waitingForCode;

    /**
     * Creates an authentication scheme.
     *
     * @param core the client, without authentication
     * @param source called for each authentication
     */
    public ScanningAuthScheme(ClientCore core, Supplier<? extends ScanningCredentials> source) {
        this.api = core.redacting(this::secrets).builtInApi(ScanningAuthApi.class);
        this.source = source;
    }

    @Override
    public TokenRequest newToken() {
        ScanningCredentials credentials =
                Objects.requireNonNull(source.get(), "credentials: the supplier returned null");
        if (credentials instanceof AccessTokenCredentials token) {
            secrets = List.of(token.apiKey(), token.accessToken());
            return new TokenRequest(
                    List.of(token.apiKey(), token.accessToken()),
                    ApiCall.of(grant("Basic", token, token.accessToken())));
        }
        PasswordCredentials user = (PasswordCredentials) credentials;
        secrets = List.of(user.apiKey(), user.password());
        String apiKey = user.apiKey().reveal();
        ApiCall<JsonNode> first =
                Calls.onErrorResume(api.signIn(apiKey, body(user)), ScanningAuthScheme::stateInRefusal);
        ApiCall<AccessToken> call = first.flatMap(response -> {
            String state = text(response, STATE);
            if (!text(response, "token").isEmpty() || state.isEmpty()) {
                return token(response, user);
            }
            return secondStep(user, state);
        });
        return new TokenRequest(List.of(user.apiKey(), user.username(), user.password()), call);
    }

    private ApiCall<AccessToken> secondStep(PasswordCredentials credentials, String state) {
        OneTimePassword callback = credentials.oneTimePassword().orElse(null);
        if (callback == null) {
            return noCode("the account requires a one-time password: give the credentials a callback with"
                    + " withOneTimePassword, or use an access token");
        }
        String code;
        waitingForCode = true;
        try {
            code = callback.code();
        } catch (RuntimeException e) {
            return noCode("the callback for the one-time password failed: "
                    + e.getClass().getName());
        } finally {
            waitingForCode = false;
        }
        if (code == null || code.isBlank()) {
            return noCode("the callback for the one-time password gave none");
        }
        secrets = List.of(
                credentials.apiKey(),
                credentials.password(),
                Secret.of("one-time password", code.strip()),
                Secret.of("session state", state));
        ObjectNode body =
                credentials.passwordInSecondStep() ? body(credentials) : JsonNodeFactory.instance.objectNode();
        body.put("otp_attempt", code.strip()).put(STATE, state);
        return api.confirm(credentials.apiKey().reveal(), body)
                .with(ONCE)
                .flatMap(response -> token(response, credentials));
    }

    private ApiCall<AccessToken> token(JsonNode response, ScanningCredentials credentials) {
        String token = text(response, "token");
        return AccessTokens.isSendable(token)
                ? ApiCall.of(grant("Bearer", credentials, Secret.of("token", token)))
                : Calls.failed(state -> {
                    String why = "the response of the sign-in has no token that could be sent";
                    List<ErrorEntry> errors = ResponseErrors.entries(response, state);
                    return errors.isEmpty()
                            ? ResponseErrors.refused(why, null, List.of(ErrorEntry.of(null, why, Map.of())), state)
                            : ResponseErrors.refused(why + ": " + ResponseErrors.shown(errors), null, errors, state);
                });
    }

    private AccessToken grant(String scheme, ScanningCredentials credentials, Secret secret) {
        AccessToken token = AccessToken.untilRefused(secret);
        grants.put(token, new Grant(scheme, credentials));
        return token;
    }

    @Override
    public Request authorize(Request request, AccessToken token) {
        Grant grant = Objects.requireNonNull(grants.get(token), "a token of another client");
        return request.newBuilder()
                .header("x-api-key", grant.credentials().apiKey().reveal())
                // As the vendor documents it: the raw token after the word Basic, not base64.
                .header("Authorization", grant.scheme() + " " + token.value().reveal())
                .build();
    }

    @Override
    public boolean isWaitingForApplication() {
        return waitingForCode;
    }

    @Override
    public List<Secret> secrets() {
        return secrets;
    }

    private static ObjectNode body(PasswordCredentials credentials) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("username", credentials.username())
                .put("password", credentials.password().reveal());
    }

    /**
     * Returns the body of a refusal that has a session state; null otherwise. Inferred: such a refusal requests the
     * second step. The status with which the service does that is not documented.
     */
    private static @Nullable ApiCall<JsonNode> stateInRefusal(SdkException e) {
        if (!(e instanceof ApiException refusal) || !refusal.rawBody().contains(STATE)) {
            return null;
        }
        try {
            JsonNode body = ScanningProtocol.CODEC.read(JsonNode.class, refusal.rawBody());
            return text(body, STATE).isEmpty() ? null : ApiCall.of(body);
        } catch (JsonException notJson) {
            return null;
        }
    }

    /**
     * Returns a failure that counts as a refusal of the service, whatever the status of the first step: a person who
     * gave no code is not asked again at once.
     */
    private static <T> ApiCall<T> noCode(String why) {
        return refused(why, 401);
    }

    private static <T> ApiCall<T> refused(String why, @Nullable Integer code) {
        return Calls.failed(
                state -> ResponseErrors.refused(why, code, List.of(ErrorEntry.of(null, why, Map.of())), state));
    }

    private static String text(JsonNode response, String name) {
        JsonNode value = response.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }
}
