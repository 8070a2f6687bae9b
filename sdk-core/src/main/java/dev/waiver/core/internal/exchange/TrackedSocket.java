/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket with a {@link TrackedInput}. */
final class TrackedSocket extends Socket {
    private volatile @Nullable TrackedInput input;

    @Override
    public TrackedInput getInputStream() throws IOException {
        TrackedInput made = input;
        if (made == null) {
            made = new TrackedInput(super.getInputStream());
            input = made;
        }
        return made;
    }
}
