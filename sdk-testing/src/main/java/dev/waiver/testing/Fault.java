package dev.waiver.testing;

import dev.waiver.testing.FaultPlan.Moment;
import dev.waiver.testing.internal.http.ServerResponse;
import dev.waiver.testing.internal.http.ServerResponse.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong with one request. Each factory says whether the request takes effect; where both make
 * sense, {@link #afterApplying()} and {@link #withoutApplying()} choose. A fault strikes at what has been received,
 * never after some time, except where a duration is given. Immutable.
 */
public final class Fault {

    private final FaultPlan plan;

    private Fault(FaultPlan plan) {
        this.plan = plan;
    }

    private static Fault spoiling(String name, FaultPlan.Rewrite rewrite) {
        return new Fault(FaultPlan.spoiling(name, rewrite));
    }

    private static Fault replacing(String name, boolean applies, FaultPlan.Rewrite rewrite) {
        return new Fault(FaultPlan.replacing(name, applies, rewrite));
    }

    private static boolean accepts(int status) {
        return status >= 200 && status < 300;
    }

    /**
     * Nothing: the request is served as usual. It keeps a place in a sequence of faults. The request takes effect.
     *
     * @return the fault
     */
    public static Fault none() {
        return spoiling("none", (proper, call, simulator) -> proper);
    }

    /**
     * An answer with this status and the service's usual kind of error body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault status(int status) {
        return replacing(
                "status " + status, accepts(status), (proper, call, simulator) -> simulator.plainResponse(status));
    }

    /**
     * An answer with this status, these headers and this body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @param headers its headers, {@code Content-Type} among them if there is to be one
     * @param body its body
     * @return the fault
     */
    public static Fault status(int status, Map<String, String> headers, String body) {
        Map<String, String> copy = Map.copyOf(headers);
        return replacing("status " + status, accepts(status), (proper, call, simulator) -> {
            ServerResponse response = ServerResponse.text(status, "", body).header("Content-Type", null);
            for (Map.Entry<String, String> header : copy.entrySet()) {
                response = response.header(header.getKey(), header.getValue());
            }
            return response;
        });
    }

    /**
     * An answer with a {@code Retry-After} header. The request does not take effect.
     *
     * @param status the HTTP status, such as 429 or 503
     * @param value the header's value, sensible or not
     * @return the fault
     */
    public static Fault retryAfter(int status, String value) {
        return replacing("status " + status + ", Retry-After: " + value, false, (proper, call, simulator) -> simulator
                .plainResponse(status)
                .header("Retry-After", value));
    }

    /**
     * The vendor's error inside an HTTP 200, at a service whose answers have an envelope. The request does not take
     * effect.
     *
     * @param code the code in the envelope
     * @param text the text in the envelope
     * @return the fault
     */
    public static Fault envelopeError(int code, String text) {
        return replacing(
                "envelope error " + code,
                false,
                (proper, call, simulator) -> simulator.envelopeError(call, code, text));
    }

    /**
     * The proper answer, late by real time. The request takes effect before the wait.
     *
     * @param delay how long the answer is held back
     * @return the fault
     */
    public static Fault delay(Duration delay) {
        return none().delayed(delay);
    }

    /**
     * An HTML page, as proxies and gateways answer. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault html(int status) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + status + " from the gateway</title></head>\n"
                + "<body><h1>The request could not be completed</h1></body></html>\n";
        return body(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer with this body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @param contentType its content type
     * @param body its body
     * @return the fault
     */
    public static Fault body(int status, String contentType, byte[] body) {
        ServerResponse response = ServerResponse.of(status).body(contentType, body);
        return replacing(
                contentType + " with status " + status, accepts(status), (proper, call, simulator) -> response);
    }

    /**
     * An answer without a body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault emptyBody(int status) {
        return replacing(
                "empty body with status " + status,
                accepts(status),
                (proper, call, simulator) -> ServerResponse.of(status));
    }

    /**
     * An answer with this status that repeats the request, credentials included, as debug pages of proxies do. Method,
     * target, headers and body stand in the answer's JSON body, in its member {@code message}; all but the body also in
     * the headers {@code X-Echo} and {@code X-Request-Id}, with {@code ?} for what is not printable ASCII. The request
     * takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static Fault echo(int status) {
        return replacing(
                "echo with status " + status,
                accepts(status),
                (proper, call, simulator) -> FaultBodies.echo(status, call));
    }

    /**
     * A redirect. The request does not take effect.
     *
     * @param status the HTTP status, such as 307
     * @param location the {@code Location} header
     * @return the fault
     */
    public static Fault redirect(int status, String location) {
        return replacing(status + " to " + location, false, (proper, call, simulator) -> ServerResponse.of(status)
                .header("Location", location));
    }

    /**
     * The proper answer under a {@code Content-Length} that promises more than is sent before the connection is closed.
     * The request takes effect.
     *
     * @return the fault
     */
    public static Fault truncated() {
        return spoiling("truncated", (proper, call, simulator) -> proper.ending(Ending.CLOSE_SHORT));
    }

    /**
     * The proper answer under another content type. The request takes effect.
     *
     * @param contentType the content type it pretends to have
     * @return the fault
     */
    public static Fault wrongContentType(String contentType) {
        return spoiling(
                "content type " + contentType, (proper, call, simulator) -> proper.header("Content-Type", contentType));
    }

    /**
     * The proper answer without a content type. The request takes effect.
     *
     * @return the fault
     */
    public static Fault noContentType() {
        return spoiling("no content type", (proper, call, simulator) -> proper.header("Content-Type", null));
    }

    /**
     * The proper answer with bytes in its first text that are not UTF-8. The request takes effect.
     *
     * @return the fault
     */
    public static Fault invalidUtf8() {
        return spoiling(
                "invalid UTF-8",
                (proper, call, simulator) -> proper.body("application/json", FaultBodies.invalidUtf8(proper.bytes())));
    }

    /**
     * A 200 whose JSON is so many arrays in each other. The request takes effect.
     *
     * @param depth how many, at least 1
     * @return the fault
     * @throws IllegalArgumentException if it is less
     */
    public static Fault deeplyNested(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth: at least 1, not " + depth);
        }
        return replacing(
                "nested " + depth + " deep",
                true,
                (proper, call, simulator) -> ServerResponse.json(200, "[".repeat(depth) + "]".repeat(depth)));
    }

    /**
     * A 200 with a JSON body of this size, announced by its {@code Content-Length}. The request takes effect.
     *
     * @param bytes how many bytes, at least 2
     * @return the fault
     * @throws IllegalArgumentException if they are less
     */
    public static Fault hugeBody(long bytes) {
        if (bytes < 2) {
            throw new IllegalArgumentException("bytes: at least 2, for the quotes, not " + bytes);
        }
        return replacing(bytes + " bytes", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", bytes, out -> FaultBodies.text(out, bytes)));
    }

    /**
     * A 200 with a JSON body that never ends: it is sent until the client goes away. The request takes effect.
     *
     * @return the fault
     */
    public static Fault endlessBody() {
        return replacing("endless body", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", -1, FaultBodies::endless));
    }

    /**
     * A 200 with a compressed body that unpacks to a thousand times its size: 1 GiB of JSON, made while it is sent. It
     * is sent compressed whether or not the client asked for that. The request takes effect.
     *
     * @return the fault
     */
    public static Fault gzipBomb() {
        return replacing("gzip bomb", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", -1, out -> FaultBodies.gzipped(out, 1L << 30))
                .header("Content-Encoding", "gzip"));
    }

    /**
     * The connection is reset when the request line and headers are in; nothing more is read. The request does not take
     * effect.
     *
     * @return the fault
     */
    public static Fault closeBeforeRequest() {
        return new Fault(FaultPlan.early("close before the request", Moment.BEFORE_BODY));
    }

    /**
     * The connection is reset when half of the request's body is in (or of its first chunk); without a body, when the
     * headers are. The request does not take effect.
     *
     * @return the fault
     */
    public static Fault closeInTheMiddleOfRequest() {
        return new Fault(FaultPlan.early("close in the middle of the request", Moment.WITHIN_BODY));
    }

    /**
     * The whole request is read, then the connection is closed without an answer. The request does not take effect.
     *
     * @return the fault
     */
    public static Fault closeWithoutApplying() {
        return replacing("close without applying", false, FaultBodies.ending(Ending.CLOSE_WITHOUT_RESPONSE));
    }

    /**
     * The request takes effect, then the connection is closed without an answer.
     *
     * @return the fault
     */
    public static Fault closeAfterApplying() {
        return spoiling("close after applying", FaultBodies.ending(Ending.CLOSE_WITHOUT_RESPONSE));
    }

    /**
     * The connection is reset after the head and half of the body of the proper answer; after half of the head, if it
     * has no body. The request takes effect.
     *
     * @return the fault
     */
    public static Fault closeInTheMiddleOfResponse() {
        return spoiling("close in the middle of the answer", FaultBodies.ending(Ending.RESET_HALFWAY));
    }

    /**
     * The proper answer is sent whole, then the connection is closed without having been announced as closing, so that
     * a pooled one goes stale. The request takes effect.
     *
     * @return the fault
     */
    public static Fault closeAfterResponse() {
        return spoiling("close after the answer", FaultBodies.ending(Ending.CLOSE_AFTER));
    }

    /**
     * The whole request is read, and its answer never starts; the connection stays open until the client closes it. The
     * request does not take effect, or does with {@link #afterApplying()}.
     *
     * @return the fault
     */
    public static Fault stall() {
        return replacing("stall", false, FaultBodies.ending(Ending.HOLD_WITHOUT_RESPONSE));
    }

    /**
     * The proper answer stops after its head and half of its body, or after half of its head, if it has no body; the
     * connection stays open until the client closes it. The request takes effect.
     *
     * @return the fault
     */
    public static Fault stallInTheMiddleOfResponse() {
        return spoiling("stall in the middle of the answer", FaultBodies.ending(Ending.HOLD_HALFWAY));
    }

    /**
     * The body of the proper answer comes a few bytes at a time. The request takes effect.
     *
     * @param bytes how many at a time, at least 1
     * @param pause how long before each, in real time
     * @return the fault
     * @throws IllegalArgumentException if it is less than one byte at a time
     */
    public static Fault drip(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: at least 1 at a time, not " + bytes);
        }
        return spoiling("drip", (proper, call, simulator) -> proper.drip(bytes, pause));
    }

    /**
     * The same fault, struck when the request has taken effect: a 500, say, that lies about a write that was made.
     *
     * @return the fault
     * @throws IllegalStateException for a fault that strikes before the request is in
     */
    public Fault afterApplying() {
        return new Fault(plan.afterApplying());
    }

    /**
     * The same fault, struck before the request takes effect: a 200, say, that lies about a write that was not made.
     *
     * @return the fault
     * @throws IllegalStateException for a fault that spoils the proper answer, which there is not without serving the
     *     request
     */
    public Fault withoutApplying() {
        return new Fault(plan.withoutApplying());
    }

    /**
     * The same fault, with its answer held back by real time. What takes effect does so before the wait.
     *
     * @param wait how long
     * @return the fault
     */
    public Fault delayed(Duration wait) {
        return new Fault(plan.delayed(wait));
    }

    FaultPlan plan() {
        return plan;
    }

    @Override
    public String toString() {
        return plan.name();
    }
}
