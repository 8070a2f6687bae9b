/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.json.ImmutablesStyle;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a register requires of its entries. */
@Value.Immutable
@ImmutablesStyle
public interface RegisterPolicy {
    /** Returns how long an entry may be in force, from {@code created} to {@code expires}. No limit by default. */
    Optional<Period> maxLifetime();

    /**
     * Returns the members that each entry must have: some of {@code owner}, {@code reason}, {@code ticket},
     * {@code approvedBy}, {@code text}, {@code created}, {@code reviewBy} and {@code expires}. None by default.
     */
    List<String> require();

    /**
     * Returns until when entries may be marked as {@linkplain RegisterEntry#isBaseline() baseline}. None by default: no
     * entry may be.
     */
    Optional<LocalDate> baselineUntil();

    /** Returns a builder of a policy that requires nothing. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder of policies. */
    final class Builder extends ImmutableRegisterPolicy.Builder {
        /** Creates a builder with nothing set. */
        Builder() {}
    }
}
