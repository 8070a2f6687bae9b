/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Measurements of a whole process, from the start of its JVM to the first response, authentication included. */
@SuppressWarnings("StringSplitter")
final class ColdStart {
    private static final int AOT_CACHE_SINCE = 25;

    private ColdStart() {}

    /** The measured program: reads one list of twenty rules and exits. */
    public static void main(String[] args) throws Exception {
        Wire wire = Wire.of("loopback", Integer.parseInt(args[1]));
        Object rules = args[0].equals("sdk")
                ? SdkContestant.listOnly(wire)
                : CallBenchmark.contestant(args[0], wire).list(Payloads.SMALL_LIST);
        System.out.println(((List<?>) rules).size());
        System.exit(0);
    }

    /** Returns the median milliseconds of both programs, plain and with class-data sharing. The programs alternate. */
    static Map<String, Object> measure(int port, int rounds, Path directory) throws Exception {
        String classPath = jars(directory.resolve("cold-start"));
        Map<String, Object> found = new LinkedHashMap<>();
        boolean aot = Runtime.version().feature() >= AOT_CACHE_SINCE;
        for (String form : aot ? List.of("plain", "AppCDS", "AOT cache") : List.of("plain", "AppCDS")) {
            Map<String, List<Double>> times = new LinkedHashMap<>();
            for (int round = -1; round < rounds; round++) {
                // The order alternates, so that no contestant is always first.
                for (String contestant :
                        round % 2 == 0 ? List.of("sdk", "hand-written") : List.of("hand-written", "sdk")) {
                    Path archive = directory.resolve("cold-start").resolve(contestant);
                    List<String> options = options(form, archive, round < 0);
                    List<String> command = Processes.command(
                            options, classPath, ColdStart.class, List.of(contestant, Integer.toString(port)));
                    long start = System.nanoTime();
                    Processes.run(command);
                    if (round >= 0) {
                        times.computeIfAbsent(contestant, c -> new ArrayList<>())
                                .add((System.nanoTime() - start) / 1e6);
                    }
                }
            }
            times.forEach((contestant, measured) -> {
                double[] sorted = Calls.sorted(measured);
                found.put(
                        "cold start " + form + ", " + contestant + ", ms",
                        String.format(
                                "%.0f (%.0f to %.0f)", Calls.median(measured), sorted[0], sorted[sorted.length - 1]));
            });
            found.put(
                    "cold start " + form + ", ratio",
                    String.format("%.2f", Calls.median(times.get("sdk")) / Calls.median(times.get("hand-written"))));
        }
        return found;
    }

    private static List<String> options(String form, Path archive, boolean first) {
        return switch (form) {
            case "AppCDS" ->
                List.of((first ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=") + archive + ".jsa");
            case "AOT cache" -> List.of((first ? "-XX:AOTCacheOutput=" : "-XX:AOTCache=") + archive + ".aot");
            default -> List.of();
        };
    }

    /** Packs the folders of the class path into jars: users have jars, and class-data sharing needs them. */
    private static String jars(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                Path jar = directory.resolve("classes" + entries.size() + ".jar");
                pack(path, jar);
                entries.add(jar.toString());
            } else if (Files.exists(path)) {
                entries.add(entry);
            }
        }
        return String.join(java.io.File.pathSeparator, entries);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }
}
