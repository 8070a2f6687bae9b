/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.governance.internal.Depth;
import java.time.Instant;
import java.util.List;

/** The sources of one vendor. An interface, so that a vendor's classes are loaded only if there is a client for it. */
interface GovernedVendor {
    /** Returns the vendor's word. */
    String vendor();

    /**
     * Reads every source of the scope and compares it with the entries.
     *
     * @param register the register
     * @param now the time
     * @param options what a plan may contain
     * @param depth how much of the rules that belong to no entry is read and kept
     * @return one reading for each source, and what a person should know about tenants
     */
    ApiCall<Readings> read(Register register, Instant now, PlanOptions options, Depth depth);

    /** The readings of a vendor's sources, and what a person should know besides. */
    record Readings(List<SourceReading> sources, List<Notice> notices) {}
}
