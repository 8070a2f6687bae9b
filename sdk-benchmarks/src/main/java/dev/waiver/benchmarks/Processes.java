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

    /** The loopback server in its own process, which ends when this is closed. */
    static final class Server implements AutoCloseable {
        private final Process process;
        final int port;

        Server() throws IOException {
            process = new ProcessBuilder(command(List.of("-Xmx256m"), LoopbackServer.class, List.of()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            port = Integer.parseInt(String.valueOf(out.readLine()).strip());
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
