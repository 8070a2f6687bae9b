/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.error.SdkException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source that could not be read whole. Nothing is written there. */
public final class UnreadableSource {
    private final Source source;
    private final String reason;
    private final @Nullable SdkException error;

    /**
     * Creates an unreadable source. Called by the SDK and by tests.
     *
     * @param source the source
     * @param reason why, for a person
     * @param error the error, if there was one
     */
    public UnreadableSource(Source source, String reason, @Nullable SdkException error) {
        this.source = Objects.requireNonNull(source, "source");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.error = error;
    }

    /** Returns the source. */
    public Source source() {
        return source;
    }

    /** Returns why, for a person. May contain text of the service. */
    public String reason() {
        return reason;
    }

    /** Returns the error, if there was one. */
    public Optional<SdkException> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public String toString() {
        return source + ": " + reason;
    }
}
