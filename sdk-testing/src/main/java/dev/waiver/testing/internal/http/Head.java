package dev.waiver.testing.internal.http;

import java.util.List;
import java.util.Map;

/**
 * The request line and headers of one request, as they came over the wire.
 *
 * @param method the method
 * @param target the path and query, exactly as sent
 * @param version the protocol version, such as {@code HTTP/1.1}
 * @param headers the headers, looked up without regard to case
 */
public record Head(String method, String target, String version, Map<String, List<String>> headers) {

    /**
     * The first value of a header.
     *
     * @param name the header, in any case
     * @return its first value, or {@code ""}
     */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    boolean chunked() {
        return header("Transfer-Encoding").toLowerCase(java.util.Locale.ROOT).contains("chunked");
    }

    boolean lastOnConnection() {
        return header("Connection").equalsIgnoreCase("close") || version.equals("HTTP/1.0");
    }
}
