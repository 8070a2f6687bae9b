/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsTest {

    @Test
    void oneLineOfJsonPerServiceNamesItAndItsCredentials() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Simulator> running = start(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSameSizeAs(Simulators.SERVICES);
            for (int i = 0; i < lines.size(); i++) {
                ObjectNode line = Json.parseObject(lines.get(i));
                assertThat(line.path("service").asText())
                        .isEqualTo(Simulators.SERVICES.get(i).name());
                assertThat(line.path("baseUrl").asText())
                        .isEqualTo(running.get(i).baseUrl());
            }
            int at = names().indexOf("email");
            ObjectNode email = Json.parseObject(lines.get(at));
            assertThat(email.path("x-av-app-id").asText()).isEqualTo("US:simulated");
            assertThat(email.path("secret").asText()).isEqualTo("simulated-secret");
            assertThat(Client.anonymous(running.get(at))
                            .signIn(
                                    email.path("clientId").asText(),
                                    email.path("accessKey").asText())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            running.forEach(Simulator::close);
        }
    }

    private static List<Simulator> start(PrintStream out, String... more) {
        List<String> args = new ArrayList<>(List.of(anyFreePort()));
        args.addAll(List.of(more));
        return Simulators.start(SimulatorArguments.parse(args.toArray(String[]::new)), out);
    }

    private static List<String> names() {
        return Simulators.names();
    }

    private static String[] anyFreePort() {
        return names().stream().map(name -> name + "=0").toArray(String[]::new);
    }

    @Test
    void generatedRulesTenantsAndPages() {
        List<Simulator> running = start(nowhere(), "--rules", "1000", "--tenants=3", "--page-size", "150");
        try {
            ScanningWire scanning = new ScanningWire((ScanningSimulator) running.get(0));
            assertThat(scanning.get("/v2/exceptions?per_page=200").path("exceptions"))
                    .hasSize(150);
            assertThat(scanning.get("/v2/exceptions")
                            .at("/pagination/total_count")
                            .asInt())
                    .isEqualTo(1000);

            Client email = Client.signedIn((EmailSimulator) running.get(1));
            assertThat(Json.parse(email.get("/scopes").body()).path("responseData"))
                    .hasSize(3);
            assertThat(email.list("blacklist?scope=mt-prod-3:tenant-3")).hasSize(150);
            assertThat(email.get("/exceptions/blacklist?scope=mt-prod-3:tenant-3")
                            .body())
                    .contains("\"recordsNumber\":1000,\"scrollId\":\"96\"");

            DetectionWire detection = new DetectionWire((DetectionSimulator) running.get(2));
            assertThat(detection.get("/exceptions/v2?page_size=200").path("page_items"))
                    .hasSize(150);
            assertThat(detection.get("/exceptions/v2").findValuesAsText("RulesetCount"))
                    .filteredOn("1"::equals)
                    .hasSize(100);
            assertThat(detection.get("/rulesets/v2/default").path("name").asText())
                    .isEqualTo("Generated");
            assertThat(running)
                    .allSatisfy(simulator -> assertThat(simulator.requests()).isEmpty());
        } finally {
            running.forEach(Simulator::close);
        }
    }

    @Test
    void rulesFromFiles(@TempDir Path folder) throws Exception {
        Path email = Files.writeString(
                folder.resolve("email.json"), "{\"mt-prod-3:b\":{\"whitelist\":[{\"entityId\":\"7\"}]}}");
        Path more = Files.writeString(folder.resolve("more.json"), "{\"whitelist\":[{}]}");
        Path detection = Files.writeString(
                folder.resolve("detection.json"), "{\"exceptions\":[{}],\"ruleSets\":[{\"name\":\"Mine\"}]}");
        List<Simulator> running = start(
                nowhere(),
                "--tenants",
                "mt-prod-3:a,mt-prod-3:b",
                "--seed",
                "email=" + email,
                "--seed=email=" + more,
                "--seed",
                "detection=" + detection);
        try {
            Client client = Client.signedIn((EmailSimulator) running.get(1));
            assertThat(client.list("whitelist?scope=mt-prod-3:a")).hasSize(1);
            assertThat(client.list("whitelist?scope=mt-prod-3:b").findValuesAsText("entityId"))
                    .containsExactly("7");
            DetectionWire wire = new DetectionWire((DetectionSimulator) running.get(2));
            assertThat(wire.get("/exceptions/v2").path("page_items")).hasSize(1);
            assertThat(wire.get("/rulesets/v2/default").path("name").asText()).isEqualTo("Mine");
            assertThat(wire.get("/rulesets/v2").path("page_items")).hasSize(2);
        } finally {
            running.forEach(Simulator::close);
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    @Test
    void theUsualPortsAreTheDocumentedOnes() {
        Map<String, Integer> documented = Map.of("scanning", 18081, "email", 18082, "detection", 18083);
        assertThat(Simulators.SERVICES)
                .allSatisfy(service -> assertThat(service.port()).isEqualTo(documented.get(service.name())));
    }

    @Test
    void asAProgramItServesUntilItIsEnded() throws Exception {
        Process process = program(anyFreePort())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String name : names()) {
                assertThat(Json.parseObject(out.readLine()).path("service").asText())
                        .isEqualTo(name);
            }
            // SIGTERM, not SIGINT: a build that runs in the background passes an ignored SIGINT on to its child
            // processes.
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder program(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Simulators.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    @Test
    void helpIsPrintedAndTheProgramEnds() throws Exception {
        Process process = program("email=0", "--help")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.getInputStream()) {
            assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(SimulatorArguments.USAGE)
                    .contains("--seed", "--rules", "--tenants", "--page-size", "--help", "email=28082");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(SimulatorArguments.USAGE.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void aWrongArgumentEndsTheProgramWithOneLine() throws Exception {
        Process process = program("--rules", "many").start();
        try (var err = process.getErrorStream();
                var out = process.getInputStream()) {
            assertThat(new String(err.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "--rules needs a number from 0 to 1000000, not \"many\"" + " (--help shows all arguments)");
            assertThat(out.readAllBytes()).isEmpty();
            assertThat(process.waitFor()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anInterruptedThreadClosesThemToo() throws Exception {
        Thread main = new Thread(() -> {
            try {
                Simulators.main(anyFreePort());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        main.start();
        main.interrupt();
        main.join(20_000);
        assertThat(main.isAlive()).isFalse();
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        refused("unknown argument \"email\": expected an option, or SERVICE=PORT", "email");
        refused("with one of the services [scanning, email, detection], such as email=28082", "mail=1");
        refused("unknown argument \"--rule\"", "--rule", "5");
        refused("email needs a number from 0 to 65535, not \"x\"", "email=x");
        refused("email needs a number from 0 to 65535, not \"123456\"", "email=123456");
        refused("--rules needs a value: a number, such as 1000", "--rules");
        refused("--rules needs a number from 0 to 1000000, not \"-1\"", "--rules", "-1");
        refused("--rules needs a number from 0 to 1000000, not \"\"", "--rules=");
        for (String tenants : List.of("0", "100001", "acme", "mt-prod-3:acme,", "9999999999")) {
            refused(
                    "--tenants needs a number from 1 to 100000, or names such as mt-prod-3:acme,mt-prod-3:other, not \""
                            + tenants + "\"",
                    "--tenants",
                    tenants);
        }
        refused("--page-size needs a number from 1 to", "--page-size", "0");
        refused("--seed needs SERVICE=FILE with one of the services", "--seed", "rules.json");
        refused(
                "there is no readable file \"none.json\" in " + Path.of("").toAbsolutePath(),
                "--seed",
                "email=none.json");
    }

    @Test
    void aWrongFileIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.json"), "{\"blacklist\":\n[}");
        refused("--seed email: not JSON: ", "--seed", "email=" + file);
        refused(", in " + file.toUri().toURL() + " (--help", "--seed", "email=" + file);
    }

    private static void refused(String message, String... args) throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(anyFreePort()));
        all.addAll(List.of(args));
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertThat(Simulators.run(all.toArray(String[]::new), nowhere(), stream))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains(message)
                .endsWith(" (--help shows all arguments)");
    }

    @Test
    void aTakenPortIsExplained() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int status = Simulators.run(
                    new String[] {"scanning=0", "email=" + taken.getLocalPort(), "detection=0"},
                    nowhere(),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            assertThat(status).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8).lines())
                    .singleElement(as(InstanceOfAssertFactories.STRING))
                    .startsWith("EmailSimulator cannot listen on port " + taken.getLocalPort() + ": ")
                    .endsWith("; set another port with email=PORT, or any free one with email=0");
        }
    }
}
