/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import okhttp3.HttpUrl;

/** The signature of the legacy deployment: a plain hash over base64 text, not an HMAC. */
final class LegacySignature {
    /**
     * The format of the date, without a zone. Inferred: two clients report that the service responds with status 500 to
     * the {@code Z} that its guide shows.
     */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LegacySignature() {}

    static String date(Instant now) {
        return DATE.format(now);
    }

    /**
     * Returns path and query exactly as they are sent. Inferred: the guide describes only the signature of the token
     * request, which has neither.
     */
    static String requestString(HttpUrl url) {
        String query = url.encodedQuery();
        return query == null ? url.encodedPath() : url.encodedPath() + "?" + query;
    }

    static String of(String requestId, String appId, String date, String requestString, String secret) {
        byte[] text = (requestId + appId + date + requestString + secret).getBytes(StandardCharsets.UTF_8);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Base64.getEncoder().encode(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
