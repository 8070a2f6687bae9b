/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import java.util.concurrent.atomic.AtomicReference;

/**
 * What a client knows of the service's filter {@code q[nvt]}, from responses. Inferred: the column; the vendor
 * documents such filters for the API as a whole, and {@code hosts} as a column.
 */
public final class NvtFilter {
    private enum State {
        UNPROVEN,
        PROVEN,
        UNRELIABLE
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.UNPROVEN);

    /** Returns whether the filter was seen to return the known rules of a vulnerability, and no others. */
    boolean isProven() {
        return state.get() == State.PROVEN;
    }

    /** Returns whether the filter was refused, ignored, or seen to miss a rule. It is not used any more then. */
    boolean isUnreliable() {
        return state.get() == State.UNRELIABLE;
    }

    void prove() {
        boolean unused = state.compareAndSet(State.UNPROVEN, State.PROVEN);
    }

    void distrust() {
        state.set(State.UNRELIABLE);
    }
}
