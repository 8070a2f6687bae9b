/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

/** An error response of the service: status, both request ids, message and body. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;
    final String requestId;
    final String serverRequestId;
    final String body;

    RefusedException(int status, String requestId, String serverRequestId, String message, String body) {
        super("status " + status + ": " + message + " (request id " + requestId + ", theirs " + serverRequestId + ")");
        this.status = status;
        this.requestId = requestId;
        this.serverRequestId = serverRequestId;
        this.body = body;
    }
}
