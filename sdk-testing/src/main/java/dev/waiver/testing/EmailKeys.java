/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The email service's keys and tokens, and both authentication schemes. Guarded by the simulator's lock. */
final class EmailKeys implements Backend.Tokens {
    static final DateTimeFormatter RFC_1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Token(EmailKey key, Instant expires) {}

    private final Clock clock;
    private final Map<String, EmailKey> keys = new HashMap<>();
    private final Map<String, EmailKey> legacyApps = new HashMap<>();
    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Token> legacyTokens = new HashMap<>();
    private int issued;

    EmailKeys(Clock clock) {
        this.clock = clock;
    }

    void clear() {
        keys.clear();
        legacyApps.clear();
        revokeAll();
        issued = 0;
    }

    void put(EmailKey key) {
        keys.put(key.id(), key);
    }

    void putLegacy(EmailKey app) {
        legacyApps.put(app.id(), app);
    }

    @Override
    public void revokeAll() {
        tokens.clear();
        legacyTokens.clear();
    }

    @Override
    public int issued() {
        return issued;
    }

    /** Serves {@code POST /auth/external}. */
    ServerResponse authenticate(RecordedRequest call, EmailBehavior behavior) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        EmailKey key = body == null ? null : keys.get(body.path("clientId").asText(""));
        if (body == null
                || key == null
                || !key.secret().equals(body.path("accessKey").asText(""))) {
            return gateway(behavior.refusesAuthenticationWith200 ? 200 : 401, "Invalid client credentials")
                    .applied(false);
        }
        String token = "hec-" + UUID.randomUUID();
        Instant expires = issue(tokens, token, key, behavior);
        ObjectNode data =
                Json.object().put("token", token).put("csrf", UUID.randomUUID().toString());
        if (behavior.saysExpires) {
            data.put("expires", RFC_1123.format(expires));
        }
        if (behavior.saysExpiresIn) {
            data.put("expiresIn", behavior.tokenLifetime.toSeconds());
        }
        return ServerResponse.json(
                200, Json.write(Json.object().put("success", true).set("data", data)));
    }

    /** Returns the key of a request through the gateway. */
    EmailKey authorize(RecordedRequest call) {
        String authorization = call.header("Authorization").orElse("");
        Token token = authorization.startsWith("Bearer ") ? tokens.get(authorization.substring(7)) : null;
        if (token == null || !token.expires().isAfter(clock.instant())) {
            ObjectNode body = Json.object().put("success", false).put("message", "Authentication required");
            throw new RefusedException(ServerResponse.json(401, Json.write(body.put("forceLogout", true))));
        }
        return token.key();
    }

    /** Serves {@code GET /v1.0/auth}. */
    ServerResponse authenticateLegacy(RecordedRequest call, EmailBehavior behavior) {
        EmailKey app = legacyApps.get(call.header("x-av-app-id").orElse(""));
        if (app == null) {
            return message(
                    400,
                    "Bad Request, could not find app["
                            + call.header("x-av-app-id").orElse("") + "]");
        }
        checkSignature(call, app, "");
        long expires = clock.instant().plus(behavior.tokenLifetime).getEpochSecond();
        String token = jwt(Json.object()
                .put("sub", app.id())
                .put("exp", expires)
                .put("jti", UUID.randomUUID().toString()));
        Instant unused = issue(legacyTokens, token, app, behavior);
        return switch (behavior.legacyTokenText) {
            case BARE -> ServerResponse.text(200, "text/plain; charset=utf-8", token);
            case QUOTED -> ServerResponse.json(200, "\"" + token + "\"\n");
        };
    }

    /** Returns the key of a signed request. */
    EmailKey authorizeLegacy(RecordedRequest call) {
        Token token = legacyTokens.get(call.header("x-av-token").orElse(""));
        EmailKey app = legacyApps.get(call.header("x-av-app-id").orElse(""));
        if (app == null) {
            throw new RefusedException(message(401, "Unauthorized"));
        }
        checkSignature(call, app, call.target());
        boolean valid =
                token != null && token.key().equals(app) && token.expires().isAfter(clock.instant());
        if (!valid) {
            throw new RefusedException(message(401, "Unauthorized"));
        }
        return app;
    }

    private static void checkSignature(RecordedRequest call, EmailKey app, String requestString) {
        String date = call.header("x-av-date").orElse("");
        if (!readable(date)) {
            throw new RefusedException(message(500, "Internal Server Error"));
        }
        String requestId = call.header("x-av-req-id").orElse("");
        String expected = LegacySignature.of(requestId, app.id(), date, requestString, app.secret());
        if (requestId.isEmpty() || !expected.equals(call.header("x-av-sig").orElse(""))) {
            throw new RefusedException(message(401, "Unauthorized"));
        }
    }

    /** Returns whether a date is ISO-8601 without a zone. The service fails on the {@code Z} that its guide prints. */
    private static boolean readable(String date) {
        try {
            return LocalDateTime.parse(date).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Instant issue(Map<String, Token> into, String text, EmailKey key, EmailBehavior behavior) {
        Instant now = clock.instant();
        into.values().removeIf(token -> !token.expires().isAfter(now));
        Instant expires = now.plus(behavior.tokenLifetime);
        into.put(text, new Token(key, expires));
        issued++;
        return expires;
    }

    private static String jwt(ObjectNode claims) {
        return base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(Json.write(claims)) + "."
                + base64(UUID.randomUUID().toString());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerResponse gateway(int status, String message) {
        return ServerResponse.json(
                status, Json.write(Json.object().put("success", false).put("message", message)));
    }

    static ServerResponse message(int status, @Nullable String message) {
        return ServerResponse.json(status, Json.write(Json.object().put("message", message)));
    }
}
