/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.FaultPlan.Moment;
import dev.waiver.testing.internal.http.ServerResponse;
import dev.waiver.testing.internal.http.ServerResponse.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A failure that a simulator injects into one request. Each factory method says whether the request takes effect; where
 * both are possible, {@link #afterApplying()} and {@link #withoutApplying()} choose. A fault is triggered by what has
 * been received, never by elapsed time, except where it takes a duration. Immutable.
 */
public final class Fault {

    private final FaultPlan plan;

    private Fault(FaultPlan plan) {
        this.plan = plan;
    }

    private static Fault altering(String name, FaultPlan.Rewrite rewrite) {
        return new Fault(FaultPlan.altering(name, rewrite));
    }

    private static Fault replacing(String name, boolean applies, FaultPlan.Rewrite rewrite) {
        return new Fault(FaultPlan.replacing(name, applies, rewrite));
    }

    private static boolean accepts(int status) {
        return status >= 200 && status < 300;
    }

    /** Serves the request normally. Use it as a placeholder in a sequence of faults. The request takes effect. */
    public static Fault none() {
        return altering("none", (proper, call, simulator) -> proper);
    }

    /**
     * Responds with this status and an error body in the service's usual format; with a 2xx, the body is {@code {}}.
     * The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     */
    public static Fault status(int status) {
        return replacing(
                "status " + status,
                accepts(status),
                (proper, call, simulator) ->
                        accepts(status) ? ServerResponse.json(status, "{}") : simulator.plainResponse(status));
    }

    /**
     * Responds with this status, these headers and this body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @param headers the headers; without {@code Content-Type} the response has none
     * @param body the body, sent as UTF-8
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
     * Responds with a {@code Retry-After} header. The request does not take effect.
     *
     * @param status the HTTP status, such as 429 or 503
     * @param value the header's value, valid or not
     */
    public static Fault retryAfter(int status, String value) {
        return replacing("status " + status + ", Retry-After: " + value, false, (proper, call, simulator) -> simulator
                .plainResponse(status)
                .header("Retry-After", value));
    }

    /**
     * Responds with a vendor error inside an HTTP 200, at a service whose responses have an envelope (email);
     * elsewhere, with a plain 200 that has neither code nor text. The request does not take effect.
     *
     * @param code the code in the envelope
     * @param text the text in the envelope
     */
    public static Fault envelopeError(int code, String text) {
        return replacing(
                "envelope error " + code,
                false,
                (proper, call, simulator) -> simulator.envelopeError(call, code, text));
    }

    /**
     * Delays the normal response, in real time. The request takes effect before the delay.
     *
     * @param delay the delay before the response is sent
     */
    public static Fault delay(Duration delay) {
        return none().delayed(delay);
    }

    /**
     * Responds with an HTML page, as proxies and gateways do. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     */
    public static Fault html(int status) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + status + " from the gateway</title></head>\n"
                + "<body><h1>The request could not be completed</h1></body></html>\n";
        return body(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Responds with this body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     * @param contentType the content type
     * @param body the body
     */
    public static Fault body(int status, String contentType, byte[] body) {
        ServerResponse response = ServerResponse.of(status).body(contentType, body);
        return replacing(
                contentType + " with status " + status, accepts(status), (proper, call, simulator) -> response);
    }

    /**
     * Responds without a body. The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     */
    public static Fault emptyBody(int status) {
        return replacing(
                "empty body with status " + status,
                accepts(status),
                (proper, call, simulator) -> ServerResponse.of(status));
    }

    /**
     * Responds with this status and repeats the request, including its credentials, as debug pages of proxies do. The
     * JSON body's member {@code message} has the method, target, headers and body; the headers {@code X-Echo} and
     * {@code X-Request-Id} have all of these but the body, with {@code ?} for characters that are not printable ASCII.
     * The request takes effect only with a 2xx.
     *
     * @param status the HTTP status
     */
    public static Fault echo(int status) {
        return replacing(
                "echo with status " + status,
                accepts(status),
                (proper, call, simulator) -> FaultBodies.echo(status, call));
    }

    /**
     * Responds with a redirect. The request does not take effect.
     *
     * @param status the HTTP status, such as 307
     * @param location the {@code Location} header
     */
    public static Fault redirect(int status, String location) {
        return replacing(status + " to " + location, false, (proper, call, simulator) -> ServerResponse.of(status)
                .header("Location", location));
    }

    /**
     * Sends the normal response with a {@code Content-Length} larger than its body, then closes the connection. The
     * request takes effect.
     */
    public static Fault truncated() {
        return altering("truncated", (proper, call, simulator) -> proper.ending(Ending.CLOSE_SHORT));
    }

    /**
     * Sends the normal response with another content type. The request takes effect.
     *
     * @param contentType the content type to send
     */
    public static Fault wrongContentType(String contentType) {
        return altering(
                "content type " + contentType, (proper, call, simulator) -> proper.header("Content-Type", contentType));
    }

    /** Sends the normal response without a content type. The request takes effect. */
    public static Fault noContentType() {
        return altering("no content type", (proper, call, simulator) -> proper.header("Content-Type", null));
    }

    /** Sends the normal response with a byte-order mark before its body. The request takes effect. */
    public static Fault byteOrderMark() {
        return altering(
                "byte-order mark", (proper, call, simulator) -> proper.bytes(FaultBodies.marked(proper.bytes())));
    }

    /**
     * Sends a 204 with {@code Content-Length} and a body, which HTTP does not allow. The request takes effect.
     *
     * @param contentType the content type
     * @param body the body
     */
    public static Fault noContentWithBody(String contentType, byte[] body) {
        byte[] copy = body.clone();
        return replacing("204 with a body", true, (proper, call, simulator) -> ServerResponse.of(204)
                .body(contentType, copy)
                .withBodyAlways());
    }

    /** Sends the normal response with invalid UTF-8 in its first string. The request takes effect. */
    public static Fault invalidUtf8() {
        return altering(
                "invalid UTF-8",
                (proper, call, simulator) -> proper.body("application/json", FaultBodies.invalidUtf8(proper.bytes())));
    }

    /**
     * Responds with a 200 whose JSON body is nested arrays. The request takes effect.
     *
     * @param depth the number of nested arrays, at least 1
     * @throws IllegalArgumentException if {@code depth} is less than 1
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
     * Responds with a 200 and a JSON body of this size, with a matching {@code Content-Length}. The request takes
     * effect.
     *
     * @param bytes the size in bytes, at least 2
     * @throws IllegalArgumentException if {@code bytes} is less than 2
     */
    public static Fault hugeBody(long bytes) {
        if (bytes < 2) {
            throw new IllegalArgumentException("bytes: at least 2, for the quotes, not " + bytes);
        }
        return replacing(bytes + " bytes", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", bytes, out -> FaultBodies.text(out, bytes)));
    }

    /**
     * Responds with a 200 and a JSON body that never ends: it is sent until the client disconnects. The request takes
     * effect.
     */
    public static Fault endlessBody() {
        return replacing("endless body", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", -1, FaultBodies::endless));
    }

    /**
     * Responds with a 200 and a compressed body that decompresses to a thousand times its size: 1 GiB of JSON,
     * generated while it is sent. It is compressed even if the client does not accept compression. The request takes
     * effect.
     */
    public static Fault gzipBomb() {
        return replacing("gzip bomb", true, (proper, call, simulator) -> ServerResponse.of(200)
                .flow("application/json", -1, out -> FaultBodies.gzipped(out, 1L << 30))
                .header("Content-Encoding", "gzip"));
    }

    /**
     * Resets the connection after reading the request line and headers, and nothing more. The request does not take
     * effect.
     */
    public static Fault closeBeforeRequest() {
        return new Fault(FaultPlan.early("close before the request", Moment.BEFORE_BODY));
    }

    /**
     * Resets the connection after reading half of the request body, or half of its first chunk; after the headers, if
     * there is no body. The request does not take effect.
     */
    public static Fault closeInTheMiddleOfRequest() {
        return new Fault(FaultPlan.early("close in the middle of the request", Moment.WITHIN_BODY));
    }

    /** Reads the whole request, then closes the connection without a response. The request does not take effect. */
    public static Fault closeWithoutApplying() {
        return replacing("close without applying", false, FaultBodies.ending(Ending.CLOSE_WITHOUT_RESPONSE));
    }

    /** Applies the request, then closes the connection without a response. The request takes effect. */
    public static Fault closeAfterApplying() {
        return altering("close after applying", FaultBodies.ending(Ending.CLOSE_WITHOUT_RESPONSE));
    }

    /**
     * Resets the connection after sending the head and half of the body of the normal response; after half of the head,
     * if there is no body. The request takes effect.
     */
    public static Fault closeInTheMiddleOfResponse() {
        return altering("close in the middle of the response", FaultBodies.ending(Ending.RESET_HALFWAY));
    }

    /**
     * Sends the whole normal response, then closes the connection without a {@code Connection: close} header, which
     * leaves a stale connection in the client's pool. The request takes effect.
     */
    public static Fault closeAfterResponse() {
        return altering("close after the response", FaultBodies.ending(Ending.CLOSE_AFTER));
    }

    /**
     * Reads the whole request and never responds; the connection stays open until the client closes it. The request
     * does not take effect, unless {@link #afterApplying()} is used.
     */
    public static Fault stall() {
        return replacing("stall", false, FaultBodies.ending(Ending.STALL_WITHOUT_RESPONSE));
    }

    /**
     * Stalls after sending the head and half of the body of the normal response, or half of the head, if there is no
     * body; the connection stays open until the client closes it. The request takes effect.
     */
    public static Fault stallInTheMiddleOfResponse() {
        return altering("stall in the middle of the response", FaultBodies.ending(Ending.STALL_HALFWAY));
    }

    /**
     * Sends the body of the normal response a few bytes at a time. The request takes effect.
     *
     * @param bytes the number of bytes to send at a time, at least 1
     * @param pause the pause before each write, in real time
     * @throws IllegalArgumentException if {@code bytes} is less than 1
     */
    public static Fault drip(int bytes, Duration pause) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: at least 1 at a time, not " + bytes);
        }
        return altering("drip", (proper, call, simulator) -> proper.drip(bytes, pause));
    }

    /**
     * Returns this fault, injected after the request has taken effect: for example, a 500 for a write that was applied.
     *
     * @throws IllegalStateException if this fault is injected before the whole request has been read
     */
    public Fault afterApplying() {
        return new Fault(plan.afterApplying());
    }

    /**
     * Returns this fault, injected instead of applying the request: for example, a 200 for a write that was not
     * applied.
     *
     * @throws IllegalStateException if this fault alters the normal response, which only exists if the request is
     *     served
     */
    public Fault withoutApplying() {
        return new Fault(plan.withoutApplying());
    }

    /**
     * Returns this fault with its response delayed, in real time. A request that takes effect does so before the delay.
     *
     * @param wait the delay
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
