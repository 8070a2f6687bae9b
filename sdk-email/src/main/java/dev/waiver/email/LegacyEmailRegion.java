/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.Inferred;
import java.util.Objects;

/**
 * A host of the legacy Avanan Smart API. A key works in one region only. The hosts follow no pattern, so the SDK never
 * derives one from a region code. For a host without a constant, pass its URL to {@link #of} or to the client's
 * builder.
 *
 * @param baseUrl scheme and host; validated by the client's builder, not here
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
     * United Arab Emirates. Inferred: two public clients use this host, while the vendor says that it doesn't offer
     * tenant security management by API there.
     */
    @Inferred(
            "Two public clients use this host, while the vendor says that it doesn't offer tenant security management "
                    + "by API there.")
    public static final LegacyEmailRegion UAE = of("https://smart-api-production-1-mec1.avanan.net");

    /**
     * Creates a region, like {@link #of}.
     *
     * @throws NullPointerException if the URL is null
     */
    public LegacyEmailRegion {
        Objects.requireNonNull(baseUrl, "region");
    }

    /**
     * Returns a region for a host without a constant.
     *
     * @param url the host's URL
     * @throws NullPointerException if the URL is null
     */
    public static LegacyEmailRegion of(String url) {
        return new LegacyEmailRegion(url);
    }

    /** Returns the URL. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
