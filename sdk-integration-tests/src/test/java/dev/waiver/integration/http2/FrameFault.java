/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.http2;

import io.netty.handler.codec.http2.Http2Error;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A fault that only HTTP/2 has, injected into one request that has arrived whole.
 *
 * @param name its name in messages
 * @param applies whether the request takes effect
 * @param action what the front does with the request
 */
public record FrameFault(String name, boolean applies, Consumer<FrontStream> action) {

    private static FrameFault applied(String name, Consumer<FrontStream> then) {
        return new FrameFault(name + ", applied", true, stream -> stream.apply(() -> then.accept(stream)));
    }

    private static FrameFault notApplied(String name, Consumer<FrontStream> action) {
        return new FrameFault(name, false, action);
    }

    /** Sends RST_STREAM with REFUSED_STREAM, which proves that nothing was done. */
    public static FrameFault refusedStream() {
        return notApplied("REFUSED_STREAM", stream -> stream.reset(Http2Error.REFUSED_STREAM));
    }

    /** Sends RST_STREAM without forwarding the request. */
    public static FrameFault resetBefore() {
        return notApplied("RST_STREAM", stream -> stream.reset(Http2Error.INTERNAL_ERROR));
    }

    /** Sends RST_STREAM instead of the response. */
    public static FrameFault resetAfter() {
        return applied("RST_STREAM", stream -> stream.reset(Http2Error.INTERNAL_ERROR));
    }

    /** Sends RST_STREAM with CANCEL instead of the response. */
    public static FrameFault canceledAfter() {
        return applied("RST_STREAM with CANCEL", stream -> stream.reset(Http2Error.CANCEL));
    }

    /** Announces the end of the connection as the RFC recommends, responds, and closes the connection. */
    public static FrameFault gracefulGoAway() {
        return new FrameFault("graceful GOAWAY", true, stream -> {
            stream.goAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
            stream.goAway(stream.id(), Http2Error.NO_ERROR);
            stream.forward();
        });
    }

    /** Sends GOAWAY with a last stream before this one, which proves that nothing was done, and closes. */
    public static FrameFault goAwayBefore() {
        return notApplied("GOAWAY, last stream before", stream -> {
            stream.goAway(stream.id() - 2, Http2Error.NO_ERROR);
            stream.hangUp();
        });
    }

    /** Sends GOAWAY with this stream as the last one, and closes without a response. */
    public static FrameFault goAwayAt() {
        return notApplied("GOAWAY, last stream ours", stream -> {
            stream.goAway(stream.id(), Http2Error.NO_ERROR);
            stream.hangUp();
        });
    }

    /** Applies the request, sends GOAWAY with this stream as the last one, and closes without a response. */
    public static FrameFault goAwayAtApplied() {
        return applied("GOAWAY, last stream ours", stream -> {
            stream.goAway(stream.id(), Http2Error.NO_ERROR);
            stream.hangUp();
        });
    }

    /** Applies the request, sends GOAWAY with a last stream after this one, and closes without a response. */
    public static FrameFault goAwayAfterApplied() {
        return applied("GOAWAY, last stream after", stream -> {
            stream.goAway(stream.id() + 2, Http2Error.NO_ERROR);
            stream.hangUp();
        });
    }

    /** Applies the request, sends GOAWAY with an error, and closes without a response. */
    public static FrameFault abruptGoAway() {
        return applied("abrupt GOAWAY", stream -> {
            stream.goAway(stream.id(), Http2Error.INTERNAL_ERROR);
            stream.hangUp();
        });
    }

    /** Closes the connection without any frame. */
    public static FrameFault closed() {
        return notApplied("connection closed", FrontStream::hangUp);
    }

    /** Applies the request and closes the connection without any frame. */
    public static FrameFault closedAfter() {
        return applied("connection closed", FrontStream::hangUp);
    }

    /** Swallows this and all later frames of the connection, PING included, and leaves the socket open. */
    public static FrameFault silent() {
        return notApplied("connection silent", FrontStream::silence);
    }

    /** Applies the request, then lets the connection fall silent. */
    public static FrameFault silentAfter() {
        return applied("connection silent", FrontStream::silence);
    }

    /** Responds with 421 without forwarding the request. */
    public static FrameFault misdirected() {
        return notApplied("421", stream -> stream.respond("421", Map.of(), ""));
    }

    /** Applies the request and responds with 204 and DATA. */
    public static FrameFault dataAfterNoContent() {
        return applied(
                "204 with DATA",
                stream -> stream.respond("204", Map.of("content-type", "application/json"), "{\"data\":[]}"));
    }

    /** Applies the request and responds with a status that is not a number. */
    public static FrameFault statusOfLetters() {
        return applied("status abc", stream -> stream.respond("abc", Map.of(), ""));
    }

    /** Applies the request and responds without a status. */
    public static FrameFault noStatus() {
        return applied("no status", stream -> stream.respond("", Map.of(), ""));
    }

    /** Applies the request and responds with a status of twelve digits. */
    public static FrameFault longStatus() {
        return applied("status of 12 digits", stream -> stream.respond("200200200200", Map.of(), "{}"));
    }

    /** Responds after a hundred interim responses. */
    public static FrameFault manyInterimResponses() {
        return new FrameFault("100 interim responses", true, stream -> {
            for (int i = 0; i < 100; i++) {
                stream.interim("103");
            }
            stream.forward();
        });
    }

    /** Applies the request and responds with a 503 whose fields are absurd. */
    public static FrameFault absurdFields() {
        return applied(
                "503 with absurd fields",
                stream -> stream.respond(
                        "503",
                        Map.of(
                                "retry-after",
                                "soon, \u00e9",
                                "content-length",
                                "-99999999999999999999",
                                "content-type",
                                "/;;=",
                                "x-\u00e9",
                                "\u0000\r\n",
                                "transfer-encoding",
                                "gzip, chunked"),
                        "x"));
    }

    @Override
    public String toString() {
        return name;
    }
}
