package com.example.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.TestClock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two JVMs with 50 threads each ensure the same 20 rules, with and without the lock that they share. */
@Timeout(300)
class SeveralJvmsTest {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (InputStream sql = SeveralJvmsTest.class.getResourceAsStream("/waiver.sql");
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    /** Starts a JVM. */
    private static Process start(EmailSimulator hec, boolean locked) throws IOException {
        ProcessBuilder jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // short-lived
                        "-cp",
                        System.getProperty("java.class.path"),
                        BlockJob.class.getName(),
                        postgres.getJdbcUrl("postgres", "postgres"),
                        Boolean.toString(locked),
                        Integer.toString(locked ? BlockJob.RULES : 1))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        jvm.environment().put("WAIVER_EMAIL_BASE_URL", hec.baseUrl());
        jvm.environment().put("WAIVER_EMAIL_CLIENT_ID", hec.credentials().clientId());
        jvm.environment().put("WAIVER_EMAIL_ACCESS_KEY", hec.credentials().accessKey());
        return jvm.start();
    }

    /** Runs two JVMs and returns what each printed at its end. */
    private static List<String> run(EmailSimulator hec, boolean locked, Runnable meanwhile) throws Exception {
        List<Process> jvms = List.of(start(hec, locked), start(hec, locked));
        try {
            List<BufferedReader> outputs =
                    jvms.stream().map(Process::inputReader).toList();
            for (BufferedReader output : outputs) {
                assertEquals("ready", output.readLine());
            }
            for (Process jvm : jvms) {
                jvm.getOutputStream().write('\n');
                jvm.getOutputStream().flush();
            }
            meanwhile.run();
            List<String> results = new ArrayList<>();
            for (int i = 0; i < jvms.size(); i++) {
                results.add(outputs.get(i).lines().collect(Collectors.joining("\n")));
                assertEquals(0, jvms.get(i).waitFor());
            }
            System.out.println((locked ? "with the lock: " : "without the lock: ") + results);
            return results;
        } finally {
            jvms.forEach(Process::destroyForcibly);
        }
    }

    private static Set<String> domains(EmailSimulator hec) {
        return hec.rules("blacklist").stream()
                .map(rule -> rule.get("senderDomain").textValue())
                .collect(Collectors.toSet());
    }

    @Test
    void withTheLockEachRuleIsCreatedOnce() throws Exception {
        try (EmailSimulator hec = EmailSimulator.builder()
                .behavior(service -> service.listLag(Duration.ofMillis(300)))
                .build()) {
            List<String> results = run(hec, true, () -> {});
            assertEquals(BlockJob.RULES, hec.rules("blacklist").size());
            assertEquals(BlockJob.RULES, domains(hec).size());
            assertTrue(hec.tokensIssued() <= 2, hec::toString);
            results.forEach(
                    result -> assertTrue(result.matches("\\{(CREATED=\\d+, )?PRESENT=\\d+}"), result));
        }
        assertEquals(0, locks());
    }

    /** No rule is listed until both JVMs have sent all of theirs, as with an unlucky lag. */
    @Test
    void withoutTheLockRulesAreDuplicated() throws Exception {
        TestClock clock = TestClock.at(Instant.now());
        try (EmailSimulator hec = EmailSimulator.builder()
                .clock(clock)
                .behavior(service -> service.listLag(Duration.ofSeconds(1)))
                .build()) {
            run(hec, false, () -> {
                while (hec.writes().size() < 2 * BlockJob.RULES && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(1_000_000);
                }
                clock.advance(Duration.ofSeconds(2));
            });
            assertEquals(2 * BlockJob.RULES, hec.rules("blacklist").size());
            assertEquals(BlockJob.RULES, domains(hec).size());
            assertTrue(hec.tokensIssued() <= 2, hec::toString);
        }
    }

    /** Returns how many advisory locks are held. */
    private static long locks() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_locks where locktype = 'advisory'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
