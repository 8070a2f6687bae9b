/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import org.jspecify.annotations.Nullable;

/** Executes the calls of one service, one after the other, and keeps what was on the wire. */
final class Observer {
    private final WireLog log;

    Observer(WireLog log) {
        this.log = log;
    }

    <T extends @Nullable Object> Observation<T> observe(ApiCall<T> call) {
        int before = log.size();
        try {
            T value = call.execute();
            return new Observation<>(value, null, log.since(before));
        } catch (SdkException e) {
            return new Observation<>(null, e, log.since(before));
        }
    }

    WireLog log() {
        return log;
    }
}
