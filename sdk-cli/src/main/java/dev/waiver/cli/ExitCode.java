/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import java.util.Collection;
import java.util.List;

/** The exit codes of all commands. */
enum ExitCode {
    /** Nothing to do, or done. */
    DONE(0),
    /** A service refused something or could not be reached. */
    FAILED(1),
    /** Arguments, settings or files are invalid. */
    BAD_INPUT(2),
    /** Something could not be read. */
    INCOMPLETE(3),
    /** A change may have been applied. */
    UNCLEAR(4),
    /** Changes are pending. */
    PENDING(5),
    /** Something is overdue, or more would be written than the limits allow. */
    OVERDUE(6);

    private static final List<ExitCode> PRECEDENCE = List.of(UNCLEAR, INCOMPLETE, FAILED, OVERDUE, PENDING);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns the one of several that counts. */
    static ExitCode of(Collection<ExitCode> several) {
        return PRECEDENCE.stream().filter(several::contains).findFirst().orElse(DONE);
    }
}
