/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Example programs. */
@org.jspecify.annotations.NullMarked
module dev.waiver.examples {
    requires dev.waiver.detection;
    requires dev.waiver.email;
    requires dev.waiver.scanning;
    requires dev.waiver.testing;
}
