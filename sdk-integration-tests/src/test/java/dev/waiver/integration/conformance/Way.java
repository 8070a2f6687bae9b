/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The ways to execute a call. */
enum Way {
    BLOCKING,
    ASYNC;

    <T extends @Nullable Object> T run(ApiCall<T> call) {
        if (this == BLOCKING) {
            return call.execute();
        }
        try {
            return call.executeAsync().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SdkException cause ? cause : e;
        }
    }

    /** Executes a call that has to fail. */
    SdkException failure(ApiCall<?> call) {
        return catchThrowableOfType(SdkException.class, () -> run(call));
    }
}
