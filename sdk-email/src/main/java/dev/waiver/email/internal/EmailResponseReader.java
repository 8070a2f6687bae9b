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
final class EmailResponseReader {
    private EmailResponseReader() {}

    /** Returns the response as JSON. Fails if it is not JSON, or says that authentication was refused. */
    static JsonNode json(String body, CallState state) {
        JsonNode json;
        try {
            json = EmailProtocol.CODEC.read(JsonNode.class, body);
        } catch (JsonException e) {
            throw ResponseErrors.unreadable("the response is not JSON", state);
        }
        JsonNode success = json.path("success");
        if (success.asText("").strip().equalsIgnoreCase("false")) {
            throw refused(state.redact(json.path("message").asText("")), state);
        }
        return json;
    }

    static AccessToken token(@Nullable String text, Duration lifetime, CallState state) {
        if (text == null || text.isBlank()) {
            throw ResponseErrors.unreadable("the response contains no token", state);
        }
        String token = text.strip();
        if (!AccessTokens.isSendable(token) || token.startsWith("<")) {
            throw ResponseErrors.unreadable("the token in the response is malformed", state);
        }
        return AccessToken.of(Secret.of("token", token), lifetime);
    }

    private static SdkException refused(String message, CallState state) {
        List<ErrorEntry> errors = message.isBlank() ? List.of() : List.of(ErrorEntry.of(null, message, Map.of()));
        return ResponseErrors.refused(
                state.lastExchange().status() + ", and the response says that authentication was refused"
                        + (message.isBlank() ? "" : ": " + message),
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
