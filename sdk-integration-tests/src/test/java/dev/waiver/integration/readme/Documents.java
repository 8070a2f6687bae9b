/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The Markdown files of the repository. */
final class Documents {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final boolean UPDATE = Boolean.getBoolean("readme.update");

    private Documents() {}

    /** Returns README, the other files beside it, all files below {@code docs}, and the templates of issues. */
    static List<Path> all() throws IOException {
        List<Path> found = new ArrayList<>(below(PROJECT, 1));
        found.addAll(below(PROJECT.resolve("docs"), Integer.MAX_VALUE));
        Path templates = PROJECT.resolve(".github");
        if (Files.exists(templates)) {
            found.addAll(below(templates, Integer.MAX_VALUE));
        }
        return found.stream().sorted().toList();
    }

    private static List<Path> below(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /**
     * Returns a document's text as it should be. With {@code -Dreadme.update=true}, writes it, too.
     *
     * @param change makes the wanted text of the present one
     */
    static String wanted(Path document, UnaryOperator<String> change) throws IOException {
        String wanted = change.apply(Files.readString(document));
        if (UPDATE) {
            Files.writeString(document, wanted);
        }
        return wanted;
    }

    static String name(Path document) {
        return PROJECT.relativize(document).toString();
    }
}
