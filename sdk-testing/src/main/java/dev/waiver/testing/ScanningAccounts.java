/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.RefusedException;
import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The scanning service's accounts and tokens, and both authentication schemes. Guarded by the simulator's lock. */
final class ScanningAccounts implements Backend.Tokens {

    /** A user, with the account's API key. */
    record Account(String apiKey, String username, String password) {}

    private final Clock clock;
    private final Map<String, Account> users = new HashMap<>();
    private final Map<String, Account> sessions = new HashMap<>();
    private final Map<String, Account> accessTokens = new HashMap<>();
    private final Map<String, Account> otpStates = new HashMap<>();
    private int signIns;

    ScanningAccounts(Clock clock) {
        this.clock = clock;
    }

    void clear() {
        users.clear();
        sessions.clear();
        accessTokens.clear();
        otpStates.clear();
        signIns = 0;
    }

    void put(Account account) {
        users.put(account.username(), account);
    }

    void putAccessToken(String token, Account account) {
        accessTokens.put(token, account);
    }

    @Override
    public void revokeAll() {
        sessions.clear();
    }

    @Override
    public int issued() {
        return signIns;
    }

    /** Serves {@code POST /auth/sign_in}. */
    ServerResponse authenticate(RecordedRequest call, ScanningBehavior behavior) {
        ObjectNode body = Json.objectOrNull(call.bodyBytes());
        if (body == null) {
            return refused("The body is not a JSON object");
        }
        String state = body.path("otp_session_state").asText("");
        Account byPassword = users.get(body.path("username").asText(""));
        boolean password = byPassword != null
                && byPassword.password().equals(body.path("password").asText(""));
        Account account = state.isEmpty() ? (password ? byPassword : null) : otpStates.get(state);
        if (account == null || !account.apiKey().equals(call.header("x-api-key").orElse(""))) {
            return refused("Invalid login credentials");
        }
        String code = behavior.oneTimePassword;
        if (code != null) {
            if (state.isEmpty()) {
                String next = UUID.randomUUID().toString();
                otpStates.put(next, account);
                return ServerResponse.json(
                        behavior.otpStatus,
                        Json.write(Json.object().put("otp_session_state", next).put("otp_method", "totp")));
            }
            boolean right = code.equals(body.path("otp_attempt").asText(""));
            if (!right || (behavior.secondStepNeedsPassword && !password)) {
                return refused("Invalid one-time password");
            }
            otpStates.remove(state);
        }
        return signedIn(account);
    }

    private ServerResponse signedIn(Account account) {
        String token = "session-" + UUID.randomUUID();
        sessions.put(token, account);
        signIns++;
        ObjectNode body = Json.object()
                .put("status", 200)
                .put("status_text", "OK")
                .put("username", account.username())
                .put("token", token)
                .put("sign_in_count", signIns)
                .put("role", "User")
                .put("timezone", "UTC")
                .put("verified", true)
                .put("provider", "email");
        body.putObject("organization")
                .put("uuid", "095be615-a8ad-4c33-8e9c-c7612fbf6c9f")
                .put("name", "Example Organization");
        return ServerResponse.json(200, Json.write(body));
    }

    private ServerResponse refused(String message) {
        return ScanningResponses.error(401, "unauthorized", message, clock.instant());
    }

    /**
     * Returns the account of a request, which has the API key and either a session's bearer token or a raw access token
     * after {@code Basic}.
     */
    Account authorize(RecordedRequest call) {
        String authorization = call.header("Authorization").orElse("");
        Account account = null;
        if (authorization.startsWith("Bearer ")) {
            account = sessions.get(authorization.substring(7));
        } else if (authorization.startsWith("Basic ")) {
            account = accessTokens.get(authorization.substring(6));
        }
        if (account == null || !account.apiKey().equals(call.header("x-api-key").orElse(""))) {
            throw new RefusedException(refused("You need to sign in or sign up before continuing."));
        }
        return account;
    }

    /** Serves {@code PUT /v2/user/generate_access_token}. */
    ServerResponse generate(Account account, ScanningBehavior behavior) {
        String token = "access-" + UUID.randomUUID();
        accessTokens.put(token, account);
        return ServerResponse.json(200, Json.write(Json.object().put(behavior.accessTokenMember, token)));
    }

    /** Serves {@code PUT /v2/user/revoke_access_token}. */
    ServerResponse revoke(Account account) {
        accessTokens.values().removeIf(account::equals);
        return ServerResponse.of(204);
    }

    /** Returns whether an access token is accepted. */
    boolean accepts(@Nullable String token) {
        return token != null && accessTokens.containsKey(token);
    }
}
