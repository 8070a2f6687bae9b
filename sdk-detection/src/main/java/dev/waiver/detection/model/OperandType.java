/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** The type of the compared values. The vendor's samples have {@code String} as well as {@code string}. */
public final class OperandType extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /**
     * A string. Inferred: the service accepts this spelling, as in the samples of exceptions; a sample of a rule has
     * {@code String}.
     */
    @Inferred("The service accepts the spelling string, as in the samples of exceptions; a sample of a rule has "
            + "String.")
    public static final OperandType STRING = of("string");

    /** An integer. Inferred: the service accepts this value, which the vendor documents as a type of facets. */
    @Inferred("The service accepts the value Integer, which the vendor documents as a type of facets.")
    public static final OperandType INTEGER = of("Integer");

    /** A boolean. Inferred: the service accepts this value, which the vendor documents as a type of facets. */
    @Inferred("The service accepts the value Boolean, which the vendor documents as a type of facets.")
    public static final OperandType BOOLEAN = of("Boolean");

    private OperandType(String value) {
        super(value);
    }

    /**
     * Returns an operand type, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperandType of(String value) {
        return new OperandType(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<OperandType> known() {
        return List.of(STRING, INTEGER, BOOLEAN);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
