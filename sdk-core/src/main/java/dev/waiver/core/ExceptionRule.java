/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.Optional;

/** An exception rule of any vendor. All rules have an id, which the service assigns. */
public interface ExceptionRule {
    /** Returns the id; empty for a rule that was not read from the service. */
    Optional<String> entityId();

    /** Returns whether the rule has an id, as every rule that was read from the service has. */
    default boolean hasId() {
        return entityId().isPresent();
    }

    /**
     * Returns the id of a rule that was read from the service.
     *
     * @throws IllegalStateException if the rule has none; {@code create} returns the new rule with its id
     */
    default String id() {
        return entityId()
                .orElseThrow(() -> new IllegalStateException(
                        "id: this rule was not read from the service; take the one that create(...) returned"));
    }
}
