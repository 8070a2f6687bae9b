/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

/** How what was seen compares with what is believed. */
public enum Verdict {
    /** The service does what is believed. */
    AS_BELIEVED("as believed"),
    /** The service does something else. */
    DIFFERS("differs"),
    /** Nothing is believed, or what was seen does not decide it. */
    NOT_KNOWN("not known"),
    /** The request was refused, got no response, or got one that cannot be read. */
    FAILED("failed");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns the verdict as both outputs have it. */
    public String words() {
        return words;
    }

    static Verdict of(boolean asBelieved) {
        return asBelieved ? AS_BELIEVED : DIFFERS;
    }
}
