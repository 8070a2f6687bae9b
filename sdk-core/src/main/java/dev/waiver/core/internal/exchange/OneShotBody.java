/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
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
 * A body that OkHttp may send once. OkHttp silently resends a repeatable body: after a lost response, a 408, or a 503
 * with {@code Retry-After: 0}. For the same reason, a request without a body gets an empty one-shot body.
 */
public final class OneShotBody extends RequestBody implements SentBody {
    private static final byte[] NOTHING = {};

    private final byte[] content;
    private final @Nullable MediaType type;

    public OneShotBody(byte[] content, @Nullable MediaType type) {
        this.content = content;
        this.type = type;
    }

    /** Returns an empty body: {@code Content-Length: 0}. */
    public static OneShotBody empty() {
        return new OneShotBody(NOTHING, null);
    }

    /** Returns a one-shot body with the same content. */
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
