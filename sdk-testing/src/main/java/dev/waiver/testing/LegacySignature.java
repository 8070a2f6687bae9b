/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The signature of the legacy deployment: a plain hash of base64 text, neither an HMAC nor a hash of the bytes
 * themselves.
 */
final class LegacySignature {
    private LegacySignature() {}

    static String of(String requestId, String appId, String date, String requestString, String secret) {
        byte[] text = (requestId + appId + date + requestString + secret).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getEncoder().encode(text));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
