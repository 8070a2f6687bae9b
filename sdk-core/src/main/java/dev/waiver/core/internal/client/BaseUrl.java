package dev.waiver.core.internal.client;

import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Validation of base URLs. */
public final class BaseUrl {
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

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
        if (NUMBERS.matcher(url.host()).matches() && !IPV4.matcher(url.host()).matches()) {
            // OkHttp takes it for an address, and Java looks it up as a name, which no deadline ends.
            throw new IllegalArgumentException("baseUrl: the host " + url.host()
                    + " is no IPv4 address; that is four numbers from 0 to 255, such as 10.20.30.40");
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
