/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import whose process is killed goes on where it was, and creates nothing twice. */
@Timeout(120)
class KilledImportTest {
    private static final int ROWS = 14;
    private static final int KILLED_AT = 6;

    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOn(boolean applied) throws Exception {
        Path file = folder.resolve("rules.csv");
        Files.writeString(
                file,
                Stream.concat(
                                Stream.of("where,nvt,hosts,text"),
                                IntStream.range(0, ROWS)
                                        .mapToObj(i ->
                                                "scanning,1.3.6.1.4.1.25623.1.0." + i + ",10.0.0." + i + ",row " + i))
                        .reduce("", (all, row) -> all + row + "\r\n"));
        SCANNING.faults()
                .writes()
                .next(Collections.nCopies(KILLED_AT - 1, Fault.none()).toArray(Fault[]::new));
        SCANNING.faults().writes().next(applied ? Fault.stall().afterApplying() : Fault.stall());

        Process process = started(file);
        while (SCANNING.stalledConnections().isEmpty()) {
            assertThat(process.isAlive()).as("the import, see its output").isTrue();
            Thread.onSpinWait();
        }
        assertThat(process.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(SCANNING.writes()).hasSize(KILLED_AT);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Waiver(new Vendors(EMAIL, SCANNING, DETECTION).settings(), printed, printed, time -> {})
                .run("import", file.toString(), "--no-progress");
        assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(SCANNING.rules().stream()
                        .map(rule -> rule.path("text").asText())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ROWS).mapToObj(i -> "row " + i).toList());
        assertThat(SCANNING.writes()).hasSize(applied ? ROWS : ROWS + 1);
    }

    private Process started(Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiver.class.getName(),
                        "import",
                        file.toString(),
                        "--no-progress"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.txt").toFile());
        builder.environment().put("WAIVER_SCANNING_BASE_URL", SCANNING.baseUrl());
        builder.environment()
                .put("WAIVER_SCANNING_API_KEY", SCANNING.credentials().apiKey());
        builder.environment().put("WAIVER_SCANNING_ACCESS_TOKEN", SCANNING.accessToken());
        return builder.start();
    }
}
