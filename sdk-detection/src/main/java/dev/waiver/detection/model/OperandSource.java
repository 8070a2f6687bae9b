/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * The source of an operand: literals, or a participant in the event. The instigating process is the one that acted; a
 * target was acted on. The image file of a process is its program file, its owner the user who runs it.
 */
public final class OperandSource extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** One string. */
    public static final OperandSource LITERAL = of("Literal");

    /** A set of strings. */
    public static final OperandSource LITERAL_SET = of("LiteralSet");

    /** The instigating process. */
    public static final OperandSource INSTIGATING_PROCESS = of("InstigatingProcess");

    /** The image file of the instigating process. */
    public static final OperandSource INSTIGATING_PROCESS_IMAGE_FILE = of("InstigatingProcessImageFile");

    /** The owner of the instigating process. */
    public static final OperandSource INSTIGATING_PROCESS_OWNER = of("InstigatingProcessOwner");

    /** The target process. */
    public static final OperandSource TARGET_PROCESS = of("TargetProcess");

    /** The image file of the target process. */
    public static final OperandSource TARGET_PROCESS_IMAGE_FILE = of("TargetProcessImageFile");

    /** The owner of the target process. */
    public static final OperandSource TARGET_PROCESS_OWNER = of("TargetProcessOwner");

    /** The target file. */
    public static final OperandSource TARGET_FILE = of("TargetFile");

    /** The owner of the target file. */
    public static final OperandSource TARGET_FILE_OWNER = of("TargetFileOwner");

    /** The network connection. */
    public static final OperandSource TARGET_NETWORK_CONNECTION = of("TargetNetworkConnection");

    private OperandSource(String value) {
        super(value);
    }

    /**
     * Returns an operand source, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperandSource of(String value) {
        return new OperandSource(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<OperandSource> known() {
        return List.of(
                LITERAL,
                LITERAL_SET,
                INSTIGATING_PROCESS,
                INSTIGATING_PROCESS_IMAGE_FILE,
                INSTIGATING_PROCESS_OWNER,
                TARGET_PROCESS,
                TARGET_PROCESS_IMAGE_FILE,
                TARGET_PROCESS_OWNER,
                TARGET_FILE,
                TARGET_FILE_OWNER,
                TARGET_NETWORK_CONNECTION);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
