/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.List;

/**
 * Thrown when {@code ensure} with {@link dev.waiver.core.OnDifference#FAIL} finds a rule with the same match criteria
 * and another effect. Nothing was changed.
 */
public class ExistingRuleDiffersException extends SdkException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> ids;
    private final ArrayList<FieldDifference> differences;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what differs
     * @param callInfo the call
     * @param ids the ids of the existing rules
     * @param differences the fields in which they differ from the requested rule
     */
    public ExistingRuleDiffersException(
            String message, CallInfo callInfo, List<String> ids, List<FieldDifference> differences) {
        super(message, null, callInfo);
        this.ids = new ArrayList<>(ids);
        this.differences = new ArrayList<>(differences);
    }

    /** Returns the ids of the existing rules. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }

    /** Returns the fields in which they differ from the requested rule. */
    public final List<FieldDifference> differences() {
        return List.copyOf(differences);
    }
}
