/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A set of tenants: some, or all except some. Which tenants there are is known only to the service.
 *
 * @param complement whether all tenants except the named ones are in the set
 * @param names the tenants that are in the set, or are not
 */
record TenantSet(boolean complement, Set<String> names) {
    static final TenantSet NONE = new TenantSet(false, Set.of());
    static final TenantSet ALL = new TenantSet(true, Set.of());
    static final String EVERY = "@all";

    /**
     * Returns the set that is written as a list. What stands after {@code !} is left out, wherever it stands.
     *
     * @param written the list, whose groups are known
     * @param all what {@code @all} stands for
     * @param groups the groups by name
     */
    static TenantSet resolve(List<String> written, TenantSet all, Map<String, List<String>> groups) {
        TenantSet in = NONE;
        TenantSet out = NONE;
        for (String word : written) {
            boolean excluded = word.startsWith("!");
            String name = excluded ? word.substring(1) : word;
            TenantSet named = name.equals(EVERY)
                    ? all
                    : new TenantSet(
                            false,
                            new LinkedHashSet<>(
                                    name.startsWith("@")
                                            ? groups.getOrDefault(name.substring(1), List.of())
                                            : List.of(name)));
            if (excluded) {
                out = out.plus(named);
            } else {
                in = in.plus(named);
            }
        }
        return in.minus(out);
    }

    boolean contains(String tenant) {
        return complement != names.contains(tenant);
    }

    /** Returns the tenants of this set among those that there are, in their order. */
    List<String> select(Collection<String> tenants) {
        return tenants.stream().filter(this::contains).toList();
    }

    boolean isEmpty() {
        return !complement && names.isEmpty();
    }

    TenantSet plus(TenantSet other) {
        if (!complement && !other.complement) {
            return new TenantSet(false, union(names, other.names));
        }
        return inverse().minus(other).inverse();
    }

    TenantSet minus(TenantSet other) {
        if (complement) {
            // all except names, without other
            return other.complement
                    ? new TenantSet(false, difference(other.names, names))
                    : new TenantSet(true, union(names, other.names));
        }
        Set<String> kept = new LinkedHashSet<>(names);
        kept.removeIf(other::contains);
        return new TenantSet(false, kept);
    }

    /** Returns whether some tenant is in both; two sets of all except some always have one. */
    boolean intersects(TenantSet other) {
        if (complement && other.complement) {
            return true;
        }
        return complement
                ? other.names.stream().anyMatch(this::contains)
                : names.stream().anyMatch(other::contains);
    }

    private TenantSet inverse() {
        return new TenantSet(!complement, names);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> union = new LinkedHashSet<>(a);
        union.addAll(b);
        return union;
    }

    private static Set<String> difference(Set<String> a, Set<String> b) {
        Set<String> difference = new LinkedHashSet<>(a);
        difference.removeAll(b);
        return difference;
    }
}
