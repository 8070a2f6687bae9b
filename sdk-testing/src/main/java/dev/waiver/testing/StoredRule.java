/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the email or the scanning service.
 *
 * @param source returns the rule's members; a generated rule is built by each call
 */
record StoredRule(
        String id, Supplier<ObjectNode> source, @Nullable Instant created) implements ItemStore.Item {

    /** The time of generated rules. */
    static final Instant GENERATED_AT = Instant.parse("2026-01-01T00:00:00Z");

    /** What the numbers of generated rules are added to, so that their ids do not meet those of new rules. */
    static final long GENERATED_IDS = 1_000_000_000L;

    static StoredRule of(String id, ObjectNode members, @Nullable Instant created) {
        return new StoredRule(id, () -> members, created);
    }

    /** Returns the members, which must not be changed. */
    ObjectNode members() {
        return source.get();
    }
}
