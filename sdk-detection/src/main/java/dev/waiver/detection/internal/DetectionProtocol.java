/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ServiceProtocol;
import java.time.Duration;
import java.util.Optional;

/** The protocol of the detection service: no envelope, member names in any case, errors of any shape. */
public final class DetectionProtocol implements ServiceProtocol {
    /** Matches member names in any case, because the vendor writes them in several. */
    public static final JsonCodec CODEC = JsonCodec.anyCase();

    private static final Duration AFTER_RATE_LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "detection";
    }

    @Override
    public JsonCodec codec() {
        return CODEC;
    }

    @Override
    public ResponseFormat format() {
        return new DetectionResponseFormat();
    }

    @Override
    public void prepare(RequestContext request) {
        request.header("Accept", "application/json");
        request.header("X-Request-Id", request.requestId());
    }

    /** Inferred: public clients wait this long; whether the service sends {@code Retry-After} is unknown. */
    @Override
    public Optional<Duration> defaultRetryAfter() {
        return Optional.of(AFTER_RATE_LIMIT);
    }

    /**
     * Inferred: the vendor documents that a 404 may mean an invalid API key; an access token that was revoked may get
     * the same.
     */
    @Override
    public boolean notFoundMayMeanInvalidToken() {
        return true;
    }
}
