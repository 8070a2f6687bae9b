/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Stateful HTTP simulators of the vendors' services, on real sockets, for integration tests. The module depends on no
 * class of the SDK, so that the SDK and the simulators cannot share a mistake.
 */
@org.jspecify.annotations.NullMarked
module dev.waiver.testing {
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports dev.waiver.testing;
}
