/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of the free text of a rule that a register manages, such as {@code [wv1 8kq0m2 h3kd92xa 4fd2]}: the
 * version, a hash of the register's id, a hash of the part of the register, and a digest of the rule. It is opaque,
 * since the console of one tenant must not show the names of another.
 *
 * <p>A marker proves nothing: whoever can edit a text can write one. The digest tells whether a rule was changed since
 * its marker was written.
 */
public final class Marker {
    private static final int REGISTER_LENGTH = 6;
    private static final int PART_LENGTH = 8;
    private static final int DIGEST_LENGTH = 4;
    private static final Pattern FORM = Pattern.compile(
            "\\[wv1 (%1$s{%2$d}) (%1$s{%3$d}) (%1$s{%4$d})](?: (?<rest>.*))?"
                    .formatted("[" + Base32Hash.ALPHABET + "]", REGISTER_LENGTH, PART_LENGTH, DIGEST_LENGTH),
            Pattern.DOTALL);

    private final String register;
    private final String part;
    private final String digest;

    private Marker(String register, String part, String digest) {
        this.register = register;
        this.part = part;
        this.digest = digest;
    }

    /**
     * Returns the marker of a rule.
     *
     * @param registerId the id of the register
     * @param key the key of the entry
     * @param part the part of the entry
     * @param content the normalized match and effect fields of the rule
     */
    public static Marker of(String registerId, String key, RulePart part, String content) {
        return new Marker(
                registerOf(registerId),
                Base32Hash.of(
                        PART_LENGTH,
                        "part",
                        registerId,
                        key,
                        part.vendor(),
                        part.tenant(),
                        part.table(),
                        Integer.toString(part.ordinal())),
                digest(content));
    }

    /** Returns the digest of normalized match and effect fields. */
    private static String digest(String content) {
        return Base32Hash.of(DIGEST_LENGTH, "digest", content);
    }

    /** Returns what markers of a register have in common: 6 characters. */
    public static String registerOf(String registerId) {
        return Base32Hash.of(REGISTER_LENGTH, "register", registerId);
    }

    /**
     * Returns the marker that a text begins with.
     *
     * @param text the free text of a rule
     * @return the marker; empty if the text begins with none, or with something that is only similar to one
     */
    public static Optional<Marker> find(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Marker(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /**
     * Returns a text without the marker that it begins with, and the space behind it.
     *
     * @param text the free text of a rule
     * @return the rest; the text itself if it begins with no marker
     */
    public static String strip(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Objects.requireNonNullElse(matcher.group("rest"), "") : text;
    }

    /**
     * Returns a text that begins with this marker.
     *
     * @param text the free text, possibly empty
     * @throws IllegalArgumentException if the text begins with a marker
     */
    public String prefix(String text) {
        if (find(text).isPresent()) {
            throw new IllegalArgumentException("text: begins with a marker already; strip it first");
        }
        return text.isEmpty() ? toString() : this + " " + text;
    }

    /** Returns the hash of the register's id: 6 characters. */
    public String register() {
        return register;
    }

    /** Returns the hash of the register's id, the entry's key, and the part of the entry: 8 characters. */
    public String part() {
        return part;
    }

    /** Returns the digest of the fields of the rule for which the marker was written: 4 characters. */
    public String digest() {
        return digest;
    }

    /**
     * Returns whether the marker was written for a rule with these fields.
     *
     * @param content the normalized match and effect fields of a rule
     */
    public boolean matches(String content) {
        return digest.equals(digest(content));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Marker that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns the marker as it is written. */
    @Override
    public String toString() {
        return "[wv1 " + register + " " + part + " " + digest + "]";
    }
}
