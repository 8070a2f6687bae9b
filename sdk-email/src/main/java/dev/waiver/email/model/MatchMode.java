/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * How a field of a rule is compared with a message. The vendor's guide, its samples and the known clients use different
 * values, and which of them the service accepts for which field is not documented; {@link #of} takes any.
 */
public final class MatchMode extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /**
     * Matches if the message's value ends with the rule's. <b>A bare domain matches more than that domain:</b>
     * {@code evil.example} also covers {@code notevil.example}. Put a dot in front to cover subdomains only:
     * {@code .evil.example}. Documented for {@code senderDomainMatching}.
     */
    public static final MatchMode ENDS_WITH = of("endswith");

    /** Matches if the message's value contains the rule's. In the vendor's samples. */
    public static final MatchMode CONTAINS = of("contains");

    /** In the vendor's sample for {@code recipientMatching}. Inferred: it compares the whole value. */
    @Inferred("The mode compares the whole value; the vendor only shows it in a sample.")
    public static final MatchMode MATCH = of("match");

    /** Not documented. Inferred: clients use it for text fields; it compares the whole value. */
    @Inferred("Clients use this value for text fields, presumably to compare the whole value.")
    public static final MatchMode MATCHING = of("matching");

    /** Not documented. Inferred: one client names it; it compares the whole value. */
    @Inferred("One client names this value, presumably to compare the whole value.")
    public static final MatchMode EXACT = of("exact");

    private MatchMode(String value) {
        super(value);
    }

    /**
     * Returns the mode with this value.
     *
     * @param value the value as the service expects it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MatchMode of(String value) {
        return new MatchMode(value);
    }

    /** Returns the values that have a constant, in the order of the constants. The service may accept more. */
    public static List<MatchMode> known() {
        return List.of(ENDS_WITH, CONTAINS, MATCH, MATCHING, EXACT);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
