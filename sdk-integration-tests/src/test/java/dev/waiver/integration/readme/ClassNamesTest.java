/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that name classes of the SDK name those that exist, and the steps of the state machine as they are. */
class ClassNamesTest {
    /** A name in code font, or a participant of a diagram. */
    private static final Pattern NAME =
            Pattern.compile("`([A-Z]\\w+)(?:\\.[A-Z]\\w+)?`|participant \\w+ as (\\w+)(?: or (\\w+))?");

    @ParameterizedTest
    @ValueSource(strings = {"architecture.md", "contributing/adding-a-vendor.md", "contributing/tests.md"})
    void everyClassExists(String page) throws IOException {
        Set<String> sources = sources();
        Set<String> missing = new TreeSet<>();
        int names = 0;
        Matcher name =
                NAME.matcher(Files.readString(Documents.PROJECT.resolve("docs").resolve(page)));
        while (name.find()) {
            for (int i = 1; i <= name.groupCount(); i++) {
                if (name.group(i) != null) {
                    names++;
                    if (!sources.contains(name.group(i))) {
                        missing.add(name.group(i));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(names).isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = "architecture.md")
    void theDiagramHasTheStepsOfTheStateMachine(String page) throws IOException {
        String machine = Files.readString(Documents.PROJECT.resolve(
                "sdk-core/src/main/java/dev/waiver/core/internal/exchange/CallStateMachine.java"));
        String steps = machine.substring(machine.indexOf("enum Step {"), machine.indexOf("private static final long"));
        Set<String> declared = new TreeSet<>();
        Matcher constant = Pattern.compile("(?m)^ {8}([A-Z_]+),?$").matcher(steps);
        while (constant.find()) {
            declared.add(constant.group(1));
        }
        String text = Files.readString(Documents.PROJECT.resolve("docs").resolve(page));
        String diagram = text.substring(text.indexOf("stateDiagram"));
        Set<String> shown = new TreeSet<>();
        Matcher state =
                Pattern.compile("(?m)^ +(\\S+) --> ([^\\s:]+)").matcher(diagram.substring(0, diagram.indexOf("```")));
        while (state.find()) {
            shown.addAll(List.of(state.group(1), state.group(2)));
        }
        shown.remove("[*]");
        assertThat(shown).isEqualTo(declared);
    }

    private static Set<String> sources() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> modules = Files.list(Documents.PROJECT)) {
            // Not the target folders, in which other tests create and delete files meanwhile.
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".java"))
                            .forEach(file -> names.add(file.substring(0, file.length() - ".java".length())));
                }
            }
        }
        return names;
    }
}
