package dev.waiver.email.internal;

import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.AnswerFormat;
import dev.waiver.core.spi.RequestDraft;
import dev.waiver.core.spi.Service;
import java.util.Objects;
import okhttp3.HttpUrl;

/** How the e-mail service is spoken to. */
public final class EmailService implements Service {
    static final JsonCodec CODEC = JsonCodec.strictNames();
    static final String REQUEST_ID = "x-av-req-id";

    private static final AnswerFormat FORMAT = new EmailAnswerFormat();

    private final String dataPath;

    private EmailService(String dataPath) {
        this.dataPath = dataPath;
    }

    /**
     * The service.
     *
     * @param url the base of its operations, ending in a slash
     */
    public static EmailService at(String url) {
        return new EmailService(
                Objects.requireNonNull(HttpUrl.parse(url), "baseUrl").encodedPath());
    }

    @Override
    public String name() {
        return "email";
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
        draft.header(REQUEST_ID, draft.requestId());
        draft.header("Accept", "application/json");
        String scope = draft.tenantScope().orElse(null);
        if (scope == null) {
            return;
        }
        String path = draft.encodedPath();
        String resource = path.startsWith(dataPath) ? path.substring(dataPath.length()) : "auth";
        if (resource.equals("auth")) {
            return; // a sign-in is for the key, whatever tenant the call that needs it is for
        }
        draft.header("scopes", scope);
        if (resource.startsWith("exceptions/")) {
            draft.queryIfAbsent("scope", scope);
        }
    }
}
