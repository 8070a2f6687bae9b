package dev.waiver.testing;

import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** The bodies that faults send, each made while it is sent, so that a huge one costs the simulator nothing. */
final class FaultBodies {
    private static final int BLOCK = 1 << 14;

    private FaultBodies() {}

    static FaultPlan.Rewrite ending(ServerResponse.Ending ending) {
        return (proper, call, simulator) -> proper.ending(ending);
    }

    /** A JSON text of exactly so many bytes, quotes included. */
    static void text(OutputStream out, long bytes) throws IOException {
        out.write('"');
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'a');
        for (long left = bytes - 2; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
        out.write('"');
    }

    /** The start of a JSON array without end. */
    static void endless(OutputStream out) throws IOException {
        byte[] block = "0,".repeat(BLOCK / 2).getBytes(StandardCharsets.US_ASCII);
        out.write('[');
        while (true) {
            out.write(block);
            out.flush();
        }
    }

    /** A compressed JSON text of so many bytes unpacked. */
    static void gzipped(OutputStream out, long bytes) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out, BLOCK);
        text(packed, bytes);
        packed.finish();
    }

    /** An answer that says what it was asked, twice: as the vendor's kind of message and in headers. */
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

    /**
     * The same bytes with an unfinished two-byte character after the first quote, or at the end where there is none.
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
