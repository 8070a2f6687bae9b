/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A client for the exceptions (accepted findings) of the Clone Systems CG Scanning API v2. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // governance is built after this module
module dev.waiver.scanning {
    requires transitive dev.waiver.core;
    requires static org.immutables.value.annotations;

    exports dev.waiver.scanning;
    exports dev.waiver.scanning.auth;
    exports dev.waiver.scanning.internal to
            dev.waiver.governance;
    exports dev.waiver.scanning.model;

    opens dev.waiver.scanning.model to
            com.fasterxml.jackson.databind;
}
