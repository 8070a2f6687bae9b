/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Exceptions as code: a register of exceptions with owner, reason, approval, review and expiry, for all vendors. Start
 * at {@link dev.waiver.governance.Register}.
 */
@org.jspecify.annotations.NullMarked
module dev.waiver.governance {
    requires transitive dev.waiver.core;
    requires static dev.waiver.detection;
    requires static dev.waiver.email;
    requires static dev.waiver.scanning;
    requires org.snakeyaml.engine.v2;
    requires static org.immutables.value.annotations;

    exports dev.waiver.governance;
}
