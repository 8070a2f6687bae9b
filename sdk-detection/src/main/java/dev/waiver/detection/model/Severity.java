/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** The severity of a detection rule. Exceptions have none. */
public final class Severity extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** High. */
    public static final Severity HIGH = of("High");

    /** Medium. */
    public static final Severity MEDIUM = of("Medium");

    /** Low. */
    public static final Severity LOW = of("Low");

    /** Informational. */
    public static final Severity INFORMATIONAL = of("Informational");

    private Severity(String value) {
        super(value);
    }

    /**
     * Returns a severity, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Severity of(String value) {
        return new Severity(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<Severity> known() {
        return List.of(HIGH, MEDIUM, LOW, INFORMATIONAL);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
