/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** An operating system that an exception applies to. */
public final class OperatingSystem extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Windows. */
    public static final OperatingSystem WINDOWS = of("Windows");

    /** macOS. Inferred: the service accepts this spelling; the vendor also writes {@code MacOS}. */
    @Inferred("The service accepts the spelling macOS; the vendor also writes MacOS.")
    public static final OperatingSystem MAC_OS = of("macOS");

    /** Linux. */
    public static final OperatingSystem LINUX = of("Linux");

    private OperatingSystem(String value) {
        super(value);
    }

    /**
     * Returns an operating system, which need not be among the constants.
     *
     * @param value the value, exactly as the service spells it
     * @throws NullPointerException if {@code value} is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperatingSystem of(String value) {
        return new OperatingSystem(value);
    }

    /** Returns the constants, in the order of their declaration. The service may accept other values. */
    public static List<OperatingSystem> known() {
        return List.of(WINDOWS, MAC_OS, LINUX);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
