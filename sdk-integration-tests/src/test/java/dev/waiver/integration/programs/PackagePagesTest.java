/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs on the package pages of the Javadoc are those that are compiled and run here.
 * {@code -Dreadme.update=true} copies them to the pages.
 */
class PackagePagesTest {
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "waiver", "integration", "programs");
    private static final Pattern PLACE = Pattern.compile("(?s)(<pre>\\{@code\\R)(.*?)(\\R \\* }</pre>)");

    @ParameterizedTest
    @CsvSource({
        "core, ReadRules",
        "email, BlockDomain",
        "scanning, AcceptFinding",
        "detection, ExceptBuildAgent",
        "testing, AllowListTest"
    })
    void thePageShowsTheProgram(String name, String program) throws IOException {
        Path page = Path.of("..", "sdk-" + name, "src/main/java/dev/waiver", name, "package-info.java");
        String code = Files.readString(SOURCES.resolve(program + ".java"));
        String shown = code.substring(code.indexOf("\nimport ") + 1)
                .strip()
                .lines()
                .map(line -> (" * " + line).stripTrailing())
                .collect(Collectors.joining("\n"));
        Matcher place = PLACE.matcher(Files.readString(page));
        assertThat(place.find()).as("a program in " + page).isTrue();
        String wanted = place.replaceFirst(m -> Matcher.quoteReplacement(m.group(1) + shown + m.group(3)));
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(page, wanted);
        }
        assertThat(Files.readString(page)).isEqualTo(wanted);
    }

    @Test
    void emailProgramsRun() throws Exception {
        try (EmailSimulator service = EmailSimulator.create()) {
            Map<String, String> environment = Map.of(
                    "WAIVER_EMAIL_BASE_URL", service.baseUrl(),
                    "WAIVER_EMAIL_CLIENT_ID", service.credentials().clientId(),
                    "WAIVER_EMAIL_ACCESS_KEY", service.credentials().accessKey());
            assertThat(output(BlockDomain.class, environment))
                    .hasSize(2)
                    .allMatch(l -> l.matches("blocked by rule .+"));
            assertThat(output(ReadRules.class, environment)).hasSize(2).allMatch(l -> l.matches("blocked by rule .+"));
        }
    }

    @Test
    void scanningProgramRuns() throws Exception {
        try (ScanningSimulator service = ScanningSimulator.create()) {
            assertThat(output(
                            AcceptFinding.class,
                            Map.of(
                                    "WAIVER_SCANNING_BASE_URL", service.baseUrl(),
                                    "WAIVER_SCANNING_API_KEY",
                                            service.credentials().apiKey(),
                                    "WAIVER_SCANNING_ACCESS_TOKEN", service.accessToken())))
                    .hasSize(1)
                    .allMatch(line -> line.matches("CREATED: rule \\d+"));
        }
    }

    @Test
    void detectionProgramRuns() throws Exception {
        try (DetectionSimulator service = DetectionSimulator.create()) {
            assertThat(output(
                            ExceptBuildAgent.class,
                            Map.of(
                                    "WAIVER_DETECTION_BASE_URL", service.baseUrl(),
                                    "WAIVER_DETECTION_TENANT_ID",
                                            service.credentials().tenantId(),
                                    "WAIVER_DETECTION_APPLICATION_ID",
                                            service.credentials().applicationId(),
                                    "WAIVER_DETECTION_APPLICATION_SECRET",
                                            service.credentials().applicationSecret())))
                    .hasSize(1)
                    .allMatch(line -> line.matches("CREATED: exception [\\w-]+"));
        }
    }

    /** Runs a program in a JVM of its own, as its environment is that of the process, and returns what it prints. */
    private static List<String> output(Class<?> program, Map<String, String> environment) throws Exception {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return Arrays.asList(output.strip().split("\\R"));
        } finally {
            process.destroyForcibly();
        }
    }
}
