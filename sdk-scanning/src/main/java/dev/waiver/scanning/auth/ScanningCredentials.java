package dev.waiver.scanning.auth;

import dev.waiver.core.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the CG Scanning API lets in: the account's API key, sent with every request, and either a user's name and password or an access token.
 * Shows no value in {@code toString}.
 *
 * @see <a href="https://z68f80xbdv.apidog.io/authentication-744669m0">Authentication</a>
 */
public final class ScanningCredentials {
    private final Secret apiKey;
    private final @Nullable String username;
    private final Secret secret;
    private final @Nullable OneTimePassword oneTimePassword;
    private final boolean passwordInSecondStep;

    private ScanningCredentials(
            Secret apiKey,
            @Nullable String username,
            Secret secret,
            @Nullable OneTimePassword oneTimePassword,
            boolean passwordInSecondStep) {
        this.apiKey = apiKey;
        this.username = username;
        this.secret = secret;
        this.oneTimePassword = oneTimePassword;
        this.passwordInSecondStep = passwordInSecondStep;
    }

    /**
     * A user: signs in at {@code /auth/sign_in} and uses the token it is answered until it is refused.
     *
     * @param apiKey the account's API key
     * @param username the user's name
     * @param password the user's password
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank or cannot be sent
     */
    public static ScanningCredentials userAndPassword(String apiKey, String username, String password) {
        if (Objects.requireNonNull(username, "username").isBlank()) {
            throw new IllegalArgumentException(
                    "username: must not be blank; give the name that the user signs in with");
        }
        return new ScanningCredentials(
                header("apiKey", apiKey), username, Secret.of("password", password), null, false);
    }

    /**
     * An access token, which needs no sign-in and does not expire until it is revoked: treat it as a password.
     *
     * @param apiKey the account's API key
     * @param accessToken the raw token, as it was generated; never base64
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank or cannot be sent
     */
    public static ScanningCredentials accessToken(String apiKey, String accessToken) {
        return new ScanningCredentials(header("apiKey", apiKey), null, header("accessToken", accessToken), null, false);
    }

    /**
     * The same user with a second sign-in step: the service answers a session state instead of a token, and gets the code with it.
     *
     * @param callback gives the code each time it is asked for
     * @return the credentials
     * @throws IllegalStateException for an access token, which has no second step
     */
    public ScanningCredentials withOneTimePassword(OneTimePassword callback) {
        refuseForAccessToken();
        return new ScanningCredentials(
                apiKey, username, secret, Objects.requireNonNull(callback, "callback"), passwordInSecondStep);
    }

    /**
     * Sends user name and password again along with the code. Whether the service wants that is not documented; by default only the code and the
     * session state are sent, which is all that the documentation mentions.
     *
     * @return the credentials
     * @throws IllegalStateException for an access token, which has no second step
     */
    public ScanningCredentials withPasswordInSecondStep() {
        refuseForAccessToken();
        return new ScanningCredentials(apiKey, username, secret, oneTimePassword, true);
    }

    /**
     * The account's API key.
     *
     * @return the key
     */
    public Secret apiKey() {
        return apiKey;
    }

    /**
     * The user's name.
     *
     * @return the name; empty for an access token
     */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /**
     * The password, or the access token where there is no {@link #username()}.
     *
     * @return the secret
     */
    public Secret secret() {
        return secret;
    }

    /**
     * What gives the code of the second step.
     *
     * @return the callback, if one was given
     */
    public Optional<OneTimePassword> oneTimePassword() {
        return Optional.ofNullable(oneTimePassword);
    }

    /**
     * Whether the second step repeats user name and password.
     *
     * @return whether it does
     */
    public boolean passwordInSecondStep() {
        return passwordInSecondStep;
    }

    /**
     * All secrets, to be blanked out of whatever is shown.
     *
     * @return the secrets
     */
    public List<Secret> secrets() {
        return List.of(apiKey, secret);
    }

    private void refuseForAccessToken() {
        if (username == null) {
            throw new IllegalStateException("an access token has no second step; it belongs to userAndPassword");
        }
    }

    private static Secret header(String name, String value) {
        Secret checked = Secret.of(name, value);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > '~') {
                throw new IllegalArgumentException(name + ": must be ASCII (position " + i + " of " + value.length()
                        + " is not); copy it anew from the vendor's console");
            }
        }
        return checked;
    }

    @Override
    public String toString() {
        return username == null ? "ScanningCredentials[access token]" : "ScanningCredentials[user " + username + "]";
    }
}
