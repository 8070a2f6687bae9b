/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The response to a request, and how the connection behaves while and after it is sent. Immutable. */
public final class ServerResponse {

    /** The ways in which sending a response ends. */
    public enum Ending {
        /** The whole response is sent, and the connection stays open. */
        KEEP_OPEN,
        /** The whole response is sent, then the connection is closed without a header that announces it. */
        CLOSE_AFTER,
        /** The {@code Content-Length} is larger than the body that is sent, then the connection is closed normally. */
        CLOSE_SHORT,
        /**
         * The head and about half of the body are sent, or half of the head if there is no body; then the connection is
         * reset.
         */
        RESET_HALFWAY,
        /** The head and about half of the body are sent, or half of the head if there is no body; then nothing more. */
        STALL_HALFWAY,
        /** Nothing is sent, and the connection is closed normally. */
        CLOSE_WITHOUT_RESPONSE,
        /** Nothing is sent, and the connection stays open. */
        STALL_WITHOUT_RESPONSE;

        boolean sendsResponse() {
            return this != CLOSE_WITHOUT_RESPONSE && this != STALL_WITHOUT_RESPONSE;
        }

        boolean stopsHalfway() {
            return this == RESET_HALFWAY || this == STALL_HALFWAY;
        }
    }

    /** A source of a body of any size, which is not buffered. */
    @FunctionalInterface
    public interface Flow {
        /**
         * Writes the body.
         *
         * @throws IOException if the client disconnects
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private static void nothing() {}

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable Flow flow;
    private final long flowLength;
    private final Ending ending;
    private final int dripBytes;
    private final Duration dripPause;
    private final boolean applied;
    private final Runnable afterwards;
    private final boolean bodyAlways;

    private ServerResponse(Builder b) {
        status = b.status;
        headers = Collections.unmodifiableMap(b.headers);
        body = b.body;
        flow = b.flow;
        flowLength = b.flowLength;
        ending = b.ending;
        dripBytes = b.dripBytes;
        dripPause = b.dripPause;
        applied = b.applied;
        afterwards = b.afterwards;
        bodyAlways = b.bodyAlways;
    }

    private static final class Builder {
        int status;
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] body = {};

        @Nullable
        Flow flow;

        long flowLength = -1;
        Ending ending = Ending.KEEP_OPEN;
        int dripBytes;
        Duration dripPause = Duration.ZERO;
        boolean applied;
        Runnable afterwards = ServerResponse::nothing;
        boolean bodyAlways;
    }

    private Builder toBuilder() {
        Builder b = new Builder();
        b.status = status;
        b.headers = new LinkedHashMap<>(headers);
        b.body = body;
        b.flow = flow;
        b.flowLength = flowLength;
        b.ending = ending;
        b.dripBytes = dripBytes;
        b.dripPause = dripPause;
        b.applied = applied;
        b.afterwards = afterwards;
        b.bodyAlways = bodyAlways;
        return b;
    }

    /**
     * Returns a response without a body. With a status below 400, its request counts as {@linkplain #applied(boolean)
     * applied}.
     */
    public static ServerResponse of(int status) {
        Builder b = new Builder();
        b.status = status;
        b.applied = status < 400;
        return new ServerResponse(b);
    }

    /**
     * Returns a response with a JSON body.
     *
     * @param json the body, sent unchanged
     */
    public static ServerResponse json(int status, String json) {
        return of(status).body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response with a text body. */
    public static ServerResponse text(int status, String contentType, String text) {
        return of(status).body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns this response with another status. */
    public ServerResponse status(int value) {
        Builder b = toBuilder();
        b.status = value;
        return new ServerResponse(b);
    }

    /**
     * Returns this response with a header set or removed.
     *
     * @param value the header's value; null removes the header
     */
    public ServerResponse header(String name, @Nullable String value) {
        Builder b = toBuilder();
        b.headers.keySet().removeIf(name::equalsIgnoreCase);
        if (value != null) {
            b.headers.put(name, value);
        }
        return new ServerResponse(b);
    }

    /**
     * Returns this response with another body.
     *
     * @param contentType the content type; null for none
     */
    public ServerResponse body(@Nullable String contentType, byte[] bytes) {
        Builder b = header("Content-Type", contentType).toBuilder();
        b.body = bytes.clone();
        b.flow = null;
        return new ServerResponse(b);
    }

    /** Returns this response with another body of the same content type. */
    public ServerResponse bytes(byte[] bytes) {
        Builder b = toBuilder();
        b.body = bytes.clone();
        return new ServerResponse(b);
    }

    /**
     * Returns this response with a body that is generated while it is sent.
     *
     * @param length the length of the body; if negative, it is sent in chunks
     * @param source writes the body
     */
    public ServerResponse flow(String contentType, long length, Flow source) {
        Builder b = header("Content-Type", contentType).toBuilder();
        b.flow = source;
        b.flowLength = length;
        return new ServerResponse(b);
    }

    /** Returns this response with its body in memory, where it can be read and changed. */
    public ServerResponse buffered() {
        Flow source = flow;
        if (source == null) {
            return this;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            source.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Builder b = toBuilder();
        b.body = bytes.toByteArray();
        b.flow = null;
        return new ServerResponse(b);
    }

    /** Returns this response with another ending. */
    public ServerResponse ending(Ending value) {
        Builder b = toBuilder();
        b.ending = value;
        return new ServerResponse(b);
    }

    /**
     * Returns this response with its body sent a few bytes at a time.
     *
     * @param bytes the number of bytes per write
     * @param pause the pause before each write
     */
    public ServerResponse drip(int bytes, Duration pause) {
        Builder b = toBuilder();
        b.dripBytes = bytes;
        b.dripPause = pause;
        return new ServerResponse(b);
    }

    /** Returns this response with a record of whether its request took effect. */
    public ServerResponse applied(boolean value) {
        Builder b = toBuilder();
        b.applied = value;
        return new ServerResponse(b);
    }

    /**
     * Returns this response with an action to run once the request has taken effect, outside the service's lock and
     * before the response is sent.
     */
    public ServerResponse afterwards(Runnable action) {
        Builder b = toBuilder();
        b.afterwards = action;
        return new ServerResponse(b);
    }

    /** Returns this response with its body and {@code Content-Length} sent also where HTTP allows none, as with 204. */
    public ServerResponse withBodyAlways() {
        Builder b = toBuilder();
        b.bodyAlways = true;
        return new ServerResponse(b);
    }

    /** Runs the action set with {@link #afterwards}. */
    public void runAfterwards() {
        afterwards.run();
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the status that the client receives, or 0 if no complete head is sent. */
    public int sentStatus() {
        return ending.sendsResponse() && !stopsInHead() ? status : 0;
    }

    /** Returns whether the request took effect. */
    public boolean applied() {
        return applied;
    }

    /** Returns a copy of the body, except one that is generated while it is sent. */
    public byte[] bytes() {
        return body.clone();
    }

    Ending ending() {
        return ending;
    }

    /**
     * Writes the response as far as its ending allows. {@link Connection} then keeps, closes, resets or stalls the
     * connection.
     */
    void writeTo(OutputStream out, Pauses pauses) throws IOException, InterruptedException {
        boolean bodiless = neverHasBody();
        StringBuilder head = new StringBuilder(128)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        Flow source = flow;
        if (!bodiless) {
            long length = source == null ? body.length + (ending == Ending.CLOSE_SHORT ? 64 : 0) : flowLength;
            head.append(length < 0 ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + length + "\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (stopsInHead()) {
            out.write(start, 0, start.length / 2);
            out.flush();
        } else if (source != null && !bodiless) {
            out.write(start);
            sendFlow(out, source);
        } else {
            sendBytes(out, start, bodiless ? new byte[0] : body, pauses);
        }
    }

    private boolean neverHasBody() {
        return !bodyAlways && (status == 204 || status == 304 || status < 200);
    }

    /**
     * Returns whether to stop within the head. A complete head without a body is a complete response: a reset or stall
     * after it could affect the next request instead.
     */
    private boolean stopsInHead() {
        return ending.stopsHalfway() && (neverHasBody() || (flow == null && body.length == 0));
    }

    private void sendFlow(OutputStream out, Flow source) throws IOException {
        if (flowLength < 0) {
            try (OutputStream chunks = new ChunkedOutput(out)) {
                source.writeTo(chunks);
            }
        } else {
            source.writeTo(out);
        }
        out.flush();
    }

    private void sendBytes(OutputStream out, byte[] start, byte[] whole, Pauses pauses)
            throws IOException, InterruptedException {
        byte[] sent = ending.stopsHalfway() ? Arrays.copyOf(whole, whole.length / 2) : whole;
        if (dripBytes <= 0) {
            // A single write sends head and body in one packet; two packets would be delayed by the client's delayed
            // acknowledgment.
            byte[] all = Arrays.copyOf(start, start.length + sent.length);
            System.arraycopy(sent, 0, all, start.length, sent.length);
            out.write(all);
            out.flush();
            return;
        }
        out.write(start);
        out.flush();
        for (int from = 0; from < sent.length; from += dripBytes) {
            pauses.pause(dripPause);
            out.write(sent, from, Math.min(dripBytes, sent.length - from));
            out.flush();
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "";
        };
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d, %d bytes, %s", status, body.length, ending);
    }
}
