/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A command line for all three vendors. */
@org.jspecify.annotations.NullMarked
module dev.waiver.cli {
    requires dev.waiver.detection;
    requires dev.waiver.email;
    requires dev.waiver.governance;
    requires dev.waiver.scanning;
    requires info.picocli;
    requires okio;
    requires org.apache.commons.csv;
    requires me.tongfei.progressbar;

    opens dev.waiver.cli to
            info.picocli;
}
