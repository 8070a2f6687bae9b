package dev.waiver.scanning.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.RequestContext;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ServiceProtocol;

/** The CG Scanning API as the call engine sees it. */
public final class ScanningProtocol implements ServiceProtocol {
    /** How its JSON is read and written. */
    public static final JsonCodec CODEC = JsonCodec.strictNames();

    private static final ResponseFormat FORMAT = new ScanningResponseFormat();

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
        return FORMAT;
    }

    @Override
    public void prepare(RequestContext request) {
        request.header("Accept", "application/json");
        // Not documented by the vendor; harmless where it is not regarded, and what its web framework logs if it is.
        request.header("X-Request-Id", request.requestId());
    }
}
