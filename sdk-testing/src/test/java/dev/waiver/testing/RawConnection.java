/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A socket, for what an HTTP client would hide: resets, truncated responses, resends. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    /** The head of a response; its body has not been read yet. */
    record ResponseHead(int status, Map<String, String> headers) {
        int length() {
            return Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        }
    }

    RawConnection(Simulator simulator) throws IOException {
        socket = new Socket(
                InetAddress.getLoopbackAddress(),
                URI.create(simulator.baseUrl()).getPort());
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    RawConnection timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    ResponseHead readHead() throws IOException {
        String[] lines = readUntilEmptyLine().strip().split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].split(": ", 2);
            headers.put(pair[0], pair[1]);
        }
        return new ResponseHead(Integer.parseInt(lines[0].split(" ", 3)[1]), headers);
    }

    byte[] readBytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    int read() throws IOException {
        return in.read();
    }

    String exchange(String request) throws IOException {
        write(request);
        return new String(readBytes(readHead().length()), StandardCharsets.UTF_8);
    }

    private String readUntilEmptyLine() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("after " + head.size() + " bytes");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
