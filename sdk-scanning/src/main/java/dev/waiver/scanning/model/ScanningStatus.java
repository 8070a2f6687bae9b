/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * The status of a rule. The vendor does not document the values. Inferred: {@link #REQUESTED}, the only one seen, in
 * version 1 of the API. Any value is kept as sent.
 */
public final class ScanningStatus extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Requested and not in force. Inferred: the rule has to be activated. */
    @Inferred("Seen in version 1 of the API only; that such a rule is not in force is inferred from the operation "
            + "Activate.")
    public static final ScanningStatus REQUESTED = of("requested");

    private ScanningStatus(String value) {
        super(value);
    }

    /**
     * Returns a status.
     *
     * @param value the value as the service sends it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ScanningStatus of(String value) {
        return new ScanningStatus(value);
    }

    /** Returns whether this is {@link #REQUESTED}, ignoring case. */
    public boolean isRequested() {
        return value().equalsIgnoreCase(REQUESTED.value());
    }

    /** Returns the values that the SDK knows, in the order of the constants. The service may use others. */
    public static List<ScanningStatus> known() {
        return List.of(REQUESTED);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
