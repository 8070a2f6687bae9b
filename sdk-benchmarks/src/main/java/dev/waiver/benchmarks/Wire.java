/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import dev.waiver.core.SdkTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The destination of a contestant's requests: {@code canned} responses from memory, or a port of this machine.
 *
 * @param canned whether responses come from memory
 * @param prompt whether sockets set {@code TCP_NODELAY}, as the SDK's own transport and the JDK's HTTP client do
 * @param baseUrl the base URL of the requests
 * @param sockets the sockets that serve responses from memory
 */
record Wire(boolean canned, boolean prompt, String baseUrl, CannedSocketFactory sockets) {
    private static final int MAX_CALLS = 512;

    static Wire of(String transport, int port) {
        boolean canned = transport.equals("canned");
        return new Wire(canned, true, "http://127.0.0.1:" + (canned ? 9 : port), new CannedSocketFactory());
    }

    /**
     * Returns the same destination with OkHttp's default sockets: Nagle's algorithm holds back the end of a long
     * request until its start is acknowledged.
     */
    Wire asOkHttpComes() {
        return new Wire(canned, false, baseUrl, sockets);
    }

    /**
     * Returns a transport of the SDK, whose calls bound reading and writing, with as many connections as the other
     * contestants.
     */
    SdkTransport transport() {
        SdkTransport.Builder builder =
                SdkTransport.builder().maxConcurrentCalls(MAX_CALLS).connectionPool(MAX_CALLS, Duration.ofMinutes(1));
        if (canned) {
            builder.socketFactory(sockets);
        }
        return builder.build();
    }

    /** Returns the client that the other contestants on OkHttp start from. */
    OkHttpClient okHttp() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(MAX_CALLS);
        dispatcher.setMaxRequestsPerHost(MAX_CALLS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MAX_CALLS, 1, java.util.concurrent.TimeUnit.MINUTES));
        if (canned) {
            builder.socketFactory(sockets);
        } else if (prompt) {
            builder.socketFactory(new NoDelaySockets());
        }
        return builder.build();
    }

    /** Creates sockets with {@code TCP_NODELAY}. OkHttp calls only the method without arguments. */
    private static final class NoDelaySockets extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
