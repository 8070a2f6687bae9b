/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import java.util.List;

/**
 * A rule of a probe that may be left in the service.
 *
 * @param service the service
 * @param where the list, without the tenant
 * @param marker the text by which the rule can be found
 * @param ids the ids of the rule, as far as they are known
 * @param reason why its removal is not confirmed
 */
public record Leftover(String service, String where, String marker, List<String> ids, String reason) {
    /** Copies the ids. */
    public Leftover {
        ids = List.copyOf(ids);
    }

    @Override
    public String toString() {
        return service + (where.isEmpty() ? "" : " " + where) + ": a rule with " + marker
                + (ids.isEmpty() ? ", whose id is not known," : ", id " + String.join(", ", ids) + ",")
                + " may be left: " + reason;
    }
}
