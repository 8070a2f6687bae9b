/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The input of a connection. It detects bytes that follow a response. OkHttp reads up to 8 KiB at a time into its own
 * buffer, where such bytes stay unnoticed until they are taken for the next response. Therefore each read holds back
 * its last byte, and the next read returns it. If the response ends with that byte, OkHttp reads once more; if the
 * response has ended before, the byte stays here. There is no lock: one exchange at a time uses a connection of
 * HTTP/1.1, and OkHttp's pool hands it over.
 */
final class TrackedInput extends FilterInputStream {
    private static final int NONE = -1;

    private final AtomicReference<@Nullable Object> exchange = new AtomicReference<>();
    private int held = NONE;
    private boolean unasked;
    private boolean direct;

    TrackedInput(InputStream in) {
        super(in);
    }

    /** Stops holding back bytes, for protocols that frame their messages, such as TLS and HTTP/2. */
    void direct() {
        direct = true;
    }

    /** Begins an exchange. Outside of exchanges, any byte that is read is one that nobody has asked for. */
    void begin(Object next) {
        exchange.set(next);
    }

    /** Ends an exchange, unless the next one has begun: OkHttp reports the end after it has released the connection. */
    void end(Object ended) {
        exchange.compareAndSet(ended, null);
    }

    /** Returns whether bytes were received that the last exchange did not ask for. */
    boolean hasUnasked() {
        return unasked || held != NONE;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (held != NONE && length > 0) {
            target[offset] = (byte) held;
            held = NONE;
            return 1;
        }
        int n = super.read(target, offset, length);
        unasked |= n > 0 && exchange.get() == null;
        if (n < 2 || direct) {
            return n;
        }
        held = target[offset + n - 1] & 0xff;
        return n - 1;
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(n, 1024)]));
    }

    @Override
    public int available() throws IOException {
        return super.available() + (held == NONE ? 0 : 1);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
