/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Child processes: JVMs with the class path of this one. */
final class Processes {
    private Processes() {}

    /** A server in its own process, which ends when this is closed. */
    static final class Server implements AutoCloseable {
        private final Process process;
        private final List<String> lines = new ArrayList<>();

        /**
         * Starts a server.
         *
         * @param lines how many lines it prints when it has started
         * @param command its command line
         */
        Server(int lines, List<String> command) throws IOException {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                if (line == null) {
                    throw new IOException(command.get(command.size() - 1) + " ended before it had started");
                }
                this.lines.add(line.strip());
            }
        }

        /** Starts the loopback server, which prints its port. */
        static Server loopback() throws IOException {
            return new Server(1, command(List.of("-Xmx256m"), LoopbackServer.class, List.of()));
        }

        int port() {
            return Integer.parseInt(lines.get(0));
        }

        /** Returns the line that it has printed and that contains a text. */
        String line(String text) {
            return lines.stream()
                    .filter(line -> line.contains(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no line with " + text + " in " + lines));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        return command(options, System.getProperty("java.class.path"), main, arguments);
    }

    static List<String> command(List<String> options, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Runs a program to its end and returns its output. */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.get(command.size() - 1) + " ended with " + code + ": " + text);
        }
        return text;
    }
}
