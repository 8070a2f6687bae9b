package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatorsTest {

    @Test
    void oneLineOfJsonPerServiceNamesItAndItsCredentials() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Simulator> running = Simulators.start(anyFreePort(), new PrintStream(out, true, StandardCharsets.UTF_8));
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

    private static List<String> names() {
        return Simulators.SERVICES.stream().map(Simulators.Service::name).toList();
    }

    private static Map<String, Integer> anyFreePort() {
        return names().stream().collect(Collectors.toMap(name -> name, name -> 0));
    }

    private static String[] anyFreePortAsArguments() {
        return names().stream().map(name -> name + "=0").toArray(String[]::new);
    }

    @Test
    void theUsualPortsAreTheDocumentedOnes() {
        Map<String, Integer> documented = Map.of("scanning", 18081, "email", 18082, "detection", 18083);
        assertThat(Simulators.SERVICES)
                .allSatisfy(service -> assertThat(service.port()).isEqualTo(documented.get(service.name())));
    }

    @Test
    void asAProgramItServesUntilItIsEnded() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Simulators.class.getName()));
        command.addAll(List.of(anyFreePortAsArguments()));
        Process process = new ProcessBuilder(command)
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

    @Test
    void anInterruptedThreadClosesThemToo() throws Exception {
        Thread main = new Thread(() -> {
            try {
                Simulators.main(anyFreePortAsArguments());
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
    void aWrongArgumentIsExplained() {
        for (String arg : new String[] {"email", "email=x", "mail=1", "email=123456"}) {
            assertThatThrownBy(() -> Simulators.main(new String[] {arg}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not SERVICE=PORT with one of the services " + names() + ": " + arg);
        }
    }
}
