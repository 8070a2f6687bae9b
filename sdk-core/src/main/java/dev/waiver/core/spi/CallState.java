/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.spi;

import dev.waiver.core.Exchange;
import dev.waiver.core.error.CallInfo;
import java.util.Optional;

/** The state of a running call, for exceptions that a composed operation throws itself. */
public interface CallState {
    /** Returns the details of the call so far, for an exception. */
    CallInfo callInfo();

    /**
     * Returns a part of a response with the credentials in use redacted, for an exception.
     *
     * @param text the text
     */
    String redact(String text);

    /** Returns the tenant that the options of this call set; the client's default is not included. */
    Optional<String> tenantScope();

    /** Returns whether the service has acknowledged a write of this call. */
    boolean acknowledged();

    /**
     * Records that the last write, which failed so that it may have been applied, turned out to be applied: from now on
     * it counts as acknowledged. Does nothing if there was no such write.
     */
    void markApplied();

    /** Returns the body of the last write that was applied or may have been; empty if there was none. */
    String sent();

    /** Returns the exchange that ended last; one with status 0 if there was none yet. */
    Exchange lastExchange();
}
