/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.Settings;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands for exceptions as code, with the exit codes that a job acts upon. */
class RegisterCommandsTest {
    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final String[] WHO = {"--reason", "fraud", "--owner", "alice", "--approved-by", "bob"};

    private final Vendors vendors = new Vendors(EMAIL, SCANNING, DETECTION);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path register = Path.of("waivers.yaml");

    @BeforeEach
    void chooseAFile(@TempDir Path folder) {
        register = folder.resolve("waivers.yaml");
    }

    private int run(Settings settings, String... args) {
        out.reset();
        err.reset();
        return new Waiver(
                        settings,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        pause -> {})
                .run(args);
    }

    /** Runs a command about the register of this test. */
    private int run(String verb, String... args) {
        String[] all = new String[args.length + 3];
        all[0] = verb;
        all[1] = "--register";
        all[2] = register.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return run(vendors.settings(), all);
    }

    private static String[] with(String... args) {
        String[] all = new String[args.length + WHO.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(WHO, 0, all, args.length, WHO.length);
        return all;
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void write(String exceptions) throws IOException {
        Files.writeString(register, """
                apiVersion: waiver.dev/v1
                id: k7q2m4x9
                scope: {email: {tables: [whitelist, blacklist]}, scanning: {}, detection: {}}
                exceptions:
                """ + exceptions);
    }

    @Test
    void goesThroughTheLifeOfAnEntry() throws IOException {
        assertThat(run("init")).isZero();
        assertThat(run("init")).as("is not overwritten").isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(run("add", with("email/blacklist", "evil.example", "--for", "30d", "--ticket", "T-1")))
                .as(complained())
                .isEqualTo(ExitCode.PENDING.code());
        assertThat(printed()).contains("CREATE evil-example");
        assertThat(run(
                        "add",
                        with(
                                "scanning",
                                "nvt=1.3.6.1.4.1.25623.1.0.900001",
                                "hosts=10.0.0.7",
                                "new_severity=0",
                                "--key",
                                "waf",
                                "--for",
                                "30d",
                                "--ticket",
                                "T-2")))
                .as(complained())
                .isEqualTo(ExitCode.PENDING.code());
        int before = vendors.writes();

        assertThat(run("plan")).isEqualTo(ExitCode.PENDING.code());
        assertThat(printed()).contains("3 to write");
        assertThat(vendors.writes()).isEqualTo(before);
        assertThat(run("apply")).as(printed() + complained()).isZero();
        assertThat(run("plan")).as(printed()).isZero();
        assertThat(run("status")).as(printed()).isZero();
        assertThat(EMAIL.rules("blacklist"))
                .hasSize(2)
                .allMatch(rule -> rule.path("comment").asText().matches("\\[wv1 .{6} .{8} .{4}] T-1"));

        String text = Files.readString(register);
        Files.writeString(
                register,
                text.replaceAll("expires: \\S+", "expires: 2026-11-20")
                        .replaceAll("created: \\S+", "created: 2026-11-01"));
        assertThat(run("status")).as(printed()).isEqualTo(ExitCode.OVERDUE.code());
        assertThat(run("apply")).as(printed()).isZero();
        assertThat(EMAIL.rules("blacklist")).isEmpty();
        assertThat(SCANNING.rules()).isEmpty();
    }

    @Test
    void refusesAnotherPlanThanTheExpectedOne() throws IOException {
        write("  - {key: evil, ticket: T-1, email: {list: blacklist, domain: evil.example}}\n");
        assertThat(run("plan")).isEqualTo(ExitCode.PENDING.code());
        Matcher digest = Pattern.compile("Digest (\\w+)").matcher(printed());
        assertThat(digest.find()).isTrue();

        assertThat(run("apply", "--expect", "000000000000")).isEqualTo(ExitCode.FAILED.code());
        assertThat(vendors.writes()).isZero();
        assertThat(run("apply", "--expect", digest.group(1))).isZero();
    }

    @Test
    void refusesABadRegisterBeforeAnythingIsRead() throws IOException {
        write("""
                  - {key: evil, email: {list: blacklist, rule: {senderDomian: evil.example}}}
                  - {key: evil, email: {list: blocklist, domain: other.example}, reviewer: x}
                """);

        assertThat(run("plan")).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(complained()).contains("senderDomian", "senderDomain", "reviewer", "blocklist", "waivers.yaml:5");
        assertThat(EMAIL.requests()).isEmpty();
    }

    @Test
    void namesAnUnreadableListFirst() throws IOException {
        write("  - {key: evil, ticket: T-1, email: {list: blacklist, domain: evil.example}}\n");
        EMAIL.faults().when(request -> request.path().endsWith("/blacklist")).always(Fault.status(403));

        assertThat(run("apply")).isEqualTo(ExitCode.INCOMPLETE.code());
        assertThat(printed()).startsWith("UNREADABLE email mt-prod-3:acme blacklist");
        assertThat(vendors.writes()).isZero();
    }

    @Test
    void stopsAtALimit() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            many.append("  - {key: e" + i + ", ticket: T-1, email: {list: blacklist, domain: e" + i + ".example}}\n");
        }
        write(many.toString());

        assertThat(run("apply")).as(printed()).isEqualTo(ExitCode.OVERDUE.code());
        assertThat(vendors.writes()).isZero();
        assertThat(run("apply", "--allow-changes", "22")).as(printed()).isZero();
        assertThat(EMAIL.rules("blacklist")).hasSize(22);
    }

    @Test
    void lintsWithoutCredentials() throws IOException {
        write("  - {key: evil, ticket: T-1, owner: alice, email: {list: blacklist, domain: evil.example}}\n");
        Path approved = Files.copy(register, register.resolveSibling("approved.yaml"));
        Files.writeString(register, Files.readString(register).replace("evil.example", "worse.example"));
        Settings none = Settings.environment(name -> null);

        assertThat(run(none, "lint", "--offline", "--register", register.toString(), "--against", approved.toString()))
                .as(printed() + complained())
                .isEqualTo(ExitCode.OVERDUE.code());
        assertThat(printed()).contains("evil");
    }

    @Test
    void exportsWhatIsThereAsARegister() throws IOException {
        EMAIL.add(
                "blacklist",
                "{\"senderDomain\": \"old.example\", \"senderDomainMatching\": \"exact\", \"comment\": \"T-7\"}");
        SCANNING.addRules(2);

        assertThat(run(vendors.settings(), "export", "--baseline-until", "2099-03-31"))
                .as(complained())
                .isZero();
        Files.writeString(register, printed());
        assertThat(run("plan")).as(printed() + complained()).isZero();
        assertThat(printed()).contains("3 in force");
        assertThat(vendors.writes()).isZero();
    }
}
