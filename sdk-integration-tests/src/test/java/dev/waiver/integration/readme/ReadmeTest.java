/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The Java snippets of all documents equal the code that is compiled and run here, and the files that they show equal
 * those that consumers build. {@code -Dreadme.update=true} copies the code to the documents.
 */
class ReadmeTest {
    private static final Path README = Documents.PROJECT.resolve("README.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "waiver", "integration", "readme");
    private static final int MAX_LINES = 280;
    private static final int MAX_COLUMNS = 120;
    private static final Pattern REGION = Pattern.compile("(?s) *// snippet: ([\\w-]+)\\R(.*?)\\R *// end");
    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- snippet: ([\\w-]+) -->\\R```java\\R)(.*?)(```)");
    private static final Pattern FILE =
            Pattern.compile("(?s)(<!-- file: ([\\w/.-]+)(?:#([\\w-]+))? -->\\R```\\w+\\R)(.*?)(\\R```)");
    private static final Pattern MARKER = Pattern.compile("<!-- (snippet|file): .* -->");

    @Test
    void everySnippetIsTheOneThatRuns() throws IOException {
        Map<String, String> snippets = snippets();
        Set<String> shown = new HashSet<>();
        for (Path document : Documents.all()) {
            String wanted =
                    Documents.wanted(document, text -> PLACE.matcher(text).replaceAll(m -> {
                        shown.add(m.group(2));
                        String code = Objects.requireNonNull(snippets.get(m.group(2)), "no snippet " + m.group(2));
                        return Matcher.quoteReplacement(m.group(1) + code + "\n" + m.group(4));
                    }));
            assertThat(Files.readString(document)).as(Documents.name(document)).isEqualTo(wanted);
        }
        assertThat(shown).as("snippets that a document shows").isEqualTo(snippets.keySet());
    }

    @Test
    void everyFileThatADocumentShowsIsTheOneThatConsumersBuild() throws IOException {
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (Path document : Documents.all()) {
            String wanted =
                    Documents.wanted(document, text -> FILE.matcher(text).replaceAll(m -> {
                        shown.merge(Documents.name(document), 1, Integer::sum);
                        return Matcher.quoteReplacement(m.group(1) + part(m.group(2), m.group(3)) + m.group(5));
                    }));
            assertThat(Files.readString(document)).as(Documents.name(document)).isEqualTo(wanted);
        }
        assertThat(shown).isEqualTo(Map.of("docs/several-jvms.md", 4));
    }

    @Test
    void noJavaIsShownThatIsNotCompiled() throws IOException {
        List<String> unmarked = new ArrayList<>();
        for (Path document : Documents.all()) {
            List<String> lines = Files.readAllLines(document);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().startsWith("```java")
                        && (i == 0 || !MARKER.matcher(lines.get(i - 1)).matches())) {
                    unmarked.add(Documents.name(document) + ":" + (i + 1));
                }
            }
        }
        assertThat(unmarked)
                .as("blocks of Java without <!-- snippet: name --> or <!-- file: path -->")
                .isEmpty();
    }

    @Test
    void readmeIsShort() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @Test
    void tablesFitTheScreen() throws IOException {
        for (Path document : List.of(README, Documents.PROJECT.resolve("docs/performance.md"))) {
            assertThat(Files.readAllLines(document))
                    .as(Documents.name(document))
                    .filteredOn(line -> line.startsWith("|"))
                    .isNotEmpty()
                    .allMatch(row -> row.length() <= MAX_COLUMNS);
        }
    }

    /** Returns the snippet of a file, or the whole file. */
    private static String part(String file, @Nullable String snippet) {
        try {
            String text = Files.readString(Documents.PROJECT.resolve(file));
            return snippet == null
                    ? text.strip()
                    : Objects.requireNonNull(snippets(text).get(snippet), snippet);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(f -> !f.endsWith("ReadmeTest.java")).sorted().toList()) {
                found.putAll(snippets(Files.readString(file)));
            }
        }
        return found;
    }

    private static Map<String, String> snippets(String code) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher region = REGION.matcher(code);
        while (region.find()) {
            found.put(region.group(1), unindented(region.group(2)));
        }
        return found;
    }

    private static String unindented(String code) {
        int least = code.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return code.lines()
                .map(line -> line.isBlank() ? "" : line.substring(least))
                .collect(Collectors.joining("\n"));
    }
}
