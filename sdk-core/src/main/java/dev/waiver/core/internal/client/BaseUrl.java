package dev.waiver.core.internal.client;

import java.util.Objects;
import okhttp3.HttpUrl;

/** Validation of base URLs. */
public final class BaseUrl {
    private BaseUrl() {}

    public static HttpUrl checked(String text) {
        Objects.requireNonNull(text, "baseUrl");
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null) {
            throw new IllegalArgumentException(
                    "baseUrl: needs scheme and host, such as https://host.example/path, not '" + shown(text) + "'");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException(
                    "baseUrl: must not have a query or a fragment; leave out what follows the ? or #");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("baseUrl: must not hold credentials; give them to the builder");
        }
        return url.encodedPath().endsWith("/")
                ? url
                : url.newBuilder().addPathSegment("").build();
    }

    public static void refusePlainHttp(HttpUrl url, boolean allowed) {
        if (!url.isHttps() && !allowed && !isLoopback(url.host())) {
            throw new IllegalArgumentException("baseUrl: http to " + url.host()
                    + " would send the credentials readable; use https, or call allowPlainHttp()");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /** Returns the text without what may be credentials. */
    private static String shown(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "..." + text.substring(at);
    }
}
