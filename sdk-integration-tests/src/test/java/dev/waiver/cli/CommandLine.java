/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.SdkClock;
import dev.waiver.core.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs the command line in this process: ten of its own would take half a minute. */
public final class CommandLine {
    /**
     * What came of a command.
     *
     * @param exitCode the exit code
     * @param printed what it printed, to either stream
     */
    public record Result(int exitCode, String printed) {}

    private CommandLine() {}

    /** Runs a command at the time of a clock. */
    public static Result run(Map<String, String> variables, List<String> arguments, SdkClock clock) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int exitCode = new Waiver(
                            Settings.environment(variables::get),
                            out,
                            out,
                            pause -> {},
                            clock,
                            Waiver.Prompt.ofProcess())
                    .run(arguments.toArray(String[]::new));
            return new Result(exitCode, bytes.toString(StandardCharsets.UTF_8));
        }
    }

    /** Returns what a command prints, to either stream. */
    public static String run(Map<String, String> variables, List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int unused = new Waiver(Settings.environment(variables::get), out, out, pause -> {})
                    .run(arguments.toArray(String[]::new));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
