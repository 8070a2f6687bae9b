/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A proxy in front of a simulator that sends one of the responses with a head of its own. */
final class HeadProxy implements AutoCloseable {
    private static final Set<String> OWN =
            Set.of("host", "content-length", "connection", "transfer-encoding", "accept-encoding");
    private static final byte[] DENIED = "Access denied by policy".getBytes(StandardCharsets.UTF_8);

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService connections = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "head-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final String target;

    /** What happens to the response of the request with this number, counted down; the others pass. */
    private int left = Integer.MAX_VALUE;

    private ResponseHeads heads = new ResponseHeads(0);
    private boolean forwarded;

    HeadProxy(String target) throws IOException {
        this.target = target;
        connections.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /**
     * Spoils one response.
     *
     * @param number of which request, from 1
     * @param with makes the response
     * @param applied whether the service gets the request
     */
    synchronized void spoil(int number, ResponseHeads with, boolean applied) {
        left = number;
        heads = with;
        forwarded = applied;
    }

    /** Lets all responses pass from now on; returns whether one was spoiled. */
    synchronized boolean pass() {
        boolean spoiled = left <= 0;
        left = Integer.MAX_VALUE;
        return spoiled;
    }

    private synchronized boolean isSpoiled() {
        left--;
        return left == 0;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String head;
            while ((head = head(in)) != null) {
                byte[] body = in.readNBytes(length(head));
                boolean spoiled = isSpoiled();
                if (!spoiled || forwarded) {
                    HttpResponse<byte[]> response = forward(head, body);
                    out.write(spoiled ? heads.response(response.statusCode(), response.body()) : plain(response));
                } else {
                    out.write(heads.response(200, DENIED));
                }
                out.flush();
                if (spoiled && !heads.one(15)) {
                    return; // the end of the connection is the end of the response, too
                }
            }
        } catch (IOException e) {
            // the client has closed the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private HttpResponse<byte[]> forward(String head, byte[] body) throws IOException, InterruptedException {
        String[] lines = head.split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + first[1]))
                .method(first[0], HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0 && !OWN.contains(lines[i].substring(0, colon).toLowerCase(Locale.ROOT))) {
                request.header(
                        lines[i].substring(0, colon),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] plain(HttpResponse<byte[]> response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.statusCode() + " OK\r\n");
        response.headers().map().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        head.append("Content-Length: ").append(response.body().length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(response.body());
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.shutdownNow();
    }
}
