package dev.waiver.core.internal.exchange;

import dev.waiver.core.internal.call.SentBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that OkHttp may send once. It resends a repeatable one unseen: after a lost answer, a 408, a 503 with
 * {@code Retry-After: 0}. A request without a body gets an empty one of this kind for the same reason.
 */
public final class OneShotBody extends RequestBody implements SentBody {
    private static final byte[] NOTHING = {};

    private final byte[] content;
    private final @Nullable MediaType type;

    public OneShotBody(byte[] content, @Nullable MediaType type) {
        this.content = content;
        this.type = type;
    }

    /** A body with nothing in it: {@code Content-Length: 0}. */
    public static OneShotBody empty() {
        return new OneShotBody(NOTHING, null);
    }

    /** The same content, to be sent once. */
    public static OneShotBody of(RequestBody body) throws IOException {
        if (body instanceof OneShotBody already) {
            return already;
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return new OneShotBody(buffer.readByteArray(), body.contentType());
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return content.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(content);
    }

    @Override
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
