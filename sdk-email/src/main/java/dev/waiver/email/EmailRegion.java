/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.Inferred;
import java.util.Objects;

/**
 * A gateway of the Infinity Portal. The hosts follow no pattern, so the SDK never derives one from a region code. For a
 * gateway without a constant, pass its URL to {@link #of} or to the client's builder.
 *
 * @param baseUrl scheme and host, and the gateway's path if it has one; validated by the client's builder, not here
 */
public record EmailRegion(String baseUrl) {
    /** Europe. Documented. */
    public static final EmailRegion EU = of("https://cloudinfra-gw.portal.checkpoint.com");

    /** United States. Documented. */
    public static final EmailRegion US = of("https://cloudinfra-gw-us.portal.checkpoint.com");

    /**
     * Australia and Asia-Pacific. Inferred: several public clients use this host; the documentation that was available
     * doesn't name it.
     */
    @Inferred("Several public clients use this host; the documentation that was available doesn't name it.")
    public static final EmailRegion AUSTRALIA = of("https://cloudinfra-gw.ap.portal.checkpoint.com");

    /** India. Inferred: several public clients use this host; the documentation that was available doesn't name it. */
    @Inferred("Several public clients use this host; the documentation that was available doesn't name it.")
    public static final EmailRegion INDIA = of("https://cloudinfra-gw.in.portal.checkpoint.com");

    /** Canada. Inferred: several public clients use this host; the documentation that was available doesn't name it. */
    @Inferred("Several public clients use this host; the documentation that was available doesn't name it.")
    public static final EmailRegion CANADA = of("https://cloudinfra-gw.ca.portal.checkpoint.com");

    /**
     * United Kingdom. Inferred: several public clients use this host; the documentation that was available doesn't name
     * it.
     */
    @Inferred("Several public clients use this host; the documentation that was available doesn't name it.")
    public static final EmailRegion UK = of("https://cloudinfra-gw.uk.portal.checkpoint.com");

    /**
     * United Arab Emirates. Inferred: several public clients use this host, while other packages of the vendor use
     * {@code .ae.}; the documentation that was available names neither.
     */
    @Inferred("Several public clients use this host, while other packages of the vendor use .ae.; the "
            + "documentation that was available names neither.")
    public static final EmailRegion UAE = of("https://cloudinfra-gw.me.portal.checkpoint.com");

    /** Singapore. Inferred: one public client uses this host; the documentation that was available doesn't name it. */
    @Inferred("One public client uses this host; the documentation that was available doesn't name it.")
    public static final EmailRegion SINGAPORE = of("https://cloudinfra-gw.sg.portal.checkpoint.com");

    /**
     * Creates a region, like {@link #of}.
     *
     * @throws NullPointerException if the URL is null
     */
    public EmailRegion {
        Objects.requireNonNull(baseUrl, "region");
    }

    /**
     * Returns a region for a gateway without a constant.
     *
     * @param url the gateway's URL
     * @throws NullPointerException if the URL is null
     */
    public static EmailRegion of(String url) {
        return new EmailRegion(url);
    }

    /** Returns the URL. */
    @Override
    public String toString() {
        return baseUrl;
    }
}
