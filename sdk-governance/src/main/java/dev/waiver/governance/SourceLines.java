/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of an entry, or of the head, stand in a file.
 *
 * @param file the file; null for what was built in code
 * @param line the first line; 0 for what was built in code
 * @param members the lines by path
 */
record SourceLines(@Nullable String file, int line, Map<String, Integer> members) {
    static final SourceLines NONE = new SourceLines(null, 0, Map.of());

    /** Returns the line of a member, or of the closest one around it that is written. */
    int of(String path) {
        String around = path;
        while (!around.isEmpty()) {
            Integer known = members.get(around);
            if (known != null) {
                return known;
            }
            int end = Math.max(around.lastIndexOf('.'), around.lastIndexOf('['));
            around = end < 0 ? "" : around.substring(0, end);
        }
        return line;
    }

    /** Returns the place as {@code file:line}, or {@code code}. */
    String place() {
        return file == null ? "code" : file + ":" + line;
    }
}
