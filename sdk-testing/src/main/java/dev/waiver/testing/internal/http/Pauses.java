package dev.waiver.testing.internal.http;

import java.time.Duration;

/** Waits in real time, and ends the wait when the server closes. */
@FunctionalInterface
interface Pauses {
    void pause(Duration duration) throws InterruptedException;
}
