/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.internal.check.TextChecks;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A credential or token. {@code toString} does not show its value, it cannot be serialized, and it is compared in
 * constant time. {@link #reveal()} is the only way to read the value.
 */
public final class Secret {
    private final transient String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Creates a single-line secret.
     *
     * @param name what the secret is, for the error message, such as {@code accessKey}
     * @param text the value; it must not be blank or contain line breaks or other control characters, since it is sent
     *     in a header
     * @throws IllegalArgumentException if the value cannot be sent; the message names the field, never the value
     */
    public static Secret of(String name, String text) {
        return new Secret(TextChecks.checkLine(name, text));
    }

    /** Returns the value. Use it only where it is sent. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    /** Returns {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }

    @SuppressWarnings({"unused", "UnusedMethod", "UnusedVariable"})
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException(Secret.class.getName());
    }
}
