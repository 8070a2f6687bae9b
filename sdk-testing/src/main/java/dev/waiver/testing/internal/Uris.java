package dev.waiver.testing.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads paths and queries as they stand on the wire. */
public final class Uris {
    private Uris() {}

    /**
     * Undoes percent encoding. What is not an escape stays as it is, since a service does not fall over it either.
     *
     * @param text the encoded text
     * @param plusIsSpace whether {@code +} means a space, as in a query
     * @return the text
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
     * The first value of a query parameter.
     *
     * @param query the query as on the wire, without the question mark
     * @param name the parameter
     * @return its decoded value, or null when it is absent
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
