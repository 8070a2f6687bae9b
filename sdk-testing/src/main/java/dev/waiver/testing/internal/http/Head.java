/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal.http;

import java.util.List;
import java.util.Map;

/**
 * The request line and headers of a request, as received.
 *
 * @param method the HTTP method
 * @param target the path and query, exactly as sent
 * @param version the protocol version, such as {@code HTTP/1.1}
 * @param headers the headers; lookups ignore case
 */
public record Head(String method, String target, String version, Map<String, List<String>> headers) {

    /**
     * Returns the first value of a header, or {@code ""} if it is absent.
     *
     * @param name the header's name, in any case
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
