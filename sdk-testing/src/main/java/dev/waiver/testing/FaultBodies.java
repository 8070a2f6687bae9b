/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/**
 * The response bodies of faults. Large ones are generated while they are sent, so they use no memory in the simulator.
 */
final class FaultBodies {
    private static final int BLOCK = 1 << 14;

    private FaultBodies() {}

    static FaultPlan.Rewrite ending(ServerResponse.Ending ending) {
        return (proper, call, simulator) -> proper.ending(ending);
    }

    /** Writes a JSON string of exactly this many bytes, including the quotes. */
    static void text(OutputStream out, long bytes) throws IOException {
        out.write('"');
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'a');
        for (long left = bytes - 2; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
        out.write('"');
    }

    /** Writes a JSON array that never ends. */
    static void endless(OutputStream out) throws IOException {
        byte[] block = "0,".repeat(BLOCK / 2).getBytes(StandardCharsets.US_ASCII);
        out.write('[');
        while (true) {
            out.write(block);
            out.flush();
        }
    }

    /** Writes a compressed JSON string of this many bytes when decompressed. */
    static void gzipped(OutputStream out, long bytes) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out, BLOCK);
        text(packed, bytes);
        packed.finish();
    }

    /** Returns a response that repeats the request twice: in the vendor's kind of message, and in headers. */
    static ServerResponse echo(int status, RecordedRequest call) {
        StringBuilder said = new StringBuilder(call.method() + " " + call.target());
        call.headers()
                .forEach((name, values) ->
                        said.append("; ").append(name).append(": ").append(String.join(", ", values)));
        String headers = said.toString().replaceAll("[^ -~]", "?");
        said.append("; ").append(call.body());
        return ServerResponse.json(status, Json.write(Json.object().put("message", said.toString())))
                .header("X-Echo", headers)
                .header("X-Request-Id", headers);
    }

    /** Returns the body behind a byte-order mark. */
    static byte[] marked(byte[] body) {
        byte[] marked = new byte[body.length + 3];
        marked[0] = (byte) 0xef;
        marked[1] = (byte) 0xbb;
        marked[2] = (byte) 0xbf;
        System.arraycopy(body, 0, marked, 3, body.length);
        return marked;
    }

    /**
     * Returns the bytes with an incomplete two-byte character after the first quote, or at the end if there is no
     * quote.
     */
    static byte[] invalidUtf8(byte[] body) {
        int at = 0;
        while (at < body.length && body[at] != '"') {
            at++;
        }
        at = Math.min(at + 1, body.length);
        byte[] spoilt = new byte[body.length + 2];
        System.arraycopy(body, 0, spoilt, 0, at);
        spoilt[at] = (byte) 0xC3;
        spoilt[at + 1] = '(';
        System.arraycopy(body, at, spoilt, at + 2, body.length - at);
        return spoilt;
    }
}
