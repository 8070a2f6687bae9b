package dev.waiver.email;

import java.util.Objects;

/**
 * A gateway of the Infinity Portal. The hosts follow no pattern, so none is ever built from a region's code; one that
 * is not among the constants is given by its URL, here or to the builder.
 *
 * @param baseUrl where it is: scheme and host, and the gateway's path if it has one; looked at by the client's builder,
 *     not here
 */
public record EmailRegion(String baseUrl) {
    /** Europe. Documented. */
    public static final EmailRegion EU = of("https://cloudinfra-gw.portal.checkpoint.com");

    /** United States. Documented. */
    public static final EmailRegion US = of("https://cloudinfra-gw-us.portal.checkpoint.com");

    /** Australia and Asia-Pacific. Not documented; used by several clients. */
    public static final EmailRegion AUSTRALIA = of("https://cloudinfra-gw.ap.portal.checkpoint.com");

    /** India. Not documented; used by several clients. */
    public static final EmailRegion INDIA = of("https://cloudinfra-gw.in.portal.checkpoint.com");

    /** Canada. Not documented; used by several clients. */
    public static final EmailRegion CANADA = of("https://cloudinfra-gw.ca.portal.checkpoint.com");

    /** United Kingdom. Not documented; used by several clients. */
    public static final EmailRegion UK = of("https://cloudinfra-gw.uk.portal.checkpoint.com");

    /**
     * United Arab Emirates. Not documented; used by several clients, while others of the vendor's own say {@code .ae.}.
     */
    public static final EmailRegion UAE = of("https://cloudinfra-gw.me.portal.checkpoint.com");

    /** Singapore. Not documented; one client only. */
    public static final EmailRegion SINGAPORE = of("https://cloudinfra-gw.sg.portal.checkpoint.com");

    /**
     * The same as {@link #of}.
     *
     * @throws NullPointerException if the URL is null
     */
    public EmailRegion {
        Objects.requireNonNull(baseUrl, "region");
    }

    /**
     * A gateway that is not among the constants.
     *
     * @param url its URL
     * @throws NullPointerException if the URL is null
     */
    public static EmailRegion of(String url) {
        return new EmailRegion(url);
    }

    /** The URL. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
