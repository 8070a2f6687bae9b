/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a register, and what to do about it. Control characters, such as those that move the
 * cursor of a terminal, are replaced in all texts.
 *
 * @param file the name of the file; null for a register that was built in code
 * @param line the line, from 1; 0 for a register that was built in code
 * @param entry the key of the entry, as written; null if the problem is in the head or the entry has no key
 * @param field the path of the member, such as {@code email.rule.senderDomain}; empty for the whole entry or file
 * @param message what is wrong and what to do
 * @serial exclude
 */
// InvalidBlockTag: records have a serialized form too, and without @serial javadoc requires comments on their implicit
// fields.
@SuppressWarnings("InvalidBlockTag")
public record RegisterProblem(
        @Nullable String file, int line, @Nullable String entry, String field, String message) implements Serializable {

    /**
     * Creates a problem.
     *
     * @param file the name of the file; null for a register that was built in code
     * @param line the line, from 1; 0 for a register that was built in code
     * @param entry the key of the entry; null if the problem is in the head or the entry has no key
     * @param field the path of the member; empty for the whole entry or file
     * @param message what is wrong and what to do
     * @throws NullPointerException if {@code field} or {@code message} is null
     */
    public RegisterProblem {
        file = file == null ? null : Printable.text(file);
        entry = entry == null ? null : Printable.text(entry);
        field = Printable.text(Objects.requireNonNull(field, "field"));
        message = Printable.text(Objects.requireNonNull(message, "message"));
    }

    /** Returns the problem as one line, such as {@code waivers.yaml:12: evil-example: owner: is missing; ...}. */
    @Override
    public String toString() {
        return (file == null ? (line == 0 ? "" : "line " + line + ": ") : file + ":" + line + ": ")
                + (entry == null ? "" : entry + ": ")
                + (field.isEmpty() ? "" : field + ": ")
                + message;
    }
}
