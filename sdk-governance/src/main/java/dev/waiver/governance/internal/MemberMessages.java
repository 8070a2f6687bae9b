/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.governance.internal.RuleFields.Receiver;
import java.util.Collection;
import java.util.regex.Pattern;

/** Messages about the members of rules. */
final class MemberMessages {
    private static final Pattern FIELD = Pattern.compile("^[A-Za-z][A-Za-z0-9.]*: ");

    private MemberMessages() {}

    /** Returns the message of an exception without the field in front, which the problem has already. */
    static String of(RuntimeException e) {
        return FIELD.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    }

    static void unknown(Receiver receiver, String path, String name, Collection<String> known) {
        receiver.problem(
                path,
                "is no member that the SDK knows; " + Suggestions.of(name, known)
                        + (path.equals("rule." + name) ? " (rule.unchecked takes any)" : ""));
    }

    /** Refuses members below unchecked that the model knows, so that they are checked. */
    static void knownUnchecked(Receiver receiver, JsonNode unchecked, Collection<String> known) {
        for (var member : unchecked.properties()) {
            known.stream()
                    .filter(name -> name.equalsIgnoreCase(member.getKey()))
                    .findFirst()
                    .ifPresent(name -> receiver.problem(
                            "rule.unchecked." + member.getKey(),
                            "is a member that the SDK knows; write it below rule"));
        }
    }

    /** Returns whether the value is a text, and reports it otherwise. */
    static boolean isText(Receiver receiver, String path, JsonNode value) {
        if (!value.isTextual()) {
            receiver.problem(path, "is " + (value.isArray() ? "a list" : "a mapping") + ", not a text; give one text");
        }
        return value.isTextual();
    }
}
