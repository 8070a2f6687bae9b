/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.json.ImmutablesStyle;
import java.time.LocalDate;
import java.util.Optional;
import org.immutables.value.Value;

/** A source of email rules that is known to be unavailable for a while, so that its absence is no failure. */
@Value.Immutable
@ImmutablesStyle
public interface ExpectedUnavailable {
    /** Returns the tenant; empty for all tenants of the scope. */
    Optional<String> tenant();

    /** Returns the table; empty for all tables of the scope. */
    Optional<String> table();

    /** Returns why it is unavailable. */
    String why();

    /** Returns the last day on which it is expected to be unavailable. */
    LocalDate until();

    /** Returns a builder. A tenant or a table, the reason and the day are required. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder of expectations. */
    final class Builder extends ImmutableExpectedUnavailable.Builder {
        /** Creates a builder with nothing set. */
        Builder() {}
    }
}
