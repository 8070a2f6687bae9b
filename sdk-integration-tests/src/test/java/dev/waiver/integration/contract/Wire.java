/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.integration.time.SkippingTime;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A factory for the client's sockets that advances the clock by what arrives: a timeout passes when the service is
 * known to send nothing more and everything that it sent has been read, or when enough bytes arrived one by one. A
 * stall therefore ends in the same way on every machine, and immediately.
 */
final class Wire extends SocketFactory {
    private static final int POLL_MILLIS = 5;
    private static final int QUIET_POLLS = 2;
    private static final long CLOSED_WITHIN = TimeUnit.SECONDS.toNanos(60);

    private final SkippingTime time;
    private final Supplier<Set<Integer>> held;
    private volatile Duration stall = Duration.ZERO;
    private volatile Duration perByte = Duration.ZERO;
    private volatile BooleanSupplier slow = () -> false;
    private volatile @Nullable Socket latest;
    private volatile @Nullable Stray latestStray;

    /**
     * Creates a socket factory.
     *
     * @param time the clock, advanced when nothing more arrives
     * @param held the local ports of connections on which the service will send nothing more
     */
    Wire(SkippingTime time, Supplier<Set<Integer>> held) {
        this.time = time;
        this.held = held;
    }

    /** Sets how much time passes when the service is silent. */
    void stallsLast(Duration duration) {
        stall = duration;
    }

    /**
     * Sets how much time passes with each byte of a body. A body that takes longer than {@link #stallsLast} is not read
     * to its end.
     *
     * @param duration the time per byte
     * @param which returns whether the response whose head was just read is slow
     */
    void bytesTake(Duration duration, BooleanSupplier which) {
        slow = which;
        perByte = duration;
    }

    /** Lets a response arrive, without a request, on the connection that was opened last. */
    void strayResponse(String response) {
        Objects.requireNonNull(latestStray).arrive(response.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the service has closed the connection that was opened last. */
    void awaitEnd() {
        try {
            int read = Objects.requireNonNull(latest).getInputStream().read();
            if (read >= 0) {
                throw new IllegalStateException("an unsolicited response");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What arrived on a connection without a request, to be read before anything else. */
    private static final class Stray {
        private ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);

        synchronized void arrive(byte[] response) {
            bytes = new ByteArrayInputStream(response);
        }

        synchronized int available() {
            return bytes.available();
        }

        synchronized int read(byte[] target, int from, int count) {
            return bytes.read(target, from, count);
        }
    }

    @Override
    public Socket createSocket() {
        Stray stray = new Stray();
        Socket socket = new Socket() {
            // How much of the empty line after the head was read, and how many slow bytes followed it.
            private final int[] line = new int[2];

            @Override
            public InputStream getInputStream() throws IOException {
                return new Arriving(this, super.getInputStream(), line, stray);
            }

            @Override
            public OutputStream getOutputStream() throws IOException {
                return new FilterOutputStream(super.getOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int from, int count) throws IOException {
                        line[0] = 0;
                        line[1] = 0;
                        out.write(bytes, from, count);
                    }
                };
            }
        };
        latest = socket;
        latestStray = stray;
        return socket;
    }

    private final class Arriving extends FilterInputStream {
        private static final String END_OF_HEAD = "\r\n\r\n";

        private final Socket socket;
        private final int[] line;
        private final Stray stray;

        Arriving(Socket socket, InputStream in, int[] line, Stray stray) {
            super(in);
            this.socket = socket;
            this.line = line;
            this.stray = stray;
        }

        @Override
        public int available() throws IOException {
            return stray.available() + in.available();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            if (stray.available() > 0) {
                return stray.read(target, from, count);
            }
            if (!perByte.isZero()) {
                return one(target, from);
            }
            return stall.isZero() ? in.read(target, from, count) : silence(target, from, count);
        }

        private int silence(byte[] target, int from, int count) throws IOException {
            int asked = socket.getSoTimeout();
            int quiet = 0;
            long start = System.nanoTime();
            socket.setSoTimeout(asked == 0 ? POLL_MILLIS : Math.min(asked, POLL_MILLIS));
            try {
                while (true) {
                    try {
                        return in.read(target, from, count);
                    } catch (SocketTimeoutException e) {
                        if (asked != 0 && System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(asked)) {
                            throw e;
                        }
                        quiet = held.get().contains(socket.getLocalPort()) ? quiet + 1 : 0;
                        if (quiet == QUIET_POLLS) {
                            time.advance(stall);
                        }
                    }
                }
            } finally {
                if (!socket.isClosed()) {
                    socket.setSoTimeout(asked);
                }
            }
        }

        private int one(byte[] target, int from) throws IOException {
            if (perByte.multipliedBy(line[1]).compareTo(stall) > 0) {
                awaitClose();
            }
            int n = in.read(target, from, 1);
            if (n > 0) {
                if (line[0] == END_OF_HEAD.length()) {
                    if (slow.getAsBoolean()) {
                        line[1]++;
                        time.advance(perByte);
                    }
                } else {
                    byte b = target[from];
                    line[0] = b == END_OF_HEAD.charAt(line[0]) ? line[0] + 1 : b == '\r' ? 1 : 0;
                }
            }
            return n;
        }

        /** Waits until the client ends the exchange, since its time is up by its own clock. */
        private void awaitClose() throws SocketException {
            long end = System.nanoTime() + CLOSED_WITHIN;
            while (!socket.isClosed() && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            throw new SocketException("closed");
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
