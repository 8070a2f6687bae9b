/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decoding of the paths and queries of requests. */
public final class Uris {
    private Uris() {}

    /**
     * Decodes percent-encoding. Invalid escapes are kept unchanged, since services do not fail on them either.
     *
     * @param plusIsSpace whether {@code +} means a space, as in a query
     */
    public static String decode(String text, boolean plusIsSpace) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /**
     * Returns the first value of a query parameter, decoded, or null if the parameter is absent.
     *
     * @param query the encoded query, without the question mark
     */
    public static @Nullable String parameter(String query, String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key, true).equals(name)) {
                return equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            }
        }
        return null;
    }
}
