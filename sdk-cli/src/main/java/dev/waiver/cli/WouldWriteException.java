/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * Thrown instead of sending a request that would change something. Clients on a transport with {@link #BLOCK_WRITES}
 * can read but not write, so that executing an operation with them is a dry run.
 */
public final class WouldWriteException extends IOException {
    private static final long serialVersionUID = 1;

    /** An interceptor that blocks writes: all requests except GETs and authentication. */
    public static final Interceptor BLOCK_WRITES = chain -> {
        Request request = chain.request();
        String path = request.url().encodedPath();
        boolean harmless = request.method().equals("GET")
                || List.of("/auth/external", "/auth/sign_in", "/auth/v2/token").stream()
                        .anyMatch(path::endsWith);
        if (harmless) {
            return chain.proceed(request);
        }
        throw new WouldWriteException(request.method() + " " + path + " " + body(request));
    };

    private WouldWriteException(String request) {
        super(request);
    }

    private static String body(Request request) throws IOException {
        RequestBody body = request.body();
        if (body == null) {
            return "";
        }
        Buffer buffer = new Buffer();
        body.writeTo(buffer);
        return buffer.readUtf8();
    }

    /** Returns the blocked request, if the failure or one of its causes is a {@code WouldWriteException}. */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WouldWriteException held) {
                return Optional.ofNullable(held.getMessage());
            }
        }
        return Optional.empty();
    }
}
