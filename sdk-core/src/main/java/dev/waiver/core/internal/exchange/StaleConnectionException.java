package dev.waiver.core.internal.exchange;

import java.io.IOException;

/** The service had closed the pooled connection before anything was written on it. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException() {
        super("the service had closed the pooled connection before the request was sent");
    }
}
