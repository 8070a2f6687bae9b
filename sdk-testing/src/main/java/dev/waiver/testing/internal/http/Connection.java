/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client connection. A request's body is read on demand, so that a fault can end the connection before or within it.
 * Not thread-safe, except for {@link #reset()}, {@code close()} and {@code held()}.
 */
public final class Connection {
    private static final int LONGEST_LINE = 1 << 20;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Pauses pauses;
    private final int number;
    private int index = -1;
    private boolean bodyPending;
    private boolean closed;
    private volatile boolean stalled;
    private @Nullable Head head;

    Connection(Socket socket, int number, Pauses pauses) throws IOException {
        this.socket = socket;
        this.number = number;
        this.pauses = pauses;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    /** Returns the number of the connection at its server, from 0. */
    public int number() {
        return number;
    }

    /** Returns the index of the current request on this connection, from 0. */
    public int index() {
        return index;
    }

    /** Reads the next request up to its empty line. Returns null if the client closed the connection. */
    @Nullable
    Head readHead() throws IOException {
        if (bodyPending) {
            readBody(); // a response may be sent without reading the body; the next request starts after it
        }
        String line = readLine();
        while (line != null && line.isEmpty()) {
            line = readLine();
        }
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("not a request line: " + line);
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = readLine(); header == null || !header.isEmpty(); header = readLine()) {
            if (header == null) {
                throw new EOFException("the client disconnected in the middle of its request");
            }
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: " + header);
            }
            headers.computeIfAbsent(header.substring(0, colon), name -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        Head next = new Head(parts[0], parts[1], parts[2], Collections.unmodifiableMap(headers));
        head = next;
        index++;
        bodyPending = next.chunked() || contentLength(next) > 0;
        return next;
    }

    /**
     * Reads the rest of the request and returns its body, which is empty if it has none.
     *
     * @throws IOException if the client disconnects before the end of the body
     */
    public byte[] readBody() throws IOException {
        Head current = head;
        if (!bodyPending || current == null) {
            return new byte[0];
        }
        sendContinue(current);
        bodyPending = false;
        if (!current.chunked()) {
            return readExactly(contentLength(current));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(readExactly(size));
            readLine();
        }
        String trailer = readLine();
        while (trailer != null && !trailer.isEmpty()) {
            trailer = readLine();
        }
        return body.toByteArray();
    }

    /**
     * Reads about half of the request's body, or of its first chunk.
     *
     * @throws IOException if the client disconnects before that
     */
    public void readHalfOfBody() throws IOException {
        Head current = head;
        if (!bodyPending || current == null) {
            return;
        }
        sendContinue(current);
        int size = current.chunked() ? chunkSize() : contentLength(current);
        readExactly((size + 1) / 2);
    }

    /**
     * Sends a response, then applies its {@linkplain ServerResponse.Ending ending} to the connection.
     *
     * @throws IOException if the client disconnects
     * @throws InterruptedException if the server is closed meanwhile
     */
    public void send(ServerResponse response) throws IOException, InterruptedException {
        ServerResponse.Ending ending = response.ending();
        if (ending.sendsResponse()) {
            response.writeTo(out, pauses);
        }
        switch (ending) {
            case KEEP_OPEN -> {
                Head current = head;
                if (current == null || current.lastOnConnection()) {
                    close();
                }
            }
            case CLOSE_AFTER, CLOSE_SHORT, CLOSE_WITHOUT_RESPONSE -> close();
            case RESET_HALFWAY -> reset();
            case STALL_HALFWAY, STALL_WITHOUT_RESPONSE -> {
                stall();
                close();
            }
        }
    }

    /**
     * Waits in real time.
     *
     * @throws InterruptedException if the server is closed meanwhile
     */
    public void pause(Duration duration) throws InterruptedException {
        pauses.pause(duration);
    }

    /** Closes the connection with a reset, discarding unread data. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // already closed
        }
        close();
    }

    int clientPort() {
        return socket.getPort();
    }

    /** Returns whether a fault has stalled this connection, which now only waits for the client to disconnect. */
    boolean stalled() {
        return stalled;
    }

    boolean closed() {
        return closed || socket.isClosed();
    }

    void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // the connection is unusable either way
        }
    }

    /** Reads and discards input until the client disconnects, without a time limit. */
    private void stall() throws IOException {
        stalled = true;
        byte[] dropped = new byte[1024];
        while (in.read(dropped) >= 0) {
            // a stalled connection sends no response, so its input does not matter
        }
    }

    private void sendContinue(Head current) throws IOException {
        if (current.header("Expect").equalsIgnoreCase("100-continue")) {
            out.write(CONTINUE);
            out.flush();
        }
    }

    private static int contentLength(Head head) throws IOException {
        String length = head.header("Content-Length");
        try {
            return length.isEmpty() ? 0 : Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw new IOException("not a length: " + length, e);
        }
    }

    private int chunkSize() throws IOException {
        String line = readLine();
        if (line == null) {
            throw new EOFException("the client disconnected in the middle of its request");
        }
        try {
            int semicolon = line.indexOf(';');
            return Integer.parseInt((semicolon < 0 ? line : line.substring(0, semicolon)).strip(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not a chunk size: " + line.toLowerCase(Locale.ROOT), e);
        }
    }

    private byte[] readExactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the client disconnected in the middle of its request");
        }
        return bytes;
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
        }
        return null;
    }
}
