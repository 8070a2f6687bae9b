/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.SdkException;

/** The plan to apply is no longer what has to be done. Nothing was written. Look at {@link #plan()}, and apply that. */
public class PlanChangedException extends SdkException {
    private static final long serialVersionUID = 1L;

    private final transient Plan plan;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message the message
     * @param callInfo the call
     * @param plan what has to be done now
     */
    public PlanChangedException(String message, CallInfo callInfo, Plan plan) {
        super(message, null, callInfo);
        this.plan = plan;
    }

    /** Returns what has to be done now. */
    public final Plan plan() {
        return plan;
    }
}
