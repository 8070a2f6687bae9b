/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file is imported once, even if the import is interrupted. */
class ImportTest {
    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.create();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final String HEADER = "where,list,nvt,hosts,text,senderDomain,senderDomainMatching,comment";
    private static final String FIRST = "scanning,,1.3.6.1.4.1.25623.1.0.1,10.0.0.1,first,,,";
    private static final String SECOND = "scanning,,1.3.6.1.4.1.25623.1.0.2,10.0.0.2,second,,,";
    private static final String THIRD = "email,blacklist,,,,.evil.example,endswith,third";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Duration> waited = new ArrayList<>();

    @TempDir
    Path folder;

    private int run(String... args) {
        out.reset();
        err.reset();
        return new Waiver(
                        new Vendors(EMAIL, SCANNING, DETECTION).settings(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        waited::add)
                .run(args);
    }

    private String[] imported(String... more) {
        List<String> args =
                new ArrayList<>(List.of("import", folder.resolve("rules.csv").toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private void file(String... rows) throws IOException {
        Files.writeString(folder.resolve("rules.csv"), HEADER + "\r\n" + String.join("\r\n", rows) + "\r\n");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> texts() {
        return SCANNING.rules().stream()
                .map((ObjectNode r) -> r.path("text").asText())
                .toList();
    }

    @Test
    void importsEachRowOnceWithABar() throws IOException {
        file(FIRST, SECOND, THIRD, FIRST);

        assertThat(run(imported())).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(printed()).contains("CONFIRMED=3");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("import", "3/3");
        assertThat(run(imported())).isZero();

        assertThat(texts()).containsExactly("first", "second");
        assertThat(EMAIL.rules("blacklist")).hasSize(1);
        assertThat(SCANNING.writes()).hasSize(2);
    }

    @Test
    void looksForASentRowBeforeAnythingIsPosted() throws IOException {
        file(FIRST, SECOND);
        SCANNING.faults().writes().next(Fault.closeAfterApplying());
        SCANNING.faults().when("GET", "/exceptions").next(Fault.none(), Fault.status(403)); // the look fails
        assertThat(run(imported("--no-progress"))).isEqualTo(4);
        assertThat(printed()).contains("UNCLEAR", "SENT=1");
        int before = SCANNING.requests().size();

        file(SECOND, THIRD, FIRST.replace("first", "edited in between"));
        assertThat(run(imported("--no-progress"))).isZero();

        assertThat(printed()).contains("Resuming: 1 rows", "2 rows of the file were not in the plan");
        assertThat(texts()).containsExactly("first", "second");
        assertThat(SCANNING.requests().subList(before, SCANNING.requests().size()).stream()
                        .filter(RecordedRequest::write))
                .isEmpty();
        assertThat(EMAIL.writes()).isEmpty();
    }

    @Test
    void sendsASentRowThatIsNowhereAfterThreeLooks() throws IOException {
        file(FIRST);
        SCANNING.faults().writes().next(Fault.closeWithoutApplying());
        assertThat(run(imported("--no-progress"))).isEqualTo(4);

        assertThat(run(imported("--no-progress"))).isZero();

        assertThat(waited).isEqualTo(Import.LOOKS);
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void aSentRowThatCannotBeLookedUpStaysUnclearAndTheOthersGoOn() throws IOException {
        file(FIRST, SECOND);
        SCANNING.faults().writes().next(Fault.closeWithoutApplying(), Fault.status(401), Fault.status(401));
        assertThat(run(imported("--no-progress"))).isEqualTo(4);
        SCANNING.faults().clear();
        SCANNING.faults().when("GET", "/exceptions").next(Fault.status(403));

        assertThat(run(imported("--no-progress"))).isEqualTo(4);

        assertThat(printed()).contains("UNCLEAR", "SENT=1", "CONFIRMED=1");
        assertThat(texts()).containsExactly("second");
        assertThat(run(imported("--no-progress"))).isZero();
        assertThat(texts()).containsExactly("second", "first");
    }

    @Test
    void twoRowsThatContradictEachOtherAreRefusedBeforeAnythingIsSent() throws IOException {
        file(
                FIRST,
                THIRD,
                SECOND,
                "scanning,,1.3.6.1.4.1.25623.1.0.1,10.0.0.1,other,,,",
                "email,blacklist,,,,.evil.example,endswith,again");
        assertThat(run(imported("--no-progress"))).isZero(); // texts do not contradict each other
        List<String> rows = List.of(
                "actionNeeded,where,list,senderDomain",
                "spam,email,whitelist,a.example",
                "phishing,email,whitelist,b.example",
                "phishing,email,whitelist,a.example");
        Files.write(folder.resolve("rules.csv"), rows);
        int before = EMAIL.requests().size();
        assertThat(run(imported("--no-progress"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("nothing was sent:", "row 1 and row 3 match the same", "actionNeeded");
        assertThat(EMAIL.requests()).hasSize(before);
    }

    @Test
    void aChangedTextIsWrittenWhenAsked() throws IOException {
        file(FIRST, SECOND);
        assertThat(run(imported("--no-progress"))).isZero();
        file(FIRST.replace("first", "changed"), SECOND);
        assertThat(run(imported("--no-progress"))).isZero();
        assertThat(texts()).containsExactly("first", "second");
        file(FIRST.replace("first", "changed again"), SECOND);
        assertThat(run(imported("--no-progress", "--update-text"))).isZero();
        assertThat(texts()).containsExactly("changed again", "second");
    }

    @Test
    void aDryRunThatCannotReadAListDoesNotSayThatTheRuleIsMissing() throws IOException {
        file(FIRST, THIRD);
        EMAIL.stub("GET", "/scopes", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}");
        SCANNING.stub("GET", "/exceptions", "{\"exceptions\":[],\"pagination\":{\"total_count\":3,\"total_pages\":1}}");

        assertThat(run(imported("--dry-run"))).isEqualTo(3);

        assertThat(printed().lines()).hasSize(2).allMatch(line -> line.startsWith("NOT COMPARED  "));
        assertThat(printed()).contains("announced 3 items and sent 0", "this key sees no tenant");
        assertThat(run("--dry-run", "ensure", "scanning", "nvt=1.3.6.1.4.1.25623.1.0.1", "hosts=10.0.0.1", "text=a"))
                .isEqualTo(3);
        assertThat(printed()).doesNotContain("would create");
    }

    @Test
    void refusesARowThatIsThereWithAnotherEffectAndGoesOn() throws IOException {
        SCANNING.add(
                "{\"nvt\":\"1.3.6.1.4.1.25623.1.0.1\",\"hosts\":\"10.0.0.1\",\"text\":\"theirs\",\"new_severity\":7}");
        file(FIRST, SECOND);

        assertThat(run(imported("--no-progress"))).isEqualTo(1);

        assertThat(printed()).contains("REFUSED", "CONFIRMED=1");
        assertThat(texts()).containsExactly("theirs", "second");
    }

    @Test
    void survivesATornJournalLine() throws IOException {
        file(FIRST, SECOND);
        assertThat(run(imported("--no-progress"))).isZero();
        Path journal = folder.resolve("rules.csv.journal");
        String text = Files.readString(journal);
        Files.writeString(
                journal, text.substring(0, text.length() - 20)); // cuts the confirmation of the second row short

        assertThat(run(imported("--no-progress"))).isZero();

        assertThat(texts()).containsExactly("first", "second");
        assertThat(SCANNING.writes()).hasSize(2);
        assertThat(printed()).contains("CONFIRMED=2");
    }

    @Test
    void stopsWhenTheServiceIsDownAndGoesOnLater() throws IOException {
        file(FIRST, SECOND);
        SCANNING.faults().writes().next(Fault.none(), Fault.status(401), Fault.status(401), Fault.status(401));
        assertThat(run(imported("--no-progress"))).isEqualTo(1);
        SCANNING.faults().clear();

        assertThat(run(imported("--no-progress"))).isZero();
        assertThat(texts()).containsExactly("first", "second");
    }

    @Test
    void refusesAFileWithAMistakeBeforeAnythingIsSent() throws IOException {
        file(FIRST, "scanning,,CVE-2024-1,10.0.0.1,x,,,", "email,,,,,x.example,,");

        assertThat(run(imported())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("row 2: nvt", "row 3: list");
        assertThat(SCANNING.requests()).isEmpty();
    }

    @Test
    void refusesARowWhoseModeLostItsField() throws IOException {
        Files.writeString(folder.resolve("rules.csv"), """
                where,tenant,list,senderDomain,senderDomainMatching,recipient
                email,,whitelist,,endswith,ceo@us.example
                """);

        assertThat(run(imported())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("row 1: senderDomain: is not set, but its mode is");
    }

    @Test
    void refusesARowWithoutScopeOrCondition() throws IOException {
        Files.writeString(folder.resolve("rules.csv"), """
                where,tenant,list,nvt,hosts,text,name,sha256
                scanning,,,1.3.6.1.4.1.25623.1.0.1,,accepted,,
                detection,,,,,,Agent,
                email,,whitelist,,,,,
                """);

        assertThat(run(imported())).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("row 1: hosts: give hosts, port", "row 2: condition: there is none", "row 3: rule: matches");
        assertThat(SCANNING.requests()).isEmpty();
    }

    @Test
    void aDryRunWritesNeitherToAServiceNorToTheJournal() throws IOException {
        file(FIRST, THIRD);

        assertThat(run(imported("--dry-run")))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        assertThat(printed().lines()).hasSize(2).allMatch(line -> line.startsWith("would create: POST"));
        assertThat(SCANNING.writes()).isEmpty();
        assertThat(EMAIL.writes()).isEmpty();
        assertThat(folder.resolve("rules.csv.journal")).doesNotExist();
    }
}
