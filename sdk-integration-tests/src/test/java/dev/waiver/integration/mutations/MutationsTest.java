/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.integration.mutations.Mutation.Hunk;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that each fix is needed: without it, its test fails. The patches in the folder {@code mutations} take the fixes
 * away. That each still fits the sources is a part of every build; the tests run with {@code -P nightly}, in a copy of
 * the sources and with the build's own Maven, offline.
 */
class MutationsTest {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    private static final Path ROOT = Objects.requireNonNull(MODULE.getParent());

    /** Options of the build's command line that say where artifacts come from, each with a value. */
    private static final Set<String> SETTINGS = Set.of("-s", "--settings", "-gs", "--global-settings");

    static Stream<Path> patches() throws IOException {
        try (Stream<Path> files = Files.list(MODULE.resolve("mutations"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    void aPatchFitsTheSources(Path patch) throws IOException {
        Mutation mutation = Mutation.read(patch);
        assertThat(mutation.hunks()).isNotEmpty();
        assertThat(ROOT.resolve(mutation.module() + "/src/test/java/" + mutation.test() + ".java"))
                .exists();
        for (Hunk hunk : mutation.hunks()) {
            assertThat(hunk.after()).isNotEqualTo(hunk.before());
            assertThat(hunk.found(ROOT))
                    .as("%s: the lines to change are no longer in %s; adapt the patch", patch, hunk.file())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("patches")
    @EnabledIfSystemProperty(named = "mutations", matches = "true")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aTestFailsWithoutItsFix(Path patch, @TempDir Path temporary) throws Exception {
        Mutation mutation = Mutation.read(patch);
        Path copy = temporary.resolve("copy");
        copySources(copy);
        mutation.applyTo(copy);
        Path output = temporary.resolve("output.txt");
        int exit = new ProcessBuilder(command(mutation))
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        Path report = copy.resolve(mutation.module() + "/target/surefire-reports/TEST-"
                + mutation.test().replace('/', '.') + ".xml");
        // An error of the compiler is no red test.
        assertThat(report).as(() -> "the test did not run:\n" + read(output)).exists();
        assertThat(Files.readString(report)).as("the report").containsPattern("<(failure|error)\\b");
        assertThat(exit).isNotZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> command(Mutation mutation) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", windows ? "mvn.cmd" : "mvn")
                        .toString(),
                "-B",
                "-q",
                "-o",
                "-DskipConsumers",
                "-Dmaven.repo.local=" + System.getProperty("localRepository"),
                "-pl",
                mutation.module(),
                "-am",
                "test",
                "-Dtest=" + mutation.test(),
                "-Dsurefire.failIfNoSpecifiedTests=false"));
        String own = System.getenv("MAVEN_CMD_LINE_ARGS");
        String[] given = own == null ? new String[0] : own.strip().split("\\s+");
        for (int i = 0; i + 1 < given.length; i++) {
            if (SETTINGS.contains(given[i])) {
                command.add(given[i]);
                command.add(given[i + 1]);
            }
        }
        return command;
    }

    private static void copySources(Path to) throws IOException {
        Set<String> leftOut = Set.of("target", ".git");
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (leftOut.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(ROOT.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(ROOT.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
