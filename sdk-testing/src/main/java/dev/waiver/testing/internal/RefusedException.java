/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal;

import dev.waiver.testing.internal.http.ServerResponse;

/** Thrown when a request is refused, with the response to send. The request has not taken effect. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ServerResponse response;

    /** Creates an exception with the response to send. */
    public RefusedException(ServerResponse response) {
        super(response.toString(), null, false, false);
        this.response = response.applied(false);
    }

    /** Returns the response to send. */
    public ServerResponse response() {
        return response;
    }
}
