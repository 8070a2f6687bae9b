/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.spi.ResponseFormat;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A reader of responses that reads status, envelope and value in one pass. It keeps the first 64 KiB until it is clear
 * that no error has to show them. They are neither copied nor shared, because Okio does not take shared segments back
 * into its pool.
 */
final class ResponseReader {
    static final int KEPT_BYTES = 64 * 1024;

    private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

    private final ResponseFormat format;
    private final ObjectReader trees;

    ResponseReader(JsonCodec codec, ResponseFormat format) {
        this.format = format;
        this.trees = codec.reader(JsonNode.class);
    }

    /** Thrown when a response has no value, because it is a refusal or cannot be read. */
    static final class NoValueException extends Exception {
        private static final long serialVersionUID = 1;

        private final String body;

        /** Creates an exception for a refusal, or for a response with this problem. */
        NoValueException(Buffer kept, @Nullable String problem) throws IOException {
            this(text(kept), problem, null);
        }

        NoValueException(String body, @Nullable String problem, @Nullable JacksonException cause) {
            super(problem, cause, false, false);
            this.body = body;
        }

        /** Returns the beginning of the body. */
        String body() {
            return body;
        }
    }

    /**
     * Reads a response whose status is a success.
     *
     * @throws NoValueException if the envelope is a refusal, or the response cannot be read
     * @throws IOException if the connection broke while it was read
     */
    @SuppressWarnings("unchecked")
    <T extends @Nullable Object> @Nullable T success(Response response, Operation<T> operation, ResponseMetadata meta)
            throws IOException, NoValueException {
        BufferedSource source = hasNoContent(response.code()) ? new Buffer() : body(response);
        ValueReader<T> value = operation.value();
        if (value instanceof ValueReader.Elements<?>) {
            throw new IllegalArgumentException("a streamed response is read by its stream");
        }
        source.request(KEPT_BYTES);
        Buffer kept = new Buffer();
        kept.write(source.getBuffer(), source.getBuffer().size());
        try (BoundedInput in = new KeptInput(kept, source, operation.maxResponseSize())) {
            try {
                if (value instanceof ValueReader.Text) {
                    String text = text(whole(in, kept, source, operation.maxResponseSize()));
                    if (operation.isWrite()) {
                        checkAcknowledged(text, kept, meta);
                    }
                    return (T) text;
                }
                if (value instanceof ValueReader.Document document) {
                    byte[] whole = whole(in, kept, source, operation.maxResponseSize());
                    String text = text(whole);
                    checkJson(whole, text);
                    if (operation.isWrite()) {
                        checkAcknowledged(text, kept, meta);
                    }
                    return (T) document.codec.document(text);
                }
                if (value instanceof ValueReader.Json<T> json) {
                    T read = json(in, json, kept, meta);
                    if (operation.isWrite() && json.isOpen()) {
                        checkAcknowledged(null, kept, meta);
                    }
                    return read;
                }
                checkNothing(in, kept, meta);
                if (operation.isWrite()) {
                    checkAcknowledged(null, kept, meta);
                }
                return null;
            } catch (JacksonException e) {
                if (in.broken() instanceof TooLargeException tooLarge) {
                    throw new NoValueException(kept, tooLarge.getMessage());
                }
                if (in.broken() != null) {
                    throw in.broken();
                }
                readRestOfEnvelope(kept, meta);
                throw new NoValueException(text(kept), e.getOriginalMessage(), e);
            } catch (TooLargeException e) {
                throw new NoValueException(kept, e.getMessage());
            }
        } finally {
            kept.clear();
        }
    }

    /** Returns whether responses with this status have no body, whatever they carry. */
    static boolean hasNoContent(int status) {
        return status == 204 || status == 205;
    }

    /** Returns the body of a response, after its byte-order mark if it has one. */
    static BufferedSource body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.rangeEquals(0, BYTE_ORDER_MARK)) {
            source.skip(BYTE_ORDER_MARK.size());
        }
        return source;
    }

    /** Returns the whole response body, which also stays in {@code kept}. */
    private static byte[] whole(BoundedInput in, Buffer kept, BufferedSource source, long limit) throws IOException {
        do {
            if (kept.size() > limit) {
                throw new TooLargeException(limit);
            }
        } while (source.read(kept, KEPT_BYTES) != -1);
        byte[] bytes = new byte[Math.toIntExact(kept.size())];
        int read = in.readNBytes(bytes, 0, bytes.length);
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Checks that the text, which is kept as is, is a single JSON value. It parses the bytes, which is faster, unless
     * Jackson could take them for another encoding than the text was decoded with.
     */
    private void checkJson(byte[] bytes, String text) throws IOException {
        boolean utf8 = bytes.length > 1 && bytes[0] > 0 && bytes[1] > 0;
        try (JsonParser parser = utf8 ? trees.createParser(bytes) : trees.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "the response is empty");
            }
            parser.skipChildren();
            noMore(parser);
        }
    }

    /**
     * Reads to the end of the response. It fails if announced bytes are missing, and if something follows the value.
     */
    static void noMore(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "the response continues after the value");
        }
    }

    private <T extends @Nullable Object> T json(
            BoundedInput in, ValueReader.Json<T> json, Buffer kept, ResponseMetadata meta)
            throws IOException, NoValueException {
        T value = json.empty();
        try (JsonParser parser = trees.createParser(in)) {
            if (format.beginValue(parser, meta)) {
                value = json.read(parser);
                format.endValue(parser, meta);
                noMore(parser);
            }
        }
        if (meta.refused()) {
            throw refusal(kept, meta);
        }
        if (meta.malformed().isPresent() && !json.mayBeNothing()) {
            throw new NoValueException(kept, meta.malformed().get());
        }
        if (value == null) {
            throw new NoValueException(kept, "the response holds no value where " + json.typeName() + " was expected");
        }
        return value;
    }

    private void checkNothing(BoundedInput in, Buffer kept, ResponseMetadata meta)
            throws IOException, NoValueException {
        byte first = firstByte(kept);
        if (first == '<') {
            throw new NoValueException(kept, Acknowledgement.HTML);
        }
        if (first == '{' || first == '[') {
            try (JsonParser parser = trees.createParser(in)) {
                if (format.beginValue(parser, meta)) {
                    parser.skipChildren();
                    format.endValue(parser, meta);
                }
            }
        }
        if (meta.refused()) {
            throw refusal(kept, meta);
        }
    }

    /**
     * Checks that the response to a write is neither a refusal nor unclear.
     *
     * @param text the body if it was read as text, so that it need not be read again
     */
    private void checkAcknowledged(@Nullable String text, Buffer kept, ResponseMetadata meta)
            throws IOException, NoValueException {
        if (meta.acknowledged()) {
            return;
        }
        boolean complete = kept.size() < KEPT_BYTES;
        String body = complete && text != null ? text : text(kept);
        String problem = Acknowledgement.judge(body, complete, trees, format, meta);
        if (problem != null || meta.refused()) {
            throw new NoValueException(body, problem, null);
        }
    }

    private NoValueException refusal(Buffer kept, ResponseMetadata meta) throws IOException {
        String body = text(kept);
        readEntries(body, meta);
        return new NoValueException(body, null, null);
    }

    /** Reads the error entries of a refusal in a success, unless the format has read some. */
    void readEntries(String body, ResponseMetadata meta) {
        if (meta.errors().isEmpty()) {
            try {
                format.readError(trees.readTree(body), meta);
            } catch (JacksonException e) {
                // Too long to be kept: its beginning is shown as text.
            }
        }
    }

    /**
     * Reads the rest of the envelope after a value that did not fit its type: it may say that the response is an error.
     */
    private void readRestOfEnvelope(Buffer kept, ResponseMetadata meta) {
        if (meta.refused()) {
            return;
        }
        try (JsonParser parser = trees.createParser(kept.clone().inputStream())) {
            if (format.beginValue(parser, meta)) {
                parser.skipChildren();
                format.endValue(parser, meta);
            }
        } catch (IOException e) {
            // The response cannot be read to its end, so it stays unreadable.
        }
    }

    /**
     * Reads a response whose status is an error.
     *
     * @return the beginning of its body, or what arrived of it if the connection broke
     */
    String error(Response response, ResponseMetadata meta) {
        Buffer kept = new Buffer();
        try {
            // A 304 may have the length of what it does not send.
            BufferedSource source = response.code() == 304 ? new Buffer() : body(response);
            while (kept.size() < KEPT_BYTES && source.read(kept, KEPT_BYTES - kept.size()) != -1) {
                // until the limit or the end
            }
        } catch (IOException e) {
            // The status is known; a truncated body does not change it.
        }
        byte first = firstByte(kept);
        // Reading the buffer returns its segments to Okio's pool.
        String body = kept.readUtf8();
        JsonNode node = TextNode.valueOf(body);
        if (first == '{' || first == '[') {
            try {
                node = trees.readTree(body);
            } catch (JacksonException e) {
                // Not JSON, or truncated: treated as text.
            }
        }
        format.readError(node, meta);
        return body;
    }

    private static byte firstByte(Buffer buffer) {
        for (long i = 0; i < buffer.size(); i++) {
            byte b = buffer.getByte(i);
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b;
            }
        }
        return 0;
    }

    /** Takes the text from the kept bytes, as the last use of them. */
    static String text(Buffer kept) throws IOException {
        return kept.readUtf8(Math.min(kept.size(), KEPT_BYTES));
    }

    ResponseFormat format() {
        return format;
    }

    ObjectReader trees() {
        return trees;
    }

    /** Thrown when a response is larger than the operation allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long limit) {
            super("the response is larger than " + limit + " bytes");
        }
    }

    /** An input stream with a size limit. It remembers the exception of a broken connection, which Jackson may wrap. */
    static class BoundedInput extends InputStream {
        private final BufferedSource source;
        private final long limit;
        private long left;
        private @Nullable IOException broken;

        BoundedInput(BufferedSource source, long limit) {
            this.source = source;
            this.limit = limit;
            this.left = limit;
        }

        @Nullable
        IOException broken() {
            return broken;
        }

        /** Reads the next bytes, without the limit. */
        int next(byte[] target, int offset, int length) throws IOException {
            return source.read(target, offset, length);
        }

        @Override
        public final int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public final int read(byte[] target, int offset, int length) throws IOException {
            try {
                int n = next(target, offset, length);
                left -= Math.max(n, 0);
                if (left < 0) {
                    throw new TooLargeException(limit);
                }
                return n;
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }

        @Override
        public void close() {
            // The response closes its source.
        }
    }

    /** An input stream over the kept bytes, which stay in their buffer, and then the rest of the response. */
    private static final class KeptInput extends BoundedInput {
        private final Buffer.UnsafeCursor segment = new Buffer.UnsafeCursor();
        private int position;
        private boolean inKept = true;

        KeptInput(Buffer kept, BufferedSource rest, long limit) {
            super(rest, limit);
            kept.readUnsafe(segment);
        }

        @Override
        int next(byte[] target, int offset, int length) throws IOException {
            while (inKept) {
                byte[] data = segment.data;
                int n = Math.min(length, segment.end - position);
                if (data != null && n > 0) {
                    System.arraycopy(data, position, target, offset, n);
                    position += n;
                    return n;
                }
                inKept = segment.next() != -1;
                position = segment.start;
            }
            return super.next(target, offset, length);
        }
    }
}
