/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.util.ArrayList;
import java.util.List;

/**
 * Thrown when an edit would lose data: the document has a shape that cannot hold the change, lacks data that has to be
 * sent back, or cannot be written with the change. Nothing was sent.
 */
public class LossyEditException extends SdkException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> ids;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what would be lost, and what to do
     * @param callInfo the call
     * @param ids the ids of the rules in question; may be empty
     */
    public LossyEditException(String message, CallInfo callInfo, List<String> ids) {
        super(message, null, callInfo);
        this.ids = new ArrayList<>(ids);
    }

    /** Returns the ids of the rules in question; may be empty. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }
}
