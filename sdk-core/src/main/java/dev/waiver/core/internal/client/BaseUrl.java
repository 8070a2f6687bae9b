package dev.waiver.core.internal.client;

import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Validation of base URLs and of other addresses that credentials are sent to. */
public final class BaseUrl {
    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

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
        if (NUMBERS.matcher(url.host()).matches() && !IPV4.matcher(url.host()).matches()) {
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
        return host.equals("localhost") || host.equals("::1") || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /** Returns the text without what may be credentials. */
    private static String shown(String text) {
        int at = text.lastIndexOf('@');
        return at < 0 ? text : "..." + text.substring(at);
    }
}
