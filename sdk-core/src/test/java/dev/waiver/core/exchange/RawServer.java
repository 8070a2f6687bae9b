/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** An HTTP/1.1 server on a real socket that responds with any bytes, also such as MockWebServer does not send. */
final class RawServer implements AutoCloseable {
    /** A request: the connection it came on, counted from 1, its number among all requests, and its first line. */
    record Received(int connection, int number, String line) {}

    /** Responds to a request. Each write is a TCP segment, and a TLS record, of its own. */
    interface Script {
        void respond(Received request, OutputStream out) throws IOException;
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Semaphore responded = new Semaphore(0);
    private final ServerSocket server;
    private final Script script;

    RawServer(ServerSocketFactory sockets, Script script) throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    RawServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Sends bytes on a connection, unasked. */
    void send(int connection, String bytes) throws IOException {
        OutputStream out = connections.get(connection - 1).getOutputStream();
        out.write(bytes(bytes));
        out.flush();
    }

    /** Waits until as many more requests were responded to, with everything that the script sends. */
    void awaitResponses(int count) throws InterruptedException {
        if (!responded.tryAcquire(count, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("no response was sent");
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns a response with this body. */
    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                int number = connections.size();
                Thread thread = new Thread(() -> serve(connection, number), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            InputStream in = connection.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Received request = new Received(number, received.size() + 1, head.substring(0, head.indexOf("\r\n")));
                received.add(request);
                script.respond(request, connection.getOutputStream());
                connection.getOutputStream().flush();
                responded.release();
            }
        } catch (IOException e) {
            // the client closed the connection
        }
    }

    /** Reads a request. Returns its head, or nothing at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            read.write(next);
            head = read.toString(StandardCharsets.ISO_8859_1);
        }
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                in.readNBytes(Integer.parseInt(line.substring(15).strip()));
            }
        }
        return head;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
