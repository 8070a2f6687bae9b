/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import dev.waiver.testing.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An intermediary before a simulator that changes the bytes of responses, on real sockets. */
final class BrokenIntermediary implements AutoCloseable {
    /** Returns the bytes to send instead of a response. */
    interface Change {
        byte[] of(String requestLine, byte[] response) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final URI service;
    private final ServerSocket server;
    private volatile Change change = (request, response) -> response;

    BrokenIntermediary(Simulator simulator) throws IOException {
        service = URI.create(simulator.baseUrl());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                Socket connection = server.accept();
                daemon(() -> relay(connection));
            }
        });
    }

    String baseUrl() {
        return service.toString().replace(":" + service.getPort(), ":" + server.getLocalPort());
    }

    void change(Change value) {
        change = value;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the connection was closed
                    }
                },
                "broken-intermediary");
        thread.setDaemon(true);
        thread.start();
    }

    private void relay(Socket connection) throws IOException {
        try (connection;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
            connection.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            for (byte[] request = message(in); request.length > 0; request = message(in)) {
                String text = new String(request, StandardCharsets.ISO_8859_1);
                String line = text.substring(0, text.indexOf(" HTTP/"));
                requests.add(line);
                OutputStream out = upstream.getOutputStream();
                out.write(request);
                out.flush();
                byte[] response = change.of(line, message(upstream.getInputStream()));
                connection.getOutputStream().write(response);
                connection.getOutputStream().flush();
            }
        }
    }

    /** Reads a message as it is; nothing at the end of the connection. */
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            read.write(next);
            head = read.toString(StandardCharsets.ISO_8859_1);
        }
        String fields = head.toLowerCase(Locale.ROOT);
        int length = fields.indexOf("content-length:");
        if (length >= 0) {
            String value = fields.substring(length + 15, fields.indexOf("\r\n", length));
            read.write(in.readNBytes(Integer.parseInt(value.strip())));
        } else if (fields.contains("transfer-encoding: chunked")) {
            while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
                read.write(in.read());
            }
        }
        return read.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
