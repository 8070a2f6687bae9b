/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on the loopback address that leaves everything to its handler, including faults. It is implemented
 * here rather than taken from a library because a fault must occur at a chosen byte of a chosen request, and because a
 * test kit should not put an HTTP client on its users' class path.
 */
public final class HttpServer {

    /** A handler of requests. It may leave the body unread and may send no response. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Serves a request.
         *
         * @throws IOException if the client disconnects
         * @throws InterruptedException if the server is closed meanwhile
         */
        void serve(Connection connection, Head head) throws IOException, InterruptedException;
    }

    private final String name;
    private final Handler handler;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private int port;
    private int accepted;
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;
    private CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Creates a server without starting it.
     *
     * @param name the name of its threads
     * @param port the port to listen on, 0 for any free port
     * @param handler serves the requests
     */
    public HttpServer(String name, int port, Handler handler) {
        this.name = name;
        this.port = port;
        this.handler = handler;
    }

    /** Starts listening. Does nothing if it is listening. After {@link #stop()} it listens on the same port again. */
    public void start() {
        synchronized (lock) {
            if (listener != null) {
                return;
            }
            try {
                ServerSocket socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(loopback(), port), 1024);
                port = socket.getLocalPort();
                listener = socket;
                CountDownLatch stop = new CountDownLatch(1);
                stopped = stop;
                acceptor = daemon(name, () -> accept(socket, stop));
            } catch (IOException e) {
                throw new UncheckedIOException(name + " cannot listen on port " + port + ": " + e.getMessage(), e);
            }
        }
    }

    /** Stops listening and closes all connections. */
    public void stop() {
        synchronized (lock) {
            ServerSocket socket = listener;
            listener = null;
            stopped.countDown();
            if (socket != null) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                join(acceptor);
            }
        }
        connections.forEach(Connection::close);
    }

    /**
     * Returns the client ports of the connections stalled by a fault, once everything to be sent on them has been sent.
     */
    public Set<Integer> stalledPorts() {
        return connections.stream()
                .filter(Connection::stalled)
                .map(Connection::clientPort)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Resets the connections stalled by a fault, so that the fault does not affect the next test. */
    public void resetStalled() {
        connections.stream().filter(Connection::stalled).forEach(Connection::reset);
    }

    /** Returns the port it listens on, or last listened on. */
    public int port() {
        synchronized (lock) {
            return port;
        }
    }

    private void accept(ServerSocket socket, CountDownLatch stop) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Connection connection = new Connection(client, accepted++, pause -> await(stop, pause));
                connections.add(connection);
                Thread unused = daemon(name + "-" + connection.number(), () -> serveConnection(connection));
            } catch (IOException e) {
                // The listener was closed, or a client disconnected while it was being accepted. The loop condition
                // distinguishes the two.
            }
        }
    }

    private void serveConnection(Connection connection) {
        try {
            for (Head head = connection.readHead(); head != null; head = connection.readHead()) {
                handler.serve(connection, head);
                if (connection.closed()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The client disconnected. What it sent until then is in the log.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            connection.close();
        }
    }

    private static void await(CountDownLatch stop, Duration pause) throws InterruptedException {
        if (stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the server was closed");
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Waits for the accepting thread: until it ends, the operating system still accepts connections. */
    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the thread ends in any case, slightly later
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
