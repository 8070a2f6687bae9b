package dev.waiver.testing.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent back for one request, and how the connection behaves while and after it is sent. Immutable. */
public final class ServerResponse {

    /** How the sending of an answer ends. */
    public enum Ending {
        /** All of it is sent and the connection stays open. */
        KEEP_OPEN,
        /** All of it is sent, then the connection is closed without a header that announced it. */
        CLOSE_AFTER,
        /** More is announced than is sent, then the connection is closed in good order. */
        CLOSE_SHORT,
        /**
         * The head and about half of the body are sent, without a body half of the head; then the connection is reset.
         */
        RESET_HALFWAY,
        /** The head and about half of the body are sent, without a body half of the head; then nothing more. */
        HOLD_HALFWAY,
        /** Nothing is sent; the connection is closed in good order. */
        CLOSE_WITHOUT_RESPONSE,
        /** Nothing is sent and the connection stays open. */
        HOLD_WITHOUT_RESPONSE;

        boolean sendsResponse() {
            return this != CLOSE_WITHOUT_RESPONSE && this != HOLD_WITHOUT_RESPONSE;
        }

        boolean stopsHalfway() {
            return this == RESET_HALFWAY || this == HOLD_HALFWAY;
        }
    }

    /** Writes a body of any size without holding it. */
    @FunctionalInterface
    public interface Flow {
        /**
         * Writes the body.
         *
         * @param out where to; a client that went away shows as an exception here
         * @throws IOException when the client went away
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
        return b;
    }

    /**
     * An answer without a body. Below 400 it counts as one to a request that took effect, see
     * {@link #applied(boolean)}.
     *
     * @param status the HTTP status
     * @return the answer
     */
    public static ServerResponse of(int status) {
        Builder b = new Builder();
        b.status = status;
        b.applied = status < 400;
        return new ServerResponse(b);
    }

    /**
     * An answer with a JSON body.
     *
     * @param status the HTTP status
     * @param json the body, sent as it is
     * @return the answer
     */
    public static ServerResponse json(int status, String json) {
        return of(status).body("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer with a text body.
     *
     * @param status the HTTP status
     * @param contentType its content type
     * @param text the body
     * @return the answer
     */
    public static ServerResponse text(int status, String contentType, String text) {
        return of(status).body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The same with another status.
     *
     * @param value the status
     * @return the answer
     */
    public ServerResponse status(int value) {
        Builder b = toBuilder();
        b.status = value;
        return new ServerResponse(b);
    }

    /**
     * The same with a header set, or without it.
     *
     * @param name the header
     * @param value its value; null removes it
     * @return the answer
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
     * The same with another body.
     *
     * @param contentType its content type, null for none
     * @param bytes the body
     * @return the answer
     */
    public ServerResponse body(@Nullable String contentType, byte[] bytes) {
        Builder b = header("Content-Type", contentType).toBuilder();
        b.body = bytes.clone();
        b.flow = null;
        return new ServerResponse(b);
    }

    /**
     * The same with a body that is produced while it is sent.
     *
     * @param contentType its content type
     * @param length its length; negative sends it in chunks
     * @param source writes it
     * @return the answer
     */
    public ServerResponse flow(String contentType, long length, Flow source) {
        Builder b = header("Content-Type", contentType).toBuilder();
        b.flow = source;
        b.flowLength = length;
        return new ServerResponse(b);
    }

    /**
     * The same with another end.
     *
     * @param value the end
     * @return the answer
     */
    public ServerResponse ending(Ending value) {
        Builder b = toBuilder();
        b.ending = value;
        return new ServerResponse(b);
    }

    /**
     * The same with its body sent a few bytes at a time.
     *
     * @param bytes how many at a time
     * @param pause how long between them
     * @return the answer
     */
    public ServerResponse drip(int bytes, Duration pause) {
        Builder b = toBuilder();
        b.dripBytes = bytes;
        b.dripPause = pause;
        return new ServerResponse(b);
    }

    /**
     * The same, saying whether its request took effect.
     *
     * @param value whether it did
     * @return the answer
     */
    public ServerResponse applied(boolean value) {
        Builder b = toBuilder();
        b.applied = value;
        return new ServerResponse(b);
    }

    /**
     * The same with something to do once the request has taken effect, outside the service's lock and before the answer
     * goes out.
     *
     * @param action what to do
     * @return the answer
     */
    public ServerResponse afterwards(Runnable action) {
        Builder b = toBuilder();
        b.afterwards = action;
        return new ServerResponse(b);
    }

    /** Runs what is to be done once the request has taken effect. */
    public void runAfterwards() {
        afterwards.run();
    }

    /**
     * The status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * The status a client gets to see.
     *
     * @return the status, 0 when no whole head is sent
     */
    public int sentStatus() {
        return ending.sendsResponse() && !stopsInHead() ? status : 0;
    }

    /**
     * Whether the request took effect.
     *
     * @return whether it did
     */
    public boolean applied() {
        return applied;
    }

    /**
     * The body, unless it is produced while it is sent.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return body.clone();
    }

    Ending ending() {
        return ending;
    }

    /** Writes the answer, as far as its end asks for; what happens to the connection then is the connection's part. */
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
        } else if (bodiless) {
            out.write(start);
            out.flush();
        } else if (source != null) {
            out.write(start);
            sendFlow(out, source);
        } else {
            sendBytes(out, start, pauses);
        }
    }

    private boolean neverHasBody() {
        return status == 204 || status == 304 || status < 200;
    }

    /**
     * A head alone, sent whole, is a whole answer: what comes behind it would meet the next request, if it came late.
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

    private void sendBytes(OutputStream out, byte[] start, Pauses pauses) throws IOException, InterruptedException {
        byte[] sent = ending.stopsHalfway() ? Arrays.copyOf(body, body.length / 2) : body;
        if (dripBytes <= 0) {
            // One write, so that head and body leave in one packet: two would meet the client's delayed
            // acknowledgement.
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
