/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The request ids that the SDK generates. */
public final class RequestIds {
    private static final long VERSION_MASK = 0xf000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    /**
     * Returns a random UUID (version 4). A request id is no secret, so it does not need the generator for secrets,
     * whose lock all threads share.
     */
    public static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & ~VARIANT_MASK) | VARIANT_2;
        return new UUID(high, low).toString();
    }
}
