package dev.waiver.testing;

import dev.waiver.testing.internal.Uris;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request that reached a simulator, and what became of it. Immutable: it shows what was known when it was taken
 * from the log.
 */
public final class RecordedRequest {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final String method;
    private final String target;
    private final String resource;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean signIn;
    private final int connection;
    private final int indexOnConnection;
    private final int status;
    private final boolean applied;

    /** What is known once the request line and the headers are in. */
    RecordedRequest(
            String method,
            String target,
            String resource,
            Map<String, List<String>> headers,
            boolean signIn,
            int connection,
            int indexOnConnection) {
        this(method, target, resource, headers, new byte[0], signIn, connection, indexOnConnection, 0, false);
    }

    private RecordedRequest(
            String method,
            String target,
            String resource,
            Map<String, List<String>> headers,
            byte[] body,
            boolean signIn,
            int connection,
            int indexOnConnection,
            int status,
            boolean applied) {
        this.method = method;
        this.target = target;
        this.resource = resource;
        this.headers = headers;
        this.body = body;
        this.signIn = signIn;
        this.connection = connection;
        this.indexOnConnection = indexOnConnection;
        this.status = status;
        this.applied = applied;
    }

    RecordedRequest withBody(byte[] bytes) {
        return new RecordedRequest(
                method, target, resource, headers, bytes, signIn, connection, indexOnConnection, status, applied);
    }

    RecordedRequest withOutcome(int newStatus, boolean newApplied) {
        return new RecordedRequest(
                method, target, resource, headers, body, signIn, connection, indexOnConnection, newStatus, newApplied);
    }

    /**
     * The method.
     *
     * @return the method, such as {@code POST}
     */
    public String method() {
        return method;
    }

    /**
     * Path and query, exactly as they came over the wire.
     *
     * @return the request target
     */
    public String target() {
        return target;
    }

    /**
     * The path, exactly as it came over the wire.
     *
     * @return the path, without the query
     */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /**
     * The path below the service's prefix, such as {@code /exceptions/blacklist}; the whole path for a request outside
     * of it.
     *
     * @return the path, still encoded
     */
    public String resource() {
        return resource;
    }

    /**
     * The query, exactly as it came over the wire.
     *
     * @return the query without its question mark, {@code ""} for none
     */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /**
     * A query parameter.
     *
     * @param name its name
     * @return its first value, decoded
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(Uris.parameter(query(), name));
    }

    /**
     * The headers.
     *
     * @return all values by name; a look-up does not regard case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * A header.
     *
     * @param name its name, in any case
     * @return its first value
     */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    /**
     * The body as text.
     *
     * @return the body read as UTF-8, {@code ""} for none and for one that did not arrive whole
     */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The body as bytes, transfer encoding undone.
     *
     * @return a copy
     */
    public byte[] bodyBytes() {
        return body.clone();
    }

    /**
     * Which connection it came over.
     *
     * @return the connection's number, counted from 0 since the simulator was created
     */
    public int connection() {
        return connection;
    }

    /**
     * Which request on its connection it was: above 0, the connection was reused.
     *
     * @return its index, from 0
     */
    public int indexOnConnection() {
        return indexOnConnection;
    }

    /**
     * Whether it asked for a token rather than for what the service is for.
     *
     * @return whether it was a sign-in
     */
    public boolean signIn() {
        return signIn;
    }

    /**
     * Whether it may change something, judged by its method: anything but a sign-in and the reading methods.
     *
     * @return whether it is a write
     */
    public boolean write() {
        return !signIn && !READING.contains(method);
    }

    /**
     * The status of the answer that was sent.
     *
     * @return the status; 0 when no answer was sent, or none so far
     */
    public int status() {
        return status;
    }

    /**
     * Whether the request took effect, whatever its client got to see: a write changed the service's state, a read or a
     * sign-in was served.
     *
     * @return whether it took effect
     */
    public boolean applied() {
        return applied;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %s -> %s%s (connection %d.%d)",
                method,
                target,
                status == 0 ? "no answer" : status,
                applied ? "" : ", not applied",
                connection,
                indexOnConnection);
    }
}
