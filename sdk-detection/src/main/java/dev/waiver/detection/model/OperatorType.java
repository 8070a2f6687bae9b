/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * The type of a comparison. The vendor's list is incomplete and has several spellings of some operators, so any value
 * is accepted.
 */
public final class OperatorType extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Equals one of a set. */
    public static final OperatorType EQUALS_ANY = of("EqualsAny");

    /** Contains one of a set. */
    public static final OperatorType CONTAINS_ANY = of("ContainsAny");

    /** The older spelling of {@link #CONTAINS_ANY}. */
    public static final OperatorType CONTAINS = of("Contains");

    /**
     * Contains one of a set as a whole word. Inferred: the service still accepts this value, which only an older
     * edition of the documentation has; its newer spelling is unknown.
     */
    @Inferred("The service still accepts ContainsWord, which only an older edition of the documentation has.")
    public static final OperatorType CONTAINS_WORD = of("ContainsWord");

    /** Contains every member of a set. */
    public static final OperatorType CONTAINS_ALL = of("ContainsAll");

    /** Contains every member of a set as whole words. */
    public static final OperatorType CONTAINS_ALL_WORDS = of("ContainsAllWords");

    /** Decodes what looks like Base64 and compares the result. */
    public static final OperatorType BASE64_ENCODING = of("Base64Encoding");

    /** The other spelling of {@link #BASE64_ENCODING}. Inferred: the vendor's table has both in one cell. */
    @Inferred("Base64 is another spelling of Base64Encoding; the vendor's table has both in one cell.")
    public static final OperatorType BASE64 = of("Base64");

    private OperatorType(String value) {
        super(value);
    }

    /**
     * Returns an operator type, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperatorType of(String value) {
        return new OperatorType(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<OperatorType> known() {
        return List.of(
                EQUALS_ANY,
                CONTAINS_ANY,
                CONTAINS,
                CONTAINS_WORD,
                CONTAINS_ALL,
                CONTAINS_ALL_WORDS,
                BASE64_ENCODING,
                BASE64);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
