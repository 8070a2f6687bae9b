/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The detection service's applications and access tokens, and the verification of authentication tokens. Guarded by the
 * simulator's lock.
 */
final class DetectionKeys implements Backend.Tokens {
    private static final String ISSUER = "http://cylance.com";
    private static final long LONGEST_SECONDS = 1800;
    private static final long SKEW_SECONDS = 60;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** An application of a tenant. An empty set of scopes means all. */
    record Key(String tenantId, String applicationId, String secret, Set<String> scopes) {}

    /** The permissions of a request. */
    record Session(Key key, Set<String> scopes, Instant expires) {
        void need(String scope) {
            boolean granted = key.scopes().isEmpty() || key.scopes().contains(scope);
            if (!granted || (!scopes.isEmpty() && !scopes.contains(scope))) {
                ObjectNode body =
                        Json.object().put("status", "ACCESS_DENIED").put("message", "insufficient privileges");
                throw new RefusedException(ServerResponse.json(403, Json.write(body)));
            }
        }
    }

    private final Clock clock;
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<String, Session> tokens = new HashMap<>();
    private final Set<String> usedIds = new HashSet<>();
    private int issued;

    DetectionKeys(Clock clock) {
        this.clock = clock;
    }

    void clear() {
        keys.clear();
        tokens.clear();
        usedIds.clear();
        issued = 0;
    }

    void put(Key key) {
        keys.put(key.applicationId(), key);
    }

    @Override
    public void revokeAll() {
        tokens.clear();
    }

    @Override
    public int issued() {
        return issued;
    }

    /** Serves {@code POST /auth/v2/token}. */
    ServerResponse authenticate(RecordedRequest call, DetectionBehavior behavior) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        if (body == null || !body.path("auth_token").isTextual()) {
            throw refused(400, "Malformed request: auth_token is missing");
        }
        String[] parts = body.path("auth_token").asText().split("\\.", -1);
        ObjectNode header = parts.length == 3 ? decoded(parts[0]) : null;
        ObjectNode claims = parts.length == 3 ? decoded(parts[1]) : null;
        if (header == null || claims == null) {
            throw refused(400, "Malformed request: auth_token is not a JSON web token");
        }
        Key key = keys.get(claims.path("sub").asText(""));
        if (key == null
                || !key.tenantId().equals(claims.path("tid").asText(""))
                || !header.path("alg").asText("").equals("HS256")
                || !signed(parts, key.secret())) {
            throw refused(401, "Invalid credentials");
        }
        check(claims);
        Set<String> scopes = scopes(claims.path("scp"));
        Instant expires = clock.instant().plus(behavior.tokenLifetime);
        String token = behavior.opaqueTokens ? "cy-" + UUID.randomUUID() : token(key, expires);
        Instant now = clock.instant();
        tokens.values().removeIf(session -> !session.expires().isAfter(now));
        tokens.put(token, new Session(key, scopes, expires));
        issued++;
        return ServerResponse.json(
                behavior.authenticationStatus, Json.write(Json.object().put("access_token", token)));
    }

    /** Returns the permissions of a request's bearer token. */
    Session authorize(RecordedRequest call, DetectionBehavior behavior) {
        String authorization = call.header("Authorization").orElse("");
        Session session = authorization.startsWith("Bearer ") ? tokens.get(authorization.substring(7)) : null;
        if (session == null || !session.expires().isAfter(clock.instant())) {
            throw behavior.badTokenIs404
                    ? refused(404, "The resource does not exist")
                    : refused(401, "The access token is missing, invalid or expired");
        }
        return session;
    }

    private void check(ObjectNode claims) {
        if (!claims.path("iss").asText("").equals(ISSUER)) {
            throw refused(401, "The issuer is not trusted");
        }
        JsonNode issuedAt = claims.path("iat");
        JsonNode expires = claims.path("exp");
        if (!issuedAt.isIntegralNumber() || !expires.isIntegralNumber()) {
            throw refused(400, "Malformed request: iat and exp must be whole seconds since 1970-01-01");
        }
        if (expires.asLong() - issuedAt.asLong() > LONGEST_SECONDS) {
            throw refused(400, "The time between iat and exp exceeds 30 minutes");
        }
        long now = clock.instant().getEpochSecond();
        if (expires.asLong() <= now || issuedAt.asLong() > now + SKEW_SECONDS) {
            throw refused(401, "The authentication token is not valid at this time");
        }
        String id = claims.path("jti").asText("");
        if (id.isBlank() || !usedIds.add(id)) {
            throw refused(401, "The id of the authentication token is missing or was used before");
        }
    }

    private static Set<String> scopes(JsonNode claim) {
        Set<String> scopes = new LinkedHashSet<>();
        if (claim.isTextual()) {
            Arrays.stream(claim.asText().split(",", -1))
                    .map(String::strip)
                    .filter(scope -> !scope.isEmpty())
                    .forEach(scopes::add);
        } else {
            claim.forEach(scope -> scopes.add(scope.asText()));
        }
        return scopes;
    }

    private static boolean signed(String[] parts, String secret) {
        byte[] expected = hmac(parts[0] + "." + parts[1], secret);
        return MessageDigest.isEqual(
                BASE64.encodeToString(expected).getBytes(StandardCharsets.US_ASCII),
                parts[2].getBytes(StandardCharsets.UTF_8));
    }

    /** Computes the HMAC with the secret's UTF-8 text as the key: it is neither hex-decoded nor base64-decoded. */
    private static byte[] hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static String token(Key key, Instant expires) {
        ObjectNode claims = Json.object()
                .put("iss", ISSUER)
                .put("sub", key.applicationId())
                .put("exp", expires.getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        String signedPart = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(Json.write(claims));
        return signedPart + "." + BASE64.encodeToString(hmac(signedPart, "the service's own"));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable ObjectNode decoded(String part) {
        try {
            return Json.objectOrNull(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static RefusedException refused(int status, String message) {
        return new RefusedException(message(status, message));
    }

    static ServerResponse message(int status, String message) {
        return ServerResponse.json(status, Json.write(Json.object().put("message", message)))
                .applied(false);
    }
}
