/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules of the entries select, to find two entries that select the same. */
final class MatchIndex {
    private final Map<String, Places> places = new HashMap<>();
    private final Register register;
    private final Problems problems;

    private record Place(RegisterEntry entry, TenantSet tenants) {}

    MatchIndex(Register register, Problems problems) {
        this.register = register;
        this.problems = problems;
    }

    /** Adds what the rules of a target select, and reports an earlier entry that selects the same. */
    void add(RegisterEntry entry, Target target, List<String> matches) {
        if (target instanceof EmailTarget email) {
            Place place = new Place(entry, register.tenants(email));
            String path = email.domain().isPresent() ? "email.domain" : "email.rule";
            for (String match : matches) {
                clash(email.table() + " " + match, place)
                        .ifPresent(other -> problems.add(
                                entry,
                                path,
                                "matches the same as " + shown(other) + " in the list " + email.table()
                                        + " of a tenant; remove one of them, or give them other tenants"));
                VendorRules.opposite(email.table())
                        .flatMap(opposite -> clash(opposite + " " + match, place))
                        .ifPresent(other -> problems.add(
                                entry,
                                path,
                                "matches the same as " + shown(other)
                                        + ", which is in the opposite list of a tenant; remove one of them"));
                put(email.table() + " " + match, place);
            }
            return;
        }
        String path = target.vendor()
                + (target instanceof DetectionTarget detection
                        ? "." + detection.operatingSystem().orElse("rule")
                        : ".rule");
        Place place = new Place(entry, TenantSet.ALL);
        for (String match : matches) {
            clash(target.vendor() + " " + match, place)
                    .ifPresent(other -> problems.add(
                            entry,
                            path,
                            target instanceof DetectionTarget
                                    ? "has the same name as the exception of " + shown(other) + "; give it another name"
                                    : "matches the same as " + shown(other) + "; remove one of them"));
            put(target.vendor() + " " + match, place);
        }
    }

    private static String shown(Place other) {
        return other.entry.key() + " at " + other.entry.lines().place();
    }

    private Optional<Place> clash(String match, Place place) {
        return Optional.ofNullable(places.get(match)).flatMap(found -> found.clash(place.tenants));
    }

    private void put(String match, Place place) {
        places.computeIfAbsent(match, key -> new Places()).put(place);
    }

    /** The places of one match. By tenant, so that thousands of tenants with the same rule take no longer. */
    private static final class Places {
        private final Map<String, Place> byTenant = new LinkedHashMap<>();

        /** The places in all tenants except some. Any two of them clash, so that one is enough. */
        private @Nullable Place inAll;

        Optional<Place> clash(TenantSet tenants) {
            if (inAll != null && inAll.tenants.intersects(tenants)) {
                return Optional.of(inAll);
            }
            return tenants.complement()
                    ? byTenant.entrySet().stream()
                            .filter(place -> tenants.contains(place.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                    : tenants.names().stream()
                            .map(byTenant::get)
                            .filter(Objects::nonNull)
                            .findFirst();
        }

        void put(Place place) {
            if (!place.tenants.complement()) {
                place.tenants.names().forEach(tenant -> byTenant.putIfAbsent(tenant, place));
            } else if (inAll == null) {
                inAll = place;
            }
        }
    }
}
