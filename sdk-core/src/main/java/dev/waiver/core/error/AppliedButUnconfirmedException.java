/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the service acknowledged a write but a step after it failed: the lookup of the new id, reading the rule
 * back, or the comparison of what is stored with what was sent. <b>Never send the write again</b>; look for its result
 * instead. The cause is the failure after the write. This class is deliberately not a subtype of it, so that
 * {@code catch (RateLimitException)} cannot repeat a write.
 */
public class AppliedButUnconfirmedException extends SdkException {
    private static final long serialVersionUID = 1;

    private final String sent;
    private final ArrayList<FieldDifference> differences;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message what could not be confirmed
     * @param cause the failure after the write
     * @param callInfo the call
     * @param sent the body of the acknowledged write
     * @param differences the fields in which what is stored differs from what was sent
     */
    public AppliedButUnconfirmedException(
            String message,
            @Nullable Throwable cause,
            CallInfo callInfo,
            String sent,
            List<FieldDifference> differences) {
        super(message, cause, callInfo);
        this.sent = sent;
        this.differences = new ArrayList<>(differences);
    }

    /** Returns the body of the acknowledged write as it was sent; empty if it had none. */
    public final String sent() {
        return sent;
    }

    /**
     * Returns the fields in which what is stored differs from what was sent; empty if what is stored could not be read.
     */
    public final List<FieldDifference> differences() {
        return List.copyOf(differences);
    }
}
