/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.Secret;
import dev.waiver.core.error.ErrorEntry;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.AccessTokens;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.auth.EmailCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A reader of authentication responses, for both schemes. No error quotes a body, since it may contain a token. */
final class EmailAuthResponseReader {
    private EmailAuthResponseReader() {}

    /** Returns the response as JSON. Fails if it is not JSON, or says that authentication was refused. */
    static JsonNode json(String body, CallState state) {
        JsonNode json;
        try {
            json = EmailProtocol.CODEC.read(JsonNode.class, body);
        } catch (JsonException e) {
            throw ResponseErrors.unreadable("the response is not JSON", state);
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().equalsIgnoreCase("success")
                    && member.getValue().asText("").strip().equalsIgnoreCase("false")) {
                throw refused(ResponseErrors.entries(json, state), state);
            }
        }
        return json;
    }

    /**
     * Returns the token in a response.
     *
     * @param text the token; null or blank if there is none
     * @param json the response, which may say why
     */
    static AccessToken token(@Nullable String text, Duration lifetime, JsonNode json, CallState state) {
        if (text == null || text.isBlank()) {
            throw ResponseErrors.withoutToken("the response contains no token", json, state);
        }
        String token = text.strip();
        if (!AccessTokens.isSendable(token) || token.startsWith("<")) {
            throw ResponseErrors.unreadable("the token in the response is malformed", state);
        }
        return AccessToken.of(Secret.of("token", token), lifetime);
    }

    private static SdkException refused(List<ErrorEntry> errors, CallState state) {
        return ResponseErrors.refused(
                state.lastExchange().status() + ", and the response says that authentication was refused"
                        + (errors.isEmpty() ? "" : ": " + ResponseErrors.shown(errors)),
                401,
                errors,
                state);
    }

    /** Returns the supplier's credentials, which must be of the kind that the client was built for. */
    static <T extends EmailCredentials> T credentials(Class<T> kind, Supplier<? extends EmailCredentials> supplier) {
        EmailCredentials value = Objects.requireNonNull(supplier.get(), "credentials: the supplier returned null");
        if (!kind.isInstance(value)) {
            throw new IllegalStateException("credentials: the supplier returned "
                    + value.getClass().getSimpleName() + ", and this client was built for " + kind.getSimpleName()
                    + "; build another client for them");
        }
        return kind.cast(value);
    }
}
