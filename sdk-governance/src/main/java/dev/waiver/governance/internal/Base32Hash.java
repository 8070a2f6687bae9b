/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The beginning of a SHA-256 in base 32, in lower case and without letters that look like others. */
public final class Base32Hash {
    /** The 32 characters: digits and letters without i, l, o and u. */
    public static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BITS = 5;
    private static final int MAX_LENGTH = 12;

    private Base32Hash() {}

    /**
     * Returns the beginning of the hash of several texts.
     *
     * @param length the number of characters, at most 12
     * @param texts the texts; their borders count
     */
    public static String of(int length, String... texts) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("length: must be at most " + MAX_LENGTH + ", not " + length);
        }
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        long first = ByteBuffer.wrap(digest.digest()).getLong();
        StringBuilder hash = new StringBuilder(length);
        for (int i = 1; i <= length; i++) {
            hash.append(ALPHABET.charAt((int) (first >>> (Long.SIZE - i * BITS)) & (ALPHABET.length() - 1)));
        }
        return hash.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
