/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.auth;

/**
 * A source of codes for the second authentication step, such as a computation from a shared secret or a prompt to a
 * person.
 */
@FunctionalInterface
public interface OneTimePassword {
    /**
     * Returns the code, as shown by the authenticator or sent by SMS. Called at each authentication of an account with
     * two steps, but not while a refusal of the same user and password holds, see
     * {@link dev.waiver.core.error.AuthenticationException}. It may block for a while: the waiting call is bounded by
     * its deadline.
     */
    String code();
}
