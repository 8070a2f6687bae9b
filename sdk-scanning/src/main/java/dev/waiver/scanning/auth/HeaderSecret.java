package dev.waiver.scanning.auth;

import dev.waiver.core.Secret;

/** A factory of secrets that are sent in a header. */
final class HeaderSecret {
    private HeaderSecret() {}

    static Secret of(String name, String value) {
        Secret secret = Secret.of(name, value);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > '~') {
                throw new IllegalArgumentException(name + ": must be ASCII (position " + i + " of " + value.length()
                        + " is not); copy it again from the vendor's console");
            }
        }
        return secret;
    }
}
