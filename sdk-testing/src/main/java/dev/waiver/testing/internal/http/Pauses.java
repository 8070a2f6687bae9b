/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing.internal.http;

import java.time.Duration;

/** A wait in real time, which fails with {@link InterruptedException} if the server is closed meanwhile. */
@FunctionalInterface
interface Pauses {
    void pause(Duration duration) throws InterruptedException;
}
