/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

/** Paths in a document, such as {@code States[0].FieldOperators["a.b"].Type}. */
final class JsonPaths {

    private JsonPaths() {}

    static String member(String parent, String name) {
        if (!isPlain(name)) {
            String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
            return parent + "[\"" + quoted + "\"]";
        }
        return parent.isEmpty() ? name : parent + "." + name;
    }

    static String element(String parent, int index) {
        return parent + "[" + index + "]";
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }
}
