/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import java.util.Objects;
import okhttp3.HttpUrl;

/** Validation of base URLs and of other addresses that credentials are sent to. */
public final class BaseUrl {
    private BaseUrl() {}

    /** Returns a base URL, which ends in a slash. */
    public static HttpUrl checked(String text) {
        HttpUrl url = checked("baseUrl", text);
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    /**
     * Returns an address as it is.
     *
     * @param field the name of the address, for the error message
     * @throws IllegalArgumentException if it has no scheme or host, or has a query, a fragment, credentials, or a wrong
     *     IPv4 address
     */
    public static HttpUrl checked(String field, String text) {
        Objects.requireNonNull(text, field);
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    field + ": needs scheme and host, such as https://host.example/path, not '" + shown(text) + "'");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    field + ": must not have a query or a fragment; leave out what follows the ? or #");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(field + ": must not hold credentials; give them to the builder");
        }
        if (isNumeric(url.host()) && !isIpv4(url.host())) {
            // OkHttp takes it for an address, and Java looks it up as a name, which no deadline ends.
            throw new IllegalArgumentException(field + ": the host " + url.host()
                    + " is no IPv4 address; that is four numbers from 0 to 255, such as 10.20.30.40");
        }
        return url;
    }

    /**
     * Refuses {@code http} to another machine.
     *
     * @param field the name of the address, for the error message
     * @param allowed whether the client's builder allows it
     */
    public static void refusePlainHttp(String field, HttpUrl url, boolean allowed) {
        if (!url.isHttps() && !allowed && !isLoopback(url.host())) {
            throw new IllegalArgumentException(field + ": http to " + url.host()
                    + " would send the credentials readable; use https, or call allowPlainHttp()");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || (host.startsWith("127.") && isIpv4(host));
    }

    /** Returns whether a host has digits and dots only. */
    private static boolean isNumeric(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        for (String part : parts) {
            boolean number = isNumeric(part) && !part.isEmpty() && part.length() <= 3;
            if (!number || Integer.parseInt(part) > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return false;
            }
        }
        return parts.length == 4;
    }

    /** Returns the text without what may be credentials. */
    private static String shown(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "..." + text.substring(at);
    }
}
