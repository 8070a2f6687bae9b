package dev.waiver.email;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host of the legacy Avanan Smart API. A key works in one region only. The hosts follow no pattern, so none is ever built
 * from a region's code; one that is not among the constants is given by its URL, here or to the builder.
 */
public final class LegacyEmailRegion {
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

    /** United Arab Emirates. Not documented; used by two clients, while the vendor says that the API is not offered there. */
    public static final LegacyEmailRegion UAE = of("https://smart-api-production-1-mec1.avanan.net");

    private final String url;

    private LegacyEmailRegion(String url) {
        this.url = url;
    }

    /**
     * Any host.
     *
     * @param url scheme and host; looked at by the client's builder, not here
     */
    public static LegacyEmailRegion of(String url) {
        return new LegacyEmailRegion(Objects.requireNonNull(url, "region"));
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LegacyEmailRegion that && url.equals(that.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    @Override
    public String toString() {
        return url;
    }
}
