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

    private AccessToken(Secret value, @Nullable Duration lifetime) {
        this.value = value;
        this.lifetime = lifetime;
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

    /** How long it lives, if that is known. */
    public Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    @Override
    public String toString() {
        return "AccessToken[" + value + ", lifetime=" + lifetime + "]";
    }
}
