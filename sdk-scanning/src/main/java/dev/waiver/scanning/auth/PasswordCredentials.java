/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.auth;

import dev.waiver.core.Inferred;
import dev.waiver.core.Secret;
import dev.waiver.core.internal.check.TextChecks;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials with a user's name and password. The client authenticates at {@code /auth/sign_in} and uses the token of
 * the response until it is refused.
 *
 * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
 */
public final class PasswordCredentials implements ScanningCredentials {
    private final Secret apiKey;
    private final String username;
    private final Secret password;
    private final @Nullable OneTimePassword oneTimePassword;
    private final boolean passwordInSecondStep;

    private PasswordCredentials(
            Secret apiKey,
            String username,
            Secret password,
            @Nullable OneTimePassword oneTimePassword,
            boolean passwordInSecondStep) {
        this.apiKey = apiKey;
        this.username = username;
        this.password = password;
        this.oneTimePassword = oneTimePassword;
        this.passwordInSecondStep = passwordInSecondStep;
    }

    /**
     * Creates credentials from a user's name and password.
     *
     * @param apiKey the account's API key
     * @param username the user's name
     * @param password the user's password
     * @throws IllegalArgumentException if one of them is blank or cannot be sent
     */
    public static PasswordCredentials of(String apiKey, String username, String password) {
        return new PasswordCredentials(
                Secret.of("apiKey", TextChecks.checkHeaderLine("apiKey", apiKey)),
                TextChecks.checkNotBlank("username", username, "give the name that the user authenticates with"),
                Secret.of("password", password),
                null,
                false);
    }

    /**
     * Returns the same credentials with a second authentication step: the service responds with a session state instead
     * of a token, and the client sends it back with the code. Inferred: a response with a session state and without a
     * token starts the second step, whatever its status.
     *
     * @param callback returns the code; called at each authentication
     */
    @Inferred("A response with a session state and without a token starts the second step, whatever its status.")
    public PasswordCredentials withOneTimePassword(OneTimePassword callback) {
        return new PasswordCredentials(
                apiKey, username, password, Objects.requireNonNull(callback, "callback"), passwordInSecondStep);
    }

    /**
     * Returns the same credentials with name and password sent again along with the code. Off by default. Inferred: the
     * documentation mentions only the code and the session state, and does not say whether the service needs more.
     */
    @Inferred("Whether the second step needs user name and password is not documented; by default they are not sent.")
    public PasswordCredentials withPasswordInSecondStep() {
        return new PasswordCredentials(apiKey, username, password, oneTimePassword, true);
    }

    @Override
    public Secret apiKey() {
        return apiKey;
    }

    /** Returns the user's name. */
    public String username() {
        return username;
    }

    /** Returns the user's password. */
    public Secret password() {
        return password;
    }

    /** Returns the callback for the code of the second step, if there is one. */
    public Optional<OneTimePassword> oneTimePassword() {
        return Optional.ofNullable(oneTimePassword);
    }

    /** Returns whether the second step repeats the user name and the password. */
    public boolean passwordInSecondStep() {
        return passwordInSecondStep;
    }

    @Override
    public String toString() {
        return "PasswordCredentials[user " + username + "]";
    }
}
