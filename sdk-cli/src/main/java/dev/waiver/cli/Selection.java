/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.cli.Completeness.NotLookedAt;
import java.util.List;

/**
 * What a listing is to read.
 *
 * @param name what was asked for, in words
 * @param sources the sources to read
 * @param unreadable the sources that are known to be unreadable, such as the tenants of a key that sees none
 * @param notLookedAt what exists, or may exist, and is not read
 */
public record Selection(
        String name,
        List<ExceptionSource<?>> sources,
        List<Completeness.Source> unreadable,
        List<NotLookedAt> notLookedAt) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no source at all, since a listing of nothing would be complete
     */
    public Selection {
        if (sources.isEmpty() && unreadable.isEmpty()) {
            throw new IllegalArgumentException("sources: there are none to read");
        }
        sources = List.copyOf(sources);
        unreadable = List.copyOf(unreadable);
        notLookedAt = List.copyOf(notLookedAt);
    }
}
