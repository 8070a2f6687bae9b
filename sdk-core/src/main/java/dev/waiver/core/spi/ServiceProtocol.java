/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.json.JsonCodec;
import java.time.Duration;
import java.util.Optional;

/**
 * The wire protocol of a vendor's service. Apart from the {@link AuthScheme}, it is everything vendor-specific that the
 * call engine uses.
 */
public interface ServiceProtocol {
    /** Returns a short name, such as {@code email}, for the logger {@code dev.waiver.email}. */
    String name();

    /** Returns the codec for the service's JSON. */
    JsonCodec codec();

    /** Returns the format of the service's responses. */
    ResponseFormat format();

    /**
     * Adds what each request needs: the id header, the tenant, {@code Accept}.
     *
     * @param request the request of one attempt
     */
    void prepare(RequestContext request);

    /**
     * Returns how long to wait after a 429 that does not specify it. Empty by default: up to a second, doubling up to a
     * minute.
     */
    default Optional<Duration> defaultRetryAfter() {
        return Optional.empty();
    }

    /**
     * Returns whether the service may respond to an invalid token with 404. If so, a 404 on a collection renews the
     * token once. False by default.
     */
    default boolean notFoundMayMeanInvalidToken() {
        return false;
    }
}
