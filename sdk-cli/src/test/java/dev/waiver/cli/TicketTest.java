/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.error.SdkException;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A ticket's decisions are applied once, listed, and undone only as far as the program created them. */
class TicketTest {
    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final Vendors vendors = new Vendors(EMAIL, SCANNING, DETECTION);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private Services services;
    private Ticket ticket;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        services = new Services(vendors.settings(), true);
        ticket = new Ticket("TICKET-471", services, folder.resolve("tickets"));
    }

    @AfterEach
    void close() {
        services.close();
    }

    private List<Ticket.Decision> decisions() {
        return List.of(
                ticket.blockDomain(EmailSimulator.DEFAULT_SCOPE, "evil.example", "invoice fraud"),
                ticket.acceptFinding("1.3.6.1.4.1.25623.1.0.815255", "10.0.0.1", "8080", "behind the WAF"),
                ticket.silenceTool("Build agent", HASH, "ours"));
    }

    private String said() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }

    @Test
    void isThereOnceHoweverOftenItIsRun() {
        ticket.apply(decisions(), out);
        assertThat(said().lines()).hasSize(3).allMatch(line -> line.contains("CREATED"));
        int writes = vendors.writes();

        ticket.apply(decisions(), out);

        assertThat(said().lines()).hasSize(3).allMatch(line -> line.contains("PRESENT"));
        assertThat(vendors.writes()).isEqualTo(writes).isEqualTo(3);
        assertThat(EMAIL.rules("blacklist"))
                .singleElement()
                .satisfies(r -> assertThat(r.get("senderDomain").asText()).isEqualTo(".evil.example"));
    }

    @Test
    void listsTheNumberAsAWholeWordOnly() {
        ticket.apply(decisions(), out);
        EMAIL.add("whitelist", "{\"senderEmail\":\"a@b.example\",\"comment\":\"TICKET-4711: another one\"}");
        EMAIL.add("whitelist", "{\"senderEmail\":\"c@d.example\",\"comment\":\"see ticket-471.\"}");
        said();

        int code = ticket.list(RowWriter.of(RowWriter.Form.CSV, out));

        String said = said();
        assertThat(said.lines().skip(1).filter(line -> line.matches("(scanning|email|detection),.*")))
                .hasSize(4)
                .noneMatch(line -> line.contains("TICKET-4711"));
        assertThat(said)
                .contains("\"email mt-prod-3:acme whitelist: 2 rules, 1 with the ticket TICKET-471\"")
                .contains("\"scanning: 1 rule, 1 with the ticket TICKET-471\"");
        assertThat(code).isZero();
    }

    @Test
    void undoesWhatItCreatedAndLeavesWhatItFound() {
        SCANNING.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"hosts\":\"10.0.0.1\",\"port\":\"8080\","
                + "\"text\":\"somebody else's\",\"new_severity\":0}");
        ticket.apply(decisions(), out);

        assertThat(ticket.undo(out)).isZero();
        assertThat(EMAIL.rules("blacklist")).isEmpty();
        assertThat(DETECTION.requests("POST", "/exceptions")).hasSize(2); // created and deactivated
        assertThat(SCANNING.rules()).hasSize(1);

        int writes = vendors.writes();
        assertThat(ticket.undo(out)).isZero();
        assertThat(vendors.writes()).isEqualTo(writes);
    }

    @Test
    void saysWhatIsUnclearAfterALostResponse() {
        EMAIL.faults().writes().next(Fault.closeAfterApplying());
        EMAIL.behavior().listLag(Duration.ofMinutes(1));

        assertThatThrownBy(() -> ticket.apply(decisions(), out))
                .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());

        assertThat(ticket.undo(out)).isEqualTo(3);
        assertThat(said()).contains("UNCLEAR").contains(".evil.example");
        assertThat(EMAIL.rules("blacklist")).hasSize(1);
    }

    @Test
    void refusesABadFieldBeforeAnythingIsSent() {
        assertThatThrownBy(() -> ticket.apply(
                        List.of(decisions().get(0), ticket.acceptFinding("CVE-2024-1", "10.0.0.1", "80", "x")), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nvt");
        assertThat(vendors.writes()).isZero();
    }
}
