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
 * The type of a document. The vendor's samples and its field table contradict each other: exceptions are sent as
 * {@code ExceptionRule}, as in the samples.
 */
public final class ObjectType extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /**
     * An exception. Inferred: the service accepts this value, which the vendor's samples have, but its field table does
     * not list.
     */
    @Inferred("The service accepts ExceptionRule, which the vendor's samples have, but its field table does not list.")
    public static final ObjectType EXCEPTION_RULE = of("ExceptionRule");

    /** A detection rule. */
    public static final ObjectType DETECTION_RULE = of("DetectionRule");

    /** A response rule. */
    public static final ObjectType RESPONSE_RULE = of("ResponseRule");

    private ObjectType(String value) {
        super(value);
    }

    /**
     * Returns an object type, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ObjectType of(String value) {
        return new ObjectType(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<ObjectType> known() {
        return List.of(EXCEPTION_RULE, DETECTION_RULE, RESPONSE_RULE);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
