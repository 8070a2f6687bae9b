/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place where a service keeps rules: one table of one tenant.
 *
 * @param vendor {@code email}, {@code scanning} or {@code detection}
 * @param tenant the tenant's scope, such as {@code mt-prod-3:acme}; empty where the credentials have one tenant
 * @param table the table, such as {@code blacklist} or {@code url-block-domain}; empty where the service has one
 */
public record Source(String vendor, String tenant, String table) implements Comparable<Source> {
    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::vendor).thenComparing(Source::tenant).thenComparing(Source::table);

    /** Creates a source. */
    public Source {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(table, "table");
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }

    /** Returns the vendor, the tenant and the table, such as {@code email mt-prod-3:acme blacklist}. */
    @Override
    public String toString() {
        return vendor + (tenant.isEmpty() ? "" : " " + tenant) + (table.isEmpty() ? "" : " " + table);
    }
}
