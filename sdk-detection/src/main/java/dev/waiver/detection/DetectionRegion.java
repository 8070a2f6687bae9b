/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.Inferred;
import java.util.Objects;

/**
 * A region of the detection service. Credentials work in their own region only, see
 * {@link DetectionClient.Builder#region}.
 *
 * @param baseUrl the base URL
 */
public record DetectionRegion(String baseUrl) {
    /** North America. Documented. */
    public static final DetectionRegion NORTH_AMERICA = of("https://protectapi.cylance.com");

    /** Europe Central. Inferred: public clients use this host; the documentation doesn't name it. */
    @Inferred("Public clients use this host; the documentation doesn't name it.")
    public static final DetectionRegion EUROPE_CENTRAL = of("https://protectapi-euc1.cylance.com");

    /** Asia-Pacific North (Japan). Inferred: public clients use this host; the documentation doesn't name it. */
    @Inferred("Public clients use this host; the documentation doesn't name it.")
    public static final DetectionRegion ASIA_PACIFIC_NORTH = of("https://protectapi-apne1.cylance.com");

    /**
     * Asia-Pacific Southeast (Australia). Inferred: public clients use this host; the documentation doesn't name it.
     */
    @Inferred("Public clients use this host; the documentation doesn't name it.")
    public static final DetectionRegion ASIA_PACIFIC_SOUTHEAST = of("https://protectapi-au.cylance.com");

    /** South America. Inferred: public clients use this host; the documentation doesn't name it. */
    @Inferred("Public clients use this host; the documentation doesn't name it.")
    public static final DetectionRegion SOUTH_AMERICA = of("https://protectapi-sae1.cylance.com");

    /**
     * US Government, spelled with a dot. Inferred: the vendor's samples and some public clients use this host, others
     * {@link #US_GOVERNMENT_HYPHEN}; the documentation names neither.
     */
    @Inferred("The vendor's samples and some public clients spell this host with a dot, others with a hyphen; the "
            + "documentation names neither.")
    public static final DetectionRegion US_GOVERNMENT = of("https://protectapi.us.cylance.com");

    /**
     * US Government, spelled with a hyphen. Inferred: some public clients use this host; the vendor's samples use
     * {@link #US_GOVERNMENT}, and the documentation names neither.
     */
    @Inferred("Some public clients spell this host with a hyphen, the vendor's samples with a dot; the documentation "
            + "names neither.")
    public static final DetectionRegion US_GOVERNMENT_HYPHEN = of("https://protectapi-us.cylance.com");

    /**
     * Creates a region.
     *
     * @throws NullPointerException if the URL is null
     */
    public DetectionRegion {
        Objects.requireNonNull(baseUrl, "region");
    }

    /**
     * Returns the region with a base URL, which need not be among the constants.
     *
     * @param baseUrl the base URL
     * @throws NullPointerException if the URL is null
     */
    public static DetectionRegion of(String baseUrl) {
        return new DetectionRegion(baseUrl);
    }

    /** Returns the base URL. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
