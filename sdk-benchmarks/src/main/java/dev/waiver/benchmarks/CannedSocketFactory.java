/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/**
 * A factory of sockets that serve responses from memory. The measurement includes all of OkHttp's own work, which is
 * the same for every contestant on OkHttp, and excludes the kernel and the service.
 */
@SuppressWarnings({"ReferenceEquality", "UnsynchronizedOverridesSynchronized"})
final class CannedSocketFactory extends SocketFactory {
    /** The number of authentication requests. */
    final AtomicInteger signIns = new AtomicInteger();

    /** Whether tokens expire after one second. */
    volatile boolean shortTokens;

    @Override
    public Socket createSocket() {
        return new CannedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        return new CannedSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        return new CannedSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return new CannedSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return new CannedSocket();
    }

    private final class CannedSocket extends Socket {
        private final Requests requests = new Requests();
        private boolean connected;
        private boolean closed;
        private int timeout;

        @Override
        public void connect(SocketAddress endpoint, int limit) {
            connected = true;
        }

        @Override
        public InputStream getInputStream() {
            return requests.responses;
        }

        @Override
        public OutputStream getOutputStream() {
            return requests;
        }

        @Override
        public boolean isConnected() {
            return connected;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void setSoTimeout(int value) {
            timeout = value;
        }

        @Override
        public int getSoTimeout() {
            return timeout;
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // there is no network
        }
    }

    /** Reads the first line of each request. OkHttp flushes once, after the whole request. */
    private final class Requests extends OutputStream {
        final Responses responses = new Responses();
        private Payloads.Payload next;

        @Override
        public void write(int b) throws IOException {
            throw new IOException("OkHttp writes whole segments");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (next != null) {
                return; // the rest of a long request
            }
            int space = indexOf(bytes, offset, (byte) ' ');
            int end = indexOf(bytes, space + 1, (byte) ' ');
            String method = new String(bytes, offset, space - offset, StandardCharsets.US_ASCII);
            String path = new String(bytes, space + 1, end - space - 1, StandardCharsets.US_ASCII);
            next = Payloads.to(method, path);
            if (path.equals(Payloads.SIGN_IN_PATH)) {
                signIns.incrementAndGet();
                next = shortTokens ? Payloads.SHORT_SIGN_IN : next;
            }
        }

        @Override
        public void flush() {
            if (next != null) {
                responses.start(next);
                next = null;
            }
        }

        private static int indexOf(byte[] bytes, int from, byte wanted) {
            int at = from;
            while (bytes[at] != wanted) {
                at++;
            }
            return at;
        }
    }

    private static final class Responses extends InputStream {
        private byte[] current = {};
        private byte[] body = {};
        private int position;

        void start(Payloads.Payload response) {
            current = response.head();
            body = response.body();
            position = 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (position == current.length && current != body) {
                current = body;
                position = 0;
            }
            int n = Math.min(length, current.length - position);
            if (n == 0) {
                throw new SocketTimeoutException("no request was sent");
            }
            System.arraycopy(current, position, target, offset, n);
            position += n;
            return n;
        }
    }
}
