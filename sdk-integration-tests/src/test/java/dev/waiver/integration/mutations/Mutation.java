/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.mutations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A patch that takes a fix away. Only the lines of its hunks count, not their numbers, so that it fits as long as these
 * lines stay as they are.
 *
 * @param module the module of the test
 * @param test the test that has to fail, as a path
 * @param hunks the changes
 */
record Mutation(String module, String test, List<Hunk> hunks) {
    /** A change of a file: lines that are there once, and those that replace them. */
    record Hunk(String file, String before, String after) {
        /** Returns how often the lines to change are in a folder's file. */
        int found(Path root) throws IOException {
            String text = Files.readString(root.resolve(file));
            int count = 0;
            for (int at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + 1)) {
                count++;
            }
            return count;
        }

        private void applyTo(Path root) throws IOException {
            Path path = root.resolve(file);
            Files.writeString(path, Files.readString(path).replace(before, after));
        }
    }

    /** Reads a unified diff that says above it which test has to fail. */
    static Mutation read(Path patch) throws IOException {
        String module = "";
        String test = "";
        String file = "";
        List<Hunk> hunks = new ArrayList<>();
        for (String line : Files.readAllLines(patch)) {
            if (line.startsWith("Module: ")) {
                module = line.substring(8);
            } else if (line.startsWith("Test: ")) {
                test = line.substring(6);
            } else if (line.startsWith("+++ b/")) {
                file = line.substring(6);
            } else if (line.startsWith("@@")) {
                hunks.add(new Hunk(file, "", ""));
            } else if (!line.startsWith("--- a/") && !hunks.isEmpty()) {
                hunks.add(with(hunks.remove(hunks.size() - 1), line + "\n"));
            }
        }
        return new Mutation(module, test, List.copyOf(hunks));
    }

    private static Hunk with(Hunk hunk, String line) {
        boolean added = line.startsWith("+");
        boolean removed = line.startsWith("-");
        String text = line.isBlank() ? "\n" : line.substring(1);
        return new Hunk(hunk.file, added ? hunk.before : hunk.before + text, removed ? hunk.after : hunk.after + text);
    }

    void applyTo(Path root) throws IOException {
        for (Hunk hunk : hunks) {
            hunk.applyTo(root);
        }
    }
}
