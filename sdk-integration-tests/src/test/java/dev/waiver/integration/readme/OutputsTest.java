/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.cli.CommandLine;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs print what the documents show below {@code <!-- output: name -->}, but for ids and ports.
 * {@code -Dreadme.update=true} copies what they print to the documents.
 *
 * <p>A line that ends with "..." is shortened. A block that starts with {@code $ waiver} shows a session: each of its
 * commands runs against the simulators, one after the other.
 */
@Timeout(120)
class OutputsTest {
    @RegisterExtension
    static final EmailSimulator EMAIL =
            EmailSimulator.builder().scopes("mt-prod-3:acme", "mt-prod-3:other").build();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final Pattern PLACE = Pattern.compile("(?s)(<!-- output: ([\\w-]+) -->\\R```\\w*\\R)(.*?)(```)");
    /** UUIDs, ports and times, with the blanks that fill a column. */
    private static final Pattern VOLATILE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|127\\.0\\.0\\.1:\\d+|(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?|\\w{3}, \\d+ \\w{3} \\d{4} [\\d:]+ GMT) *");
    /** A progress bar, which each step draws again. */
    private static final Pattern PROGRESS = Pattern.compile("(\r[^\r\n]+)+\n");

    private static final String RULES = """
            where,tenant,list,senderDomain,senderDomainMatching,comment
            email,,blacklist,.evil.example,endswith,TICKET-4711
            email,,blacklist,phish.example,exact,TICKET-4712
            """;
    private static final String REGISTER = """
            apiVersion: waiver.dev/v1
            id: k7q2m4x9
            scope:
              email: {tenants: ["mt-prod-3:acme"], tables: [whitelist, blacklist]}
              scanning: {}
            policy: {require: [owner, reason, ticket, approvedBy, expires]}
            exceptions:
              - key: invoice-fraud
                reason: Invoice fraud wave
                ticket: TICKET-4711
                owner: alice@acme.example
                approvedBy: bob@acme.example   # as declared: branch protection proves it, the file cannot
                created: 2026-11-01
                expires: 2099-12-31
                email: {list: blacklist, domain: invoice.example, actionNeeded: phishing}
              - key: waf-tls
                reason: The firewall ends TLS
                ticket: TICKET-4712
                owner: alice@acme.example
                approvedBy: bob@acme.example
                created: 2026-11-01
                expires: 2099-12-31
                scanning: {rule: {nvt: 1.3.6.1.4.1.25623.1.0.900001, hosts: 10.0.0.7, port: 443, new_severity: 0}}
            """;
    private static final List<String> FILES = List.of("rules.csv", "waivers.yaml", "expired.yaml");
    private static final String PROMPT = "$ waiver ";

    @Test
    void everyOutputIsOfARealRun(@TempDir Path folder) throws Exception {
        List<String> shown = new ArrayList<>();
        for (Path document : Documents.all()) {
            Matcher place = PLACE.matcher(Files.readString(document));
            StringBuilder text = new StringBuilder();
            while (place.find()) {
                String block = place.group(3);
                String printed = shortened(printed(place.group(2), block, folder), block);
                boolean same = masked(printed).equals(masked(block));
                if (!Boolean.getBoolean("readme.update")) {
                    assertThat(masked(block))
                            .as(Documents.name(document) + ", " + place.group(2))
                            .isEqualTo(masked(printed));
                }
                // Ids that changed are no reason to change a document.
                place.appendReplacement(
                        text, Matcher.quoteReplacement(place.group(1) + (same ? block : printed) + place.group(4)));
                shown.add(place.group(2));
            }
            place.appendTail(text);
            assertThat(Documents.wanted(document, same -> text.toString())).isNotEmpty();
        }
        assertThat(shown).contains("quickstart", "simulators", "cli-help").doesNotHaveDuplicates();
    }

    /** README's first program, twice: the second run creates nothing. */
    @Test
    void theFirstProgramBlocksTheDomain(@TempDir Path folder) throws Exception {
        String ids = run(settings(), folder, BlockDomain.class.getName());
        assertThat(ids.lines()).hasSize(2).allMatch(id -> id.matches("\\d+"));
        assertThat(run(settings(), folder, BlockDomain.class.getName())).isEqualTo(ids);
        assertThat(EMAIL.rules("mt-prod-3:acme", "blacklist"))
                .extracting(rule -> rule.path("senderDomain").asText())
                .containsExactlyInAnyOrder("evil.example", ".evil.example");
    }

    /** Returns an output with those lines cut that the document shows with "..." at their end. */
    private static String shortened(String output, String block) {
        List<String> lines = new ArrayList<>(output.lines().toList());
        List<String> shown = block.lines().toList();
        for (int i = 0; i < Math.min(lines.size(), shown.size()); i++) {
            String start = shown.get(i).replaceAll(" \\.\\.\\.$", "");
            if (start.length() < shown.get(i).length() && lines.get(i).startsWith(start)) {
                lines.set(i, shown.get(i));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String masked(String output) {
        return VOLATILE.matcher(output).replaceAll("?");
    }

    private static String printed(String name, String block, Path folder) throws Exception {
        return switch (name) {
            case "quickstart" -> firstPart(run(Map.of(), folder, "dev.waiver.examples.Quickstart"));
            case "simulators" -> simulators(folder);
            case "import-file" -> Files.readString(Files.writeString(folder.resolve("rules.csv"), RULES));
            case "register-file" -> {
                Files.writeString(folder.resolve("expired.yaml"), REGISTER.replace("2099-12-31", "2026-11-20"));
                yield Files.readString(Files.writeString(folder.resolve("waivers.yaml"), REGISTER));
            }
            default -> session(block, folder);
        };
    }

    /** Returns the lines about the first service. */
    private static String firstPart(String output) {
        return output.substring(0, output.indexOf("Scanning:"));
    }

    /** Returns what the served simulators print before they wait for requests. */
    private static String simulators(Path folder) throws IOException {
        Process process =
                start(Map.of(), folder, "dev.waiver.testing.Simulators", "scanning=0", "email=0", "detection=0");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                lines.append(Objects.requireNonNull(out.readLine(), "the simulators ended"))
                        .append('\n');
            }
            return lines.toString();
        } finally {
            process.destroy();
        }
    }

    private static String session(String block, Path folder) {
        StringBuilder session = new StringBuilder();
        for (String line : block.lines().filter(l -> l.startsWith(PROMPT)).toList()) {
            List<String> arguments = new ArrayList<>();
            Matcher argument = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line.substring(PROMPT.length()));
            while (argument.find()) {
                String word = Objects.requireNonNullElse(argument.group(1), argument.group());
                Path file = folder.resolve(word);
                arguments.add(FILES.contains(word) ? file.toString() : word);
            }
            String printed = CommandLine.run(settings(), arguments);
            session.append(line).append('\n').append(PROGRESS.matcher(printed).replaceAll(""));
        }
        return session.toString();
    }

    private static Map<String, String> settings() {
        Map<String, String> variables = new HashMap<>();
        variables.put("WAIVER_EMAIL_BASE_URL", EMAIL.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", EMAIL.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", EMAIL.credentials().accessKey());
        variables.put("WAIVER_EMAIL_TENANT_SCOPE", "mt-prod-3:acme");
        variables.put("WAIVER_SCANNING_BASE_URL", SCANNING.baseUrl());
        variables.put("WAIVER_SCANNING_API_KEY", SCANNING.credentials().apiKey());
        variables.put("WAIVER_SCANNING_ACCESS_TOKEN", SCANNING.accessToken());
        variables.put("WAIVER_DETECTION_BASE_URL", DETECTION.baseUrl());
        variables.put("WAIVER_DETECTION_TENANT_ID", DETECTION.credentials().tenantId());
        variables.put("WAIVER_DETECTION_APPLICATION_ID", DETECTION.credentials().applicationId());
        variables.put(
                "WAIVER_DETECTION_APPLICATION_SECRET", DETECTION.credentials().applicationSecret());
        return variables;
    }

    private static Process start(Map<String, String> variables, Path folder, String... command) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        java.addAll(List.of(command));
        ProcessBuilder process = new ProcessBuilder(java)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT); // where a JVM prints warnings
        process.environment().putAll(variables);
        return process.start();
    }

    private static String run(Map<String, String> variables, Path folder, String... command) throws Exception {
        Process process = start(variables, folder, command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int unused = process.waitFor();
        return output;
    }
}
