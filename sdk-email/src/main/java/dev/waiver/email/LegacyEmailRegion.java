package dev.waiver.email;

import java.util.Objects;

/**
 * A host of the legacy Avanan Smart API. A key works in one region only. The hosts follow no pattern, so none is ever
 * built from a region's code; one that is not among the constants is given by its URL, here or to the builder.
 *
 * @param baseUrl where it is: scheme and host; looked at by the client's builder, not here
 */
public record LegacyEmailRegion(String baseUrl) {
    /** United States. Documented. */
    public static final LegacyEmailRegion US = of("https://smart-api-production-1-us.avanan.net");

    /** Europe. Documented. */
    public static final LegacyEmailRegion EU = of("https://smart-api-production-1-eu.avanan.net");

    /** Australia. Documented. */
    public static final LegacyEmailRegion AUSTRALIA = of("https://smart-api-production-5-ap.avanan.net");

    /** Canada. Documented. */
    public static final LegacyEmailRegion CANADA = of("https://smart-api-production-1-ca.avanan.net");

    /** United Kingdom. Documented. */
    public static final LegacyEmailRegion UK = of("https://smart-api-production-1-euw2.avanan.net");

    /** India. Documented. */
    public static final LegacyEmailRegion INDIA = of("https://smart-api-production-1-aps1.avanan.net");

    /**
     * United Arab Emirates. Not documented; used by two clients, while the vendor says that the API is not offered
     * there.
     */
    public static final LegacyEmailRegion UAE = of("https://smart-api-production-1-mec1.avanan.net");

    /**
     * The same as {@link #of}.
     *
     * @throws NullPointerException if the URL is null
     */
    public LegacyEmailRegion {
        Objects.requireNonNull(baseUrl, "region");
    }

    /**
     * A host that is not among the constants.
     *
     * @param url its URL
     * @throws NullPointerException if the URL is null
     */
    public static LegacyEmailRegion of(String url) {
        return new LegacyEmailRegion(url);
    }

    /** The URL. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
