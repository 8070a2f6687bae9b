/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every fuzz test with coverage guidance for {@code -Dfuzz.seconds=N} each, starting from its seed corpus, with a
 * new seed, which is in its log. Each runs in its own JVM, since Jazzer fuzzes one test per JVM. Output goes to
 * {@code target/fuzz}. Does not run without that property: starting the JVMs alone takes longer than the fuzz tests
 * need to replay their corpora.
 */
@EnabledIfSystemProperty(named = "fuzz.seconds", matches = "[0-9]+")
@Timeout(value = 1, unit = TimeUnit.DAYS) // the duration is the property's
class FuzzingTest {
    private static final Integer SECONDS = Integer.getInteger("fuzz.seconds");
    private static final int AT_ONCE = 2;

    private static final Path OUTPUT = Path.of(System.getProperty("basedir", "."), "target", "fuzz")
            .toAbsolutePath()
            .normalize();
    private static final Pattern SEEDS = Pattern.compile("(\\d+) files found in .*TestInputs");
    private static final Pattern INPUTS = Pattern.compile("Done (\\d+) runs");
    private static final Pattern COVERAGE = Pattern.compile("INITED\\s+cov: (\\d+)");

    private static final ExecutorService PROCESSES = Executors.newFixedThreadPool(AT_ONCE);
    private static final Map<String, Future<Fuzzed>> RUNNING = new LinkedHashMap<>();

    private record Fuzzed(int exit, Path log) {}

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Files.createDirectories(OUTPUT);
        for (Method method : targets().toList()) {
            Path corpus = Files.createDirectory(folder.resolve(method.getName()));
            RUNNING.put(name(method), PROCESSES.submit(() -> fuzz(method, corpus)));
        }
    }

    @AfterAll
    static void stop() {
        PROCESSES.shutdownNow();
    }

    private static Stream<Method> targets() {
        return Stream.of(ResponsesFuzzTest.class, TextsFuzzTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(FuzzTest.class));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    static Stream<String> names() {
        return targets().map(FuzzingTest::name).sorted();
    }

    private static Fuzzed fuzz(Method method, Path corpus) throws IOException, InterruptedException {
        Path log = OUTPUT.resolve(name(method) + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absoluteClassPath(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1", // most of the time is startup
                        "-XX:+UseParallelGC",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+EnableDynamicAgentLoading",
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + method.getDeclaringClass().getName(),
                        "--target_method=" + method.getName(),
                        "--instrumentation_includes=dev.waiver.**:com.fasterxml.jackson.**",
                        "-max_total_time=" + SECONDS,
                        "-rss_limit_mb=0",
                        "-artifact_prefix=" + OUTPUT.resolve(name(method)) + "-",
                        corpus.toString())
                .directory(corpus.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Fuzzed(process.waitFor(), log);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the class path with absolute entries, since the process has another working directory. */
    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void noInputOfManyBreaksIt(String target) throws Exception {
        Fuzzed fuzzed = Objects.requireNonNull(RUNNING.get(target)).get();
        String log = Files.readString(fuzzed.log());
        assertThat(fuzzed.exit()).as("%s: %s", target, problem(log)).isZero();
        assertThat(number(COVERAGE, log))
                .as("%s: coverage of its seeds", target)
                .isGreaterThan(20);
        assertThat(number(INPUTS, log)).as("%s: inputs", target).isGreaterThan(number(SEEDS, log));
    }

    private static String problem(String log) {
        int at = log.indexOf("== Java Exception");
        List<String> lines = (at < 0 ? log : log.substring(at)).lines().toList();
        return at < 0
                ? String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()))
                : String.join("\n", lines);
    }

    private static int number(Pattern pattern, String log) {
        return pattern.matcher(log)
                .results()
                .mapToInt(FuzzingTest::number)
                .max()
                .orElse(0);
    }

    private static int number(MatchResult found) {
        return Integer.parseInt(found.group(1));
    }
}
