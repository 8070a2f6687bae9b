/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonCreator;

/** An enumeration. */
public final class Severity extends OpenEnum {

    private static final long serialVersionUID = 1L;

    static final Severity HIGH = of("High");

    private Severity(String value) {
        super(value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Severity of(String value) {
        return new Severity(value);
    }

    @Override
    public boolean isKnown() {
        return equals(HIGH);
    }
}
