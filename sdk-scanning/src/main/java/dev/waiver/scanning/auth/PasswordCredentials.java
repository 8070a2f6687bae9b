package dev.waiver.scanning.auth;

import dev.waiver.core.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's name and password. The client authenticates at {@code /auth/sign_in} and uses the token of the response
 * until it is refused.
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
        if (Objects.requireNonNull(username, "username").isBlank()) {
            throw new IllegalArgumentException(
                    "username: must not be blank; give the name that the user signs in with");
        }
        return new PasswordCredentials(
                HeaderSecret.of("apiKey", apiKey), username, Secret.of("password", password), null, false);
    }

    /**
     * Returns the same user with a second authentication step: the service responds with a session state instead of a
     * token, and receives the code with it.
     *
     * @param callback returns the code, each time it is called
     */
    public PasswordCredentials withOneTimePassword(OneTimePassword callback) {
        return new PasswordCredentials(
                apiKey, username, password, Objects.requireNonNull(callback, "callback"), passwordInSecondStep);
    }

    /**
     * Returns the same user, whose name and password are sent again along with the code. Off by default: the
     * documentation mentions the code and the session state only, and doesn't say whether the service needs more.
     */
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

    /** Returns whether the second step repeats user name and password. */
    public boolean passwordInSecondStep() {
        return passwordInSecondStep;
    }

    @Override
    public String toString() {
        return "PasswordCredentials[user " + username + "]";
    }
}
