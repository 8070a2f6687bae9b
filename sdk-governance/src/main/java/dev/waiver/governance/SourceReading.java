/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a source: it was compared, or it is unreadable.
 *
 * @param source the source
 * @param compared the comparison; null if it is unreadable
 * @param unreadable why it is; null if it was compared
 */
record SourceReading(
        Source source,
        @Nullable ComparedSource<?> compared,
        @Nullable UnreadableSource unreadable) {
    static SourceReading of(ComparedSource<?> compared) {
        return new SourceReading(compared.governed().source(), compared, null);
    }

    static SourceReading of(UnreadableSource unreadable) {
        return new SourceReading(unreadable.source(), null, unreadable);
    }
}
