package dev.waiver.testing.internal.http;

import java.time.Duration;

/** Waits in real time. The wait ends early if the server is closed. */
@FunctionalInterface
interface Pauses {
    void pause(Duration duration) throws InterruptedException;
}
