/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.IOException;

/**
 * Thrown when the service had closed the pooled connection, or had sent something on it that nobody asked for, before
 * anything of the request was written to it.
 */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException() {
        super("the service had closed the pooled connection, or sent something on it, before the request was sent");
    }
}
