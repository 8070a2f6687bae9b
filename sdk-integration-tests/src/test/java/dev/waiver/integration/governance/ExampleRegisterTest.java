/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.cli.CommandLine;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.ScanningSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the commands of the example workflow with the example register against the simulators. */
class ExampleRegisterTest {
    private static final Path EXAMPLE = Path.of("..", "sdk-examples", "governance");
    private static final String REGISTER = EXAMPLE.resolve("waivers.yaml").toString();

    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.builder()
            .scopes("mt-prod-3:acme", "mt-prod-3:acme-labs")
            .build();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private final SkippingTime time = new SkippingTime();

    private static Map<String, String> credentials() {
        Map<String, String> variables = new HashMap<>();
        variables.put("WAIVER_EMAIL_BASE_URL", EMAIL.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", EMAIL.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", EMAIL.credentials().accessKey());
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

    private CommandLine.Result run(Map<String, String> variables, String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.replaceAll(word -> word.equals("approved.yaml") ? REGISTER : word);
        arguments.addAll(List.of("--register", REGISTER));
        return CommandLine.run(variables, arguments, time);
    }

    private void expect(int exitCode, Map<String, String> variables, String command) {
        CommandLine.Result result = run(variables, command);
        assertThat(result.exitCode()).as(command + ": " + result.printed()).isEqualTo(exitCode);
    }

    @Test
    void theCommandsOfTheWorkflowDoWhatTheySay() throws IOException {
        List<String> commands = new ArrayList<>();
        Matcher step = Pattern.compile("- run: waiver ([^#|\n]*)")
                .matcher(Files.readString(EXAMPLE.resolve("exceptions.yml")));
        while (step.find()) {
            commands.add(step.group(1).strip());
        }
        assertThat(commands).containsExactly("lint --offline --against approved.yaml", "plan", "apply", "status");
        String ruleSet = DETECTION.addRuleSet("{\"name\": \"Default\", \"rules\": [{\"detection_rule_id\": \"r1\","
                + " \"detection_name\": \"Suspicious PowerShell\", \"enabled\": true, \"exceptions\": []}]}");

        expect(0, Map.of(), commands.get(0));
        expect(5, credentials(), commands.get(1));
        expect(0, credentials(), commands.get(2));
        expect(0, credentials(), commands.get(3));
        expect(0, credentials(), commands.get(1));
        assertThat(EMAIL.rules("mt-prod-3:acme", "blacklist")).hasSize(2);
        assertThat(EMAIL.rules("mt-prod-3:acme", "whitelist")).hasSize(1);
        assertThat(EMAIL.rules("mt-prod-3:acme-labs", "whitelist"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("senderEmail").asText()).isEqualTo("news@partner.example"));
        assertThat(SCANNING.rules()).hasSize(1);
        assertThat(DETECTION.ruleSets().get(ruleSet)).contains("Signed build agent");

        time.advance(Duration.ofDays(365)); // the daily run removes what has expired
        expect(0, credentials(), commands.get(2));
        assertThat(EMAIL.rules("mt-prod-3:acme", "blacklist")).isEmpty();
        assertThat(SCANNING.rules()).isEmpty();
        assertThat(DETECTION.ruleSets().get(ruleSet)).doesNotContain("Signed build agent");
    }
}
