/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.util.Objects;

/** What {@code ensureAll} does about existing rules. Immutable. */
public final class EnsureOptions {
    private static final EnsureOptions DEFAULTS = new EnsureOptions(OnDifference.FAIL, false);

    private final OnDifference onDifference;
    private final boolean updatesText;

    private EnsureOptions(OnDifference onDifference, boolean updatesText) {
        this.onDifference = onDifference;
        this.updatesText = updatesText;
    }

    /** Returns the defaults: a rule with another effect is a failure, and texts are left alone. */
    public static EnsureOptions defaults() {
        return DEFAULTS;
    }

    /** Returns options that handle a rule with the same match criteria and another effect in this way. */
    public EnsureOptions onDifference(OnDifference value) {
        return new EnsureOptions(Objects.requireNonNull(value, "onDifference"), updatesText);
    }

    /**
     * Returns options that write a changed free text, such as a comment or a description, into the equivalent rule that
     * exists; the outcome is {@link BulkResult.Outcome#REPLACED} then. If several exist, none is changed.
     */
    public EnsureOptions updateText() {
        return new EnsureOptions(onDifference, true);
    }

    /** Returns what is done about a rule with the same match criteria and another effect. */
    public OnDifference onDifference() {
        return onDifference;
    }

    /** Returns whether a changed free text is written. */
    public boolean updatesText() {
        return updatesText;
    }

    @Override
    public String toString() {
        return "EnsureOptions[" + onDifference + (updatesText ? ", updates text" : "") + "]";
    }
}
