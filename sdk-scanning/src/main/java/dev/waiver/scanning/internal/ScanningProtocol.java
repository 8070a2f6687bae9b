/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ServiceProtocol;

/** The protocol of the CG Scanning API, for the call engine. */
public final class ScanningProtocol implements ServiceProtocol {
    /** Reads and writes the service's JSON. */
    public static final JsonCodec CODEC = JsonCodec.strictNames();

    @Override
    public String name() {
        return "scanning";
    }

    @Override
    public JsonCodec codec() {
        return CODEC;
    }

    @Override
    public ResponseFormat format() {
        return new ScanningResponseFormat();
    }

    @Override
    public void prepare(RequestContext request) {
        request.header("Accept", "application/json");
        // Not documented by the vendor. Harmless if the service ignores it; many web frameworks log it.
        request.header("X-Request-Id", request.requestId());
    }
}
