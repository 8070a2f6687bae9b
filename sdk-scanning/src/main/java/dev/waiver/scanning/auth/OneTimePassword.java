package dev.waiver.scanning.auth;

/** Gives the code of the second sign-in step, such as one computed from a shared secret or asked of a person. */
@FunctionalInterface
public interface OneTimePassword {
    /**
     * The code, asked for at each sign-in of an account with two steps. It may block for a while: the call that waits
     * is bounded by its deadline.
     *
     * @return the code as shown by the authenticator or sent by SMS
     */
    String code();
}
