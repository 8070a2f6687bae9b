/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A client for the detection exceptions API of Cylance / Aurora Endpoint Defense. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // governance is built after this module
module dev.waiver.detection {
    requires transitive dev.waiver.core;
    requires com.auth0.jwt;
    requires static org.immutables.value.annotations;

    exports dev.waiver.detection;
    exports dev.waiver.detection.auth;
    exports dev.waiver.detection.internal to
            dev.waiver.governance;
    exports dev.waiver.detection.model;

    opens dev.waiver.detection.model to
            com.fasterxml.jackson.databind;
}
