/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A service that responds at once, in a separate process: one thread per connection, one write per response. */
final class LoopbackServer {
    private static final int BACKLOG = 1024;
    private static final int BUFFER = 64 * 1024;

    private LoopbackServer() {}

    /** Prints its port and serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            Thread accepting = new Thread(() -> accept(server), "accept");
            accepting.setDaemon(true);
            accepting.start();
            while (System.in.read() >= 0) {
                // until the parent process has ended
            }
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(null, () -> serve(socket), "connection", BUFFER * 4L);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // the server socket was closed
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int filled = 0;
            while (true) {
                int end = -1;
                while ((end = endOfHead(buffer, filled)) < 0) {
                    int n = in.read(buffer, filled, buffer.length - filled);
                    if (n < 0) {
                        return;
                    }
                    filled += n;
                }
                String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
                int total = end + contentLength(head);
                while (filled < total) {
                    int n = in.read(buffer, filled, buffer.length - filled);
                    if (n < 0) {
                        return;
                    }
                    filled += n;
                }
                System.arraycopy(buffer, total, buffer, 0, filled - total);
                filled -= total;
                respond(head, out);
            }
        } catch (IOException e) {
            // the client closed the connection
        }
    }

    private static void respond(String head, OutputStream out) throws IOException {
        int space = head.indexOf(' ');
        String path = head.substring(space + 1, head.indexOf(' ', space + 1));
        String many = Payloads.EMAIL_PATH + Payloads.MANY;
        if (path.startsWith(many)) {
            many(Integer.parseInt(path.substring(many.length())), out);
            return;
        }
        Payloads.Payload response = Payloads.to(head.substring(0, space), path);
        byte[] whole = new byte[response.head().length + response.body().length];
        System.arraycopy(response.head(), 0, whole, 0, response.head().length);
        System.arraycopy(response.body(), 0, whole, response.head().length, response.body().length);
        out.write(whole);
    }

    private static void many(int count, OutputStream raw) throws IOException {
        OutputStream out = new BufferedOutputStream(raw, BUFFER);
        byte[] first = Payloads.rule(0);
        byte[] other = Payloads.rule(1);
        byte[] start = Payloads.listStart(count);
        byte[] end = Payloads.listEnd();
        out.write(Payloads.head("200 OK", start.length + (long) first.length * count + end.length));
        out.write(start);
        for (int i = 0; i < count; i++) {
            out.write(i == 0 ? first : other);
        }
        out.write(end);
        out.flush();
    }

    private static int endOfHead(byte[] buffer, int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        int start = head.indexOf(':', at) + 1;
        return Integer.parseInt(head.substring(start, head.indexOf('\r', start)).strip());
    }
}
