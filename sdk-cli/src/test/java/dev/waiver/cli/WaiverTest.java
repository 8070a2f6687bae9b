/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waiver.core.Settings;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests every command except import with simulators of all three vendors. */
class WaiverTest {
    @RegisterExtension
    static final EmailSimulator EMAIL =
            EmailSimulator.builder().scopes("mt-prod-3:acme", "mt-prod-3:other").build();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String NVT = "nvt=1.3.6.1.4.1.25623.1.0.815255";

    private final Vendors vendors = new Vendors(EMAIL, SCANNING, DETECTION);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(vendors.settings(), args);
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

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String id() {
        Matcher last = Pattern.compile("\"id\" : \"([^\"]+)\"").matcher(printed());
        assertThat(last.find()).isTrue();
        return last.group(1);
    }

    @Test
    void goesThroughALifeAtEachVendor() {
        life("scanning", "text", NVT, "hosts=10.0.0.1", "port=8080", "text=TICKET-1", "newSeverity=0");
        life("detection", "description", "name=Build agent", "sha256=" + HASH, "description=TICKET-1");
        life(
                "email",
                "comment",
                "--list",
                "blacklist",
                "--tenant",
                "mt-prod-3:acme",
                "senderDomain=.evil.example",
                "senderDomainMatching=endswith",
                "comment=TICKET-1");
    }

    private void life(String service, String note, String... rest) {
        assertThat(run(words(words("create", service, "--output", "json"), rest)))
                .as(complained())
                .isZero();
        String id = id();
        int writes = vendors.writes();
        assertThat(run(words(words("ensure", service), rest))).as(complained()).isZero();
        assertThat(vendors.writes()).isEqualTo(writes);
        String[] place = service.equals("email")
                ? new String[] {service, "--list", "blacklist", "--tenant", "mt-prod-3:acme"}
                : new String[] {service};
        assertThat(run(words(words(words("edit"), place), id, note + "=TICKET-1: reviewed")))
                .as(complained())
                .isZero();
        assertThat(run(words(words(words("get", "--output", "json"), place), id)))
                .isZero();
        assertThat(printed()).contains("TICKET-1: reviewed");
        assertThat(run(words(words(words("list", "--output", "csv"), place)))).isZero();
        assertThat(printed()).contains(id);
        assertThat(run(words(words(words("remove"), place), id))).isZero();
        assertThat(run(words(words(words("get"), place), id))).isEqualTo(1);
    }

    private static String[] words(String... words) {
        return words;
    }

    private static String[] words(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    @Test
    void aDryRunReadsAndWritesNothing() {
        String id =
                SCANNING.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"hosts\":\"10.0.0.1\",\"text\":\"before\"}");
        SCANNING.faults().clear();

        assertThat(run("--dry-run", "create", "scanning", NVT, "hosts=10.0.0.2", "text=new"))
                .as(complained())
                .isZero();
        assertThat(printed()).contains("would create: POST /v2/exceptions").contains("10.0.0.2");
        assertThat(run("ensure", "--dry-run", "scanning", NVT, "hosts=10.0.0.1", "text=same"))
                .as(complained())
                .isZero();
        assertThat(printed()).contains("PRESENT").contains(id);
        assertThat(run("--dry-run", "ensure", "detection", "name=Agent", "sha256=" + HASH))
                .as(complained())
                .isZero();
        assertThat(printed()).contains("would create: POST /exceptions/v2").contains(HASH);
        assertThat(run("--dry-run", "edit", "scanning", id, "text=after"))
                .as(complained())
                .isZero();
        assertThat(printed()).contains("would change text: \"before\" -> \"after\"");
        assertThat(run("--dry-run", "remove", "scanning", id)).as(complained()).isZero();
        assertThat(printed()).contains("would remove scanning " + id);

        assertThat(vendors.writes()).isZero();
        assertThat(SCANNING.requests("GET", "/exceptions")).isNotEmpty();
    }

    @Test
    void auditsAllTenantsAndSaysWhatItCouldNotRead() throws Exception {
        SCANNING.add(
                "{\"id\":\"17\",\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"hosts\":\"178.151.13.5\",\"port\":\"8080\",\"text\":\"a,b\"}");
        EMAIL.add("blacklist", "{\"senderDomain\":\".evil.example\",\"senderDomainMatching\":\"endswith\"}");
        EMAIL.add(
                "mt-prod-3:other",
                "whitelist",
                JsonNodeFactory.instance.objectNode().put("senderEmail", "x@y.example"));
        run("create", "detection", "name=Signed build agent", "sha256=" + HASH);

        assertThat(run("audit")).as(complained()).isZero();
        assertThat(printed())
                .contains("178.151.13.5:8080", "sender domain ends with .evil.example", "Signed build agent (")
                .contains("mt-prod-3:acme", "mt-prod-3:other")
                .doesNotContain("NOT READ");

        EMAIL.faults()
                .when(call ->
                        call.header("scopes").filter("mt-prod-3:other"::equals).isPresent()
                                || call.query().contains("other")
                                || call.headers().toString().contains("mt-prod-3:other"))
                .always(Fault.status(403));
        assertThat(run("audit", "--output", "json")).isEqualTo(3);
        JsonNode json = new ObjectMapper().readTree(printed());
        assertThat(json.path("complete").asBoolean(true)).isFalse();
        assertThat(json.path("notRead"))
                .as("lists, engines, click-time and anomaly")
                .hasSize(4);
        assertThat(json.path("exceptions")).hasSize(3);

        assertThat(run("audit", "--output", "csv")).isEqualTo(3);
        assertThat(printed().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("NOT READ,");
        assertThat(printed()).contains("\"a,b\"");
    }

    @Test
    void refusesARuleThatWouldMatchMoreThanItSays() {
        String[] list = {"--list", "whitelist", "--tenant", "mt-prod-3:acme"};
        int writes = vendors.writes();
        for (String verb : List.of("create", "ensure")) {
            refused("senderDomain: must not be blank", words(words(verb, "email"), list), "senderDomain=", "subject=x");
            refused(
                    "senderDomainMatching: must not be blank",
                    words(words(verb, "email"), list),
                    "senderDomainMatching=",
                    "subject=x");
            refused(
                    "senderDomain: is not set, but its mode is",
                    words(words(verb, "email"), list),
                    "senderDomainMatching=endswith",
                    "recipient=ceo@us.example");
            refused(
                    "quarantineAll: must be true or false",
                    words(words(verb, "email"), list),
                    "quarantineAll=yes",
                    "subject=x");
            refused("hosts: give hosts, port", words(verb, "scanning"), NVT, "text=x");
            refused("hosts: must not be blank", words(verb, "scanning"), NVT, "text=x", "hosts=", "port=8080");
            refused("port: must not be blank", words(verb, "scanning"), NVT, "text=x", "hosts=10.0.0.1", "port=");
            refused("scan: must not be blank", words(verb, "scanning"), NVT, "text=x", "scan=", "everywhere=true");
            refused("condition: there is none", words(verb, "detection"), "name=x");
            refused("sha256: must not be blank", words(verb, "detection"), "name=x", "sha256=", "path=a");
            refused("os: must not be blank", words(verb, "detection"), "name=x", "os=", "path=a");
            refused("a literal is blank", words(verb, "detection"), "name=x", "path=a||b");
        }
        assertThat(vendors.writes()).isEqualTo(writes);
    }

    @Test
    void editsARuleThatIsOddAlreadyAndRefusesToMakeOneOdd() {
        String email = EMAIL.add(
                "mt-prod-3:acme",
                "whitelist",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("senderName", " ")
                        .put("linkDomainMatching", "contains")
                        .put("subject", "Invoice"));
        String scanning = SCANNING.add("{\"nvt\":\"CVE-2024-1\",\"text\":\" \"}");
        String detection = DETECTION.add("{\"Name\":\"Agent\",\"States\":[{\"Name\":\"\",\"FieldOperators\":{\"a\":"
                + "{\"Type\":\"EqualsAny\",\"Operands\":[{\"Source\":\"LiteralSet\",\"Data\":\"\"}]}}}]}");
        String[] list = words("edit", "email", "--list", "whitelist", "--tenant", "mt-prod-3:acme", email);
        refused("subject: must not be blank", list, "subject=");
        refused("senderDomain: is not set, but its mode is", list, "senderDomainMatching=endswith");
        refused("text: is required", words("edit", "scanning", scanning), "text=");
        refused("name: is required", words("edit", "detection", detection), "name=");
        assertThat(vendors.writes()).isZero();

        assertThat(run(words(list, "comment=TICKET-2"))).as(complained()).isZero();
        assertThat(run("edit", "detection", detection, "description=TICKET-2"))
                .as(complained())
                .isZero();
        assertThat(run("edit", "scanning", scanning, "text=TICKET-2"))
                .as(complained())
                .isZero();
    }

    private void refused(String why, String[] command, String... fields) {
        assertThat(run(words(command, fields))).isEqualTo(2);
        assertThat(complained()).contains(why);
    }

    @Test
    void saysWithItsExitCodeWhatHappened() {
        assertThat(run("create", "scanning", "nvt=CVE-2024-1", "hosts=10.0.0.1", "text=x"))
                .isEqualTo(2);
        assertThat(complained()).contains("nvt:", "CVE");
        assertThat(run("create", "scanning", NVT, "text=x")).isEqualTo(2);
        assertThat(run("create", "email", "senderDomain=x.example")).isEqualTo(2);
        assertThat(complained()).contains("list:");
        assertThat(run("create", "elsewhere", "a=b")).isEqualTo(2);
        assertThat(run(Settings.environment(Map.<String, String>of()::get), "audit"))
                .isEqualTo(2);
        assertThat(complained()).contains("WAIVER_EMAIL_BASE_URL");
        assertThat(vendors.writes()).isZero();

        SCANNING.faults().writes().next(Fault.closeWithoutApplying());
        assertThat(run("create", "scanning", NVT, "hosts=10.0.0.1", "text=x")).isEqualTo(4);
    }

    @Test
    void completesInTheShell() {
        assertThat(run("generate-completion")).isZero();
        assertThat(printed()).contains("complete -F", "audit", "--dry-run");
    }
}
