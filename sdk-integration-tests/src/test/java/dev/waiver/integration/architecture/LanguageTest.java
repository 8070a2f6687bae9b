/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replaced names occur nowhere, prose uses the field's terms, and no line of main code is too long. */
class LanguageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Set<String> TEXT = Set.of("java", "kt", "md", "json", "html", "xml", "properties", "api");
    private static final int COLUMNS = 120;

    /** Replaced names, as they would appear in the listings of the folder {@code api}. */
    private static final Pattern REPLACED = Pattern.compile("(?x)\\b("
            + "\\w*Answers? | \\w*Answer[A-Z]\\w* | answer\\w* | Pace | pace | Timekeeper | timekeeper | continuations | ClientBuilder\\#requestIds"
            + " | missMeansDone | CallFacts | facts | UndecidedException | DiffersException | Ensured | PRESENT_NOT_IN_FORCE"
            + " | DIFFERS | ElementStream | OpenValue | SentTime | zoned | ModelStyle | idleConnections"
            + " | infinityCredentialsFrom | legacyCredentialsFrom | DetectionSignIn | BulkCarrier | bulkCarrier | Named"
            + " | Modifier | ExceptionBuilder | switchOn | switchOff | saveAgain | notTold | NOT_TOLD | RecordedCall | held"
            + " | anotherWriter | \\w*Behaviour | behaviour | SignIn | RequestDraft | tried"
            + ")\\b");

    /** Words for which the field has other terms, in comments, messages and names. */
    private static final Pattern FOREIGN = Pattern.compile(
            "(?i)answer|look-up|time-out|front door|half a character|e-mail\\b|serialis|cancell(?!ation|able)|behaviour"
                    + "|misshapen|blanked out");

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> !file.toString()
                            .contains("target" + file.getFileSystem().getSeparator()))
                    .filter(file -> !file.toString()
                            .contains(".git" + file.getFileSystem().getSeparator()))
                    .filter(file -> Stream.of(endings)
                            .anyMatch(ending -> file.toString().endsWith("." + ending)))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theOldNamesAreGone() throws IOException {
        List<String> old = Files.readAllLines(Path.of("src", "test", "resources", "old-names.txt"));
        assertThat(old).hasSizeGreaterThan(100);
        Pattern names = Pattern.compile("(?<![\\w.])("
                + String.join("|", old.stream().map(Pattern::quote).toList()) + ")(?!\\w)");
        List<String> found = new ArrayList<>();
        for (Path file : files(PROJECT, TEXT.toArray(String[]::new))) {
            // The changelog lists the old names.
            if (!file.endsWith("CHANGELOG.md")) {
                Matcher name = names.matcher(Files.readString(file));
                while (name.find()) {
                    found.add(PROJECT.relativize(file) + ": " + name.group());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "email", "scanning", "detection", "governance", "testing"})
    void thePublicApiHasNoReplacedName(String module) throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve("api").resolve("sdk-" + module + ".api")))
                .noneMatch(line -> REPLACED.matcher(line).find());
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "email", "scanning", "detection", "governance"})
    void proseUsesTheFieldsTerms(String module) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(PROJECT.resolve("sdk-" + module).resolve(Path.of("src", "main")), "java")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                // Java's own names keep their spelling.
                String line = lines.get(i).replaceAll("isCancelled|CancellationException", "");
                if (FOREIGN.matcher(line).find()) {
                    found.add(file.getFileName() + ":" + (i + 1) + ": " + line.strip());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core",
                "email",
                "scanning",
                "detection",
                "governance",
                "testing",
                "cli",
                "examples",
                "benchmarks"
            })
    void noLineIsWiderThanTheEditor(String module) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(PROJECT.resolve("sdk-" + module).resolve(Path.of("src", "main")), "java")) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                // A link cannot be wrapped.
                if (lines.get(i).length() > COLUMNS && !lines.get(i).contains("<a href=")) {
                    found.add(file.getFileName() + ":" + (i + 1));
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
