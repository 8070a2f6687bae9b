/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line of {@link Simulators}. */
final class SimulatorArguments {
    /** What {@code --help} prints. */
    static final String USAGE = """
            Usage: java -jar sdk-testing-VERSION-standalone.jar [SERVICE=PORT]... [OPTION]...

            Serves simulators of the services scanning, email and detection on ports of the loopback interface until it
            is interrupted, and prints a line of JSON with the address and the credentials of each.

              SERVICE=PORT         the port of a service, such as email=28082; 0 for any free port.
                                   Default: scanning=18081 email=18082 detection=18083
              --seed SERVICE=FILE  rules that a service starts with. Repeatable. The file is JSON:
                                     scanning   {"exceptions": [..], "vulnerabilities": [..]}
                                     email      {"blacklist": [..], "TENANT": {"whitelist": [..]}}
                                     detection  {"exceptions": [..], "ruleSets": [..]}, or one exception
              --rules N            N generated rules at scanning, at detection, and in the blacklist of each tenant of
                                   email. Detection's rule set "Generated" enables the first 100.
              --tenants N          N tenants behind the keys of email: mt-prod-3:tenant-1, mt-prod-3:tenant-2 and so on;
                                   or their names, such as --tenants mt-prod-3:acme,mt-prod-3:other
                                   Default: mt-prod-3:acme
              --page-size N        the maximum number of rules in a page. Default: all at email; at scanning what is
                                   asked for, else 25; at detection 200, and 100 unless more are asked for
              --help               prints this text
            """;

    private static final int MAX_RULES = 1_000_000;
    private static final int MAX_TENANTS = 100_000;

    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, List<URL>> seeds = new HashMap<>();
    private String[] scopes = {};
    private int tenants;
    private int rules;
    private int pageSize;
    private boolean help;

    private SimulatorArguments() {}

    /**
     * Parses a command line.
     *
     * @throws IllegalArgumentException if an argument is wrong; the message is one line that says how to fix it
     */
    static SimulatorArguments parse(String... args) {
        SimulatorArguments parsed = new SimulatorArguments();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            int equals = arg.indexOf('=');
            boolean withValue = arg.startsWith("--") && equals > 0;
            String name = withValue ? arg.substring(0, equals) : arg;
            switch (name) {
                case "--help", "-h" -> parsed.help = true;
                case "--seed" -> parsed.seed(value(name, "SERVICE=FILE, such as email=rules.json", arg, rest));
                case "--rules" ->
                    parsed.rules = number(name, value(name, "a number, such as 1000", arg, rest), 0, MAX_RULES);
                case "--page-size" ->
                    parsed.pageSize =
                            number(name, value(name, "a number, such as 200", arg, rest), 1, Integer.MAX_VALUE);
                case "--tenants" -> parsed.tenants(value(name, "a number, such as 300", arg, rest));
                default -> parsed.port(arg);
            }
        }
        return parsed;
    }

    boolean help() {
        return help;
    }

    /** Returns a builder of a service's simulator with these arguments. */
    Simulator.Builder<?, ?> builder(Simulators.Service service) {
        Simulator.Builder<?, ?> builder = service.builder().get();
        builder.port(ports.getOrDefault(service.name(), service.port()));
        builder.maxRecordedRequests(0); // nobody can read them
        if (pageSize > 0) {
            builder.maxPageSize(pageSize);
        }
        if (builder instanceof EmailSimulator.Builder email) {
            if (tenants > 0) {
                email.tenants(tenants);
            } else if (scopes.length > 0) {
                email.scopes(scopes);
            }
        }
        seeds.getOrDefault(service.name(), List.of()).forEach(builder::load);
        builder.rules(rules);
        if (builder instanceof DetectionSimulator.Builder detection) {
            detection.ruleSet(Math.min(rules, 100));
        }
        return builder;
    }

    private static String value(String name, String form, String arg, Iterator<String> rest) {
        if (arg.length() > name.length()) {
            return arg.substring(name.length() + 1);
        }
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value: " + form);
        }
        return rest.next();
    }

    private static int number(String name, String text, int least, int most) {
        long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " needs a number from " + least + " to " + most + ", not \"" + text + "\"");
        }
        return (int) value;
    }

    private void seed(String value) {
        String[] pair = value.split("=", 2);
        if (pair.length < 2 || !known(pair[0])) {
            throw new IllegalArgumentException("--seed needs SERVICE=FILE with one of the services "
                    + Simulators.names() + ", such as --seed email=rules.json, not \"" + value + "\"");
        }
        seeds.computeIfAbsent(pair[0], any -> new ArrayList<>()).add(file(value, pair[1]));
    }

    private static URL file(String value, String name) {
        Path path = path(name);
        if (path == null || !Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("--seed " + value + ": there is no readable file \"" + name + "\" in "
                    + Path.of("").toAbsolutePath());
        }
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("--seed " + value + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void tenants(String value) {
        int count = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
        String[] names = value.split(",", -1);
        boolean named = Stream.of(names).allMatch(name -> name.matches("[^:\\s]+:[^:\\s]+"));
        if (!named && (count < 1 || count > MAX_TENANTS)) {
            throw new IllegalArgumentException("--tenants needs a number from 1 to " + MAX_TENANTS
                    + ", or names such as mt-prod-3:acme,mt-prod-3:other, not \"" + value + "\"");
        }
        tenants = count;
        scopes = named ? names : new String[0];
    }

    private void port(String arg) {
        String[] pair = arg.split("=", 2);
        if (arg.startsWith("-") || pair.length < 2 || !known(pair[0])) {
            throw new IllegalArgumentException("unknown argument \"" + arg + "\": expected an option, or SERVICE=PORT "
                    + "with one of the services " + Simulators.names() + ", such as email=28082");
        }
        ports.put(pair[0], number(pair[0], pair[1], 0, 65_535));
    }

    private static boolean known(String service) {
        return Simulators.names().contains(service);
    }
}
