/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Allow and block rules ("exceptions") of Check Point Harmony Email &amp; Collaboration, formerly Avanan. Start at
 * {@link dev.waiver.email.EmailClient}.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // governance is built after this module
module dev.waiver.email {
    requires transitive dev.waiver.core;
    requires static org.immutables.value.annotations;

    exports dev.waiver.email;
    exports dev.waiver.email.auth;
    exports dev.waiver.email.internal to
            dev.waiver.governance;
    exports dev.waiver.email.model;

    opens dev.waiver.email.model to
            com.fasterxml.jackson.databind;
}
