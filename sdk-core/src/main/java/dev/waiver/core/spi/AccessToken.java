package dev.waiver.core.spi;

import dev.waiver.core.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a sign-in answers: a token and how long it lives, counted from the moment the sign-in was sent. */
public final class AccessToken {
    private final Secret value;
    private final @Nullable Duration lifetime;
    private final String bearer;

    private AccessToken(Secret value, @Nullable Duration lifetime) {
        this.value = value;
        this.lifetime = lifetime;
        this.bearer = "Bearer " + value.reveal();
    }

    /**
     * A token that lives for a while.
     *
     * @param value the token
     * @param lifetime how long it lives from the sending of the sign-in
     */
    public static AccessToken of(Secret value, Duration lifetime) {
        return new AccessToken(value, Objects.requireNonNull(lifetime, "lifetime"));
    }

    /**
     * A token of unknown life: used until the service refuses it.
     *
     * @param value the token
     */
    public static AccessToken untilRefused(Secret value) {
        return new AccessToken(value, null);
    }

    /** The token. */
    public Secret value() {
        return value;
    }

    /**
     * The token as the header {@code Authorization} carries it under the scheme {@code Bearer}; a secret like the token
     * itself.
     */
    public String bearer() {
        return bearer;
    }

    /** How long it lives, if that is known. */
    public Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    @Override
    public String toString() {
        return "AccessToken[" + value + ", lifetime=" + lifetime + "]";
    }
}
