/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Responses whose heads are wrong in random ways. */
final class ResponseHeads {
    private static final String[] STATUS_LINES = {
        "HTTP/1.0 200 OK",
        "HTTP/1.1 200",
        "HTTP/1.1  200 OK",
        "HTTP/1.1 2OO OK",
        "HTTP/1.1 200\tOK",
        "HTTP/1.1\t200 OK",
        "HTTP/1.1 99999999999 OK",
        "HTTP/1.1 -200 OK",
        "HTTP/1.1 0200 OK",
        "HTTP/1.1 200OK",
        "HTTP/1.9 200 OK",
        "HTTP/2 200",
        "HTTP/11 200 OK",
        "http/1.1 200 ok",
        "ICY 200 OK",
        " HTTP/1.1 200 OK",
        "\u00ef\u00bb\u00bfHTTP/1.1 200 OK",
        "200 OK",
        "\u0000",
        ""
    };
    private static final int[] STATUSES = {
        100, 101, 102, 103, 199, 200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 304, 307, 308, 400, 401,
        402, 403, 404, 405, 407, 408, 409, 413, 416, 421, 425, 429, 431, 451, 499, 500, 501, 502, 503, 504, 511, 599,
        600, 999, 0, 7, 42
    };
    private static final String[] NUMBERS = {
        "",
        "0",
        "1",
        "5",
        "-1",
        "+5",
        "00",
        "0x10",
        "1e3",
        "5.0",
        " 7 ",
        "5, 5",
        "5,6",
        "2147483647",
        "2147483648",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999",
        "99999999999999999999999999",
        "NaN",
        "\u0665",
        "five",
        "-9223372036854775808",
        "999999999999",
        "Sun, 22 Nov 2026 10:00:00 GMT",
        "Sun, 99 Nov 99999 99:99:99 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2026-11-22T10:00:00Z"
    };
    private static final String[] NAMES = {
        "Content-Length",
        "Retry-After",
        "Age",
        "Date",
        "Expires",
        "Content-Encoding",
        "Transfer-Encoding",
        "Content-Type",
        "Location",
        "Set-Cookie",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "Connection",
        "Keep-Alive",
        "Upgrade",
        "Alt-Svc",
        "Strict-Transport-Security",
        "Trailer",
        "Content-Range",
        "Content-Disposition",
        "ETag",
        "Vary",
        "Link",
        "Cache-Control",
        "X-Request-Id",
        "Server",
        "Warning",
        "X-RateLimit-Reset",
        "Content-Location",
        "",
        " ",
        "a b",
        "\u00e4",
        "\u0001",
        "Content-Length ",
        "content-length",
        "CONTENT-ENCODING"
    };
    private static final String[] VALUES = {
        "",
        " ",
        "gzip",
        "x-gzip",
        "GZIP",
        "br",
        "deflate",
        "identity",
        "gzip, gzip",
        "chunked",
        "Chunked",
        "gzip, chunked",
        "chunked, chunked",
        "close",
        "keep-alive",
        "upgrade",
        "h2c",
        "websocket",
        "Basic",
        "Basic realm",
        "Basic realm=\"",
        "Bearer =,=,",
        ",,,",
        "Digest a=b,c",
        "Negotiate \u0000",
        "timeout=99999999999",
        "max-age=",
        "max-age=99999999999999999999",
        "h2=\":443\"; ma=",
        "application/json",
        "application/json; charset=",
        "application/json; charset=utf-16",
        "application/json; charset=\"nope",
        "text/html;;;",
        "multipart/form-data",
        "*/*",
        "/",
        "//",
        "http://",
        "http://[",
        "http://[::1",
        "https://user:secret@elsewhere.example/",
        "file:///etc",
        "\u0000",
        "\u00ff\u00fe",
        "a\u0001b",
        "\t\t",
        "name=value; Expires=Thu, 99 Foo",
        "=",
        ";",
        "\"",
        "%zz",
        "bytes 0-5/6",
        "bytes */*"
    };
    private static final String[] LINE_ENDS = {"\n", "\r", "\r\r\n", "\n\r", "\r\n ", "\r\n\t", ""};
    private static final String[] CHUNK_SIZES = {
        "FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "80000000", "-1", "zz", "", " 5", "5;ext=1", "0x5", "0", "5 5"
    };

    private final Random random;

    ResponseHeads(long seed) {
        random = new Random(seed);
    }

    /** Returns a response with this status and body, or what is left of it. */
    byte[] response(int status, byte[] body) {
        byte[] shown = body;
        List<String> headers = new ArrayList<>();
        headers.add("Content-Type: application/json");
        if (one(4)) {
            headers.add("Content-Encoding: " + (one(3) ? pick(VALUES) : "gzip"));
            shown = one(3) ? body : gzip(body);
            if (one(3)) {
                shown = Arrays.copyOf(shown, random.nextInt(shown.length + 1));
            }
        }
        boolean chunked = one(4);
        headers.add(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + shown.length);
        if (one(6)) {
            headers.remove(headers.size() - 1);
        }
        if (one(6)) {
            headers.add("Content-Length: " + (one(2) ? pick(NUMBERS) : String.valueOf(random.nextInt(200))));
        }
        for (int more = one(2) ? 0 : random.nextInt(6); more > 0; more--) {
            headers.add(pick(NAMES) + (one(12) ? "" : one(12) ? " :" : ":") + (one(3) ? pick(NUMBERS) : pick(VALUES)));
        }
        if (one(4)) {
            headers.add("Retry-After: " + pick(NUMBERS));
        }
        if (one(25)) {
            headers.add("X-Long: " + "x".repeat(random.nextInt(400_000)));
        }
        if (one(25)) {
            for (int i = random.nextInt(2_000); i > 0; i--) {
                headers.add("X-" + i + ": " + i);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int early = one(8) ? random.nextInt(one(10) ? 5_000 : 4) : 0; early > 0; early--) {
            text(out, pick(new String[] {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\r\nLink: <a>\r\n\r\n"}));
        }
        text(out, statusLine(status));
        text(out, end());
        for (String header : headers) {
            text(out, header);
            text(out, end());
        }
        if (!one(20)) {
            text(out, end());
        }
        if (chunked) {
            chunks(out, shown);
        } else {
            out.writeBytes(shown);
        }
        byte[] whole = out.toByteArray();
        if (one(10)) {
            whole = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
        }
        for (int flips = one(8) ? random.nextInt(4) : 0; flips > 0 && whole.length > 0; flips--) {
            whole[random.nextInt(Math.min(whole.length, 300))] = (byte) random.nextInt(256);
        }
        return whole;
    }

    private String statusLine(int status) {
        if (one(8)) {
            return pick(STATUS_LINES);
        }
        int shown = one(3) ? STATUSES[random.nextInt(STATUSES.length)] : status;
        return "HTTP/1.1 " + shown + (one(20) ? " " + "O".repeat(random.nextInt(300_000)) : " OK");
    }

    private void chunks(ByteArrayOutputStream out, byte[] body) {
        int sent = 0;
        while (sent < body.length) {
            int size = 1 + random.nextInt(body.length - sent);
            text(out, one(15) ? pick(CHUNK_SIZES) : Integer.toHexString(size));
            text(out, end());
            out.write(body, sent, size);
            text(out, end());
            sent += size;
        }
        if (!one(10)) {
            text(out, "0");
            text(out, end());
            if (one(10)) {
                text(out, pick(NAMES) + ": " + pick(VALUES) + end());
            }
            text(out, end());
        }
    }

    private String end() {
        return one(60) ? pick(LINE_ENDS) : "\r\n";
    }

    boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    int upTo(int limit) {
        return random.nextInt(limit);
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
