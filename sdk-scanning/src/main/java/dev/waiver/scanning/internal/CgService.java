package dev.waiver.scanning.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.AnswerFormat;
import dev.waiver.core.spi.RequestDraft;
import dev.waiver.core.spi.Service;

/** The CG Scanning API as the call engine sees it. */
public final class CgService implements Service {
    /** How its JSON is read and written. */
    public static final JsonCodec CODEC = JsonCodec.strictNames();

    private static final AnswerFormat FORMAT = new CgFormat();

    @Override
    public String name() {
        return "scanning";
    }

    @Override
    public JsonCodec codec() {
        return CODEC;
    }

    @Override
    public AnswerFormat format() {
        return FORMAT;
    }

    @Override
    public void prepare(RequestDraft draft) {
        draft.header("Accept", "application/json");
        // Not documented by the vendor; harmless where it is not regarded, and what its web framework logs if it is.
        draft.header("X-Request-Id", draft.requestId());
    }
}
