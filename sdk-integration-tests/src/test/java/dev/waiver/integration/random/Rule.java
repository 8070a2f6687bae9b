/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

/**
 * A rule of any vendor, as far as a run compares it.
 *
 * @param id the service's id; empty for a rule that does not exist yet
 * @param name its name, unique within the run
 * @param version the value that changes update; empty if a response does not contain it
 */
record Rule(String id, String name, String version) {

    static Rule of(String name, String version) {
        return new Rule("", name, version);
    }

    /** Returns whether name and version are equal, regardless of the id. */
    boolean sameAs(Rule other) {
        return name.equals(other.name) && version.equals(other.version);
    }

    @Override
    public String toString() {
        return name + "=" + version + (id.isEmpty() ? "" : "#" + id);
    }
}
