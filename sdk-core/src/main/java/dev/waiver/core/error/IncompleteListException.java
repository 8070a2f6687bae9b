/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Thrown when a list could not be read completely, so that what was read does not prove that something is absent. The
 * message says what to do; reading the list again later often helps.
 */
public class IncompleteListException extends SdkException {
    private static final long serialVersionUID = 1;

    /** The reasons why a list is incomplete. */
    public enum Reason {
        /** The list changed while it was read, and changed again when it was read once more from its start. */
        UNSTABLE,
        /** The service repeated a page although it announced more items. */
        REPEATED_PAGE,
        /** The service announced more items than it sent, or did not end the list. */
        MORE_ANNOUNCED,
        /** The list is empty because the credentials see no tenant, or not the tenant of the call. */
        NO_TENANT
    }

    private final Reason reason;
    private final int itemsRead;
    private final ArrayList<String> ids;

    /**
     * Creates an exception. Called by the SDK and by tests.
     *
     * @param message why the list is incomplete, and what to do
     * @param reason the reason
     * @param callInfo the call
     * @param itemsRead the number of items that were read
     * @param ids the ids of the items in question, such as those of a repeated page; may be empty
     */
    public IncompleteListException(String message, Reason reason, CallInfo callInfo, int itemsRead, List<String> ids) {
        super(message, null, callInfo);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.itemsRead = itemsRead;
        this.ids = new ArrayList<>(ids);
    }

    /** Returns the reason why the list is incomplete. */
    public final Reason reason() {
        return reason;
    }

    /** Returns the number of items that were read, each counted once. */
    public final int itemsRead() {
        return itemsRead;
    }

    /** Returns the ids of the items in question, such as those of a repeated page; may be empty. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }
}
