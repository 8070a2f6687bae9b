package dev.waiver.core.internal.exchange;

import java.io.IOException;

/** Thrown when the service had closed the pooled connection before anything was written to it. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException() {
        super("the service had closed the pooled connection before the request was sent");
    }
}
