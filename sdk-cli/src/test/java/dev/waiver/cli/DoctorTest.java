/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.Settings;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailBehavior.Data;
import dev.waiver.testing.EmailBehavior.Names;
import dev.waiver.testing.EmailBehavior.RequestIds;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningBehavior.ListShape;
import dev.waiver.testing.ScanningBehavior.NvtShape;
import dev.waiver.testing.ScanningBehavior.OneShape;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The read-only part of {@code waiver doctor} names what each service does. */
class DoctorTest {
    private final WaitingTime time = new WaitingTime();

    // One of each for each test: the SDK remembers refused keys and request limits by address.
    @RegisterExtension
    final EmailSimulator email = EmailSimulator.builder()
            .clock(time)
            .scopes("mt-prod-3:acme", "mt-prod-3:other")
            .build();

    @RegisterExtension
    final ScanningSimulator scanning = ScanningSimulator.builder().clock(time).build();

    @RegisterExtension
    final DetectionSimulator detection =
            DetectionSimulator.builder().clock(time).build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return run(new Vendors(email, scanning, detection).settings(), args);
    }

    private int run(Settings settings, String... args) {
        out.reset();
        err.reset();
        return new Waiver(
                        settings.withFallback(Settings.environment(WaitingTime.LIMITS::get)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        pause -> {},
                        time,
                        question -> Optional.empty())
                .run(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode report(int code) throws IOException {
        assertThat(run("doctor", "--output", "json")).as(complained()).isEqualTo(code);
        return new ObjectMapper().readTree(printed());
    }

    /** Returns what was seen and the verdict. */
    private static String seen(JsonNode report, String service, String topic) {
        List<JsonNode> found = report.path("findings")
                .valueStream()
                .filter(finding -> finding.path("service").asText().equals(service)
                        && finding.path("topic").asText().equals(topic))
                .toList();
        assertThat(found).as(service + " " + topic).hasSize(1);
        return found.get(0).path("seen").asText() + ": "
                + found.get(0).path("verdict").asText();
    }

    private void rules() {
        email.add("blacklist", "{\"senderDomain\":\".evil.example\",\"comment\":\"why we block it\"}");
        scanning.addRules(3);
        detection.addRules(3);
    }

    @Test
    void comparesEachServiceWithWhatIsBelieved() {
        rules();
        assertThat(run("doctor")).as(complained()).isZero();
        assertThat(printed())
                .contains("email      list blacklist                  as believed  200 with code 200, 1 item\n")
                .contains(
                        "email      rule members                    differs      not known: domain, revision (believed: ")
                .contains("scanning   list envelope                   as believed  exceptions: an array\n")
                .contains("detection  csv at exceptions/v2/csv        as believed  200\n")
                .contains("detection  token lifetime                  not known    30 min, by exp of the token")
                .doesNotContain("incomplete", " failed ");
        assertThat(new Vendors(email, scanning, detection).writes()).isZero();
    }

    /** A knob of the email service, its topic, and what is seen with the default and with the knob. */
    static Stream<Arguments> emailKnobs() {
        return Stream.of(
                email(
                        "get of an unknown id",
                        "200 with code 200, a success: as",
                        "404 with code 404: differs",
                        b -> b.missingIs404(true, false, false)),
                email("success code", "200, a number: as", "0, a number: differs", b -> b.responseCode(0)),
                email("success code", "200, a number: as", "200, a string: differs", b -> b.codesAsText(true)),
                email("envelope", "an envelope: as", "no envelope: differs", b -> b.envelope(false)),
                email(
                        "request id",
                        "the one that was sent: as",
                        "absent: differs",
                        b -> b.requestIds(RequestIds.ABSENT)),
                email(
                        "request id",
                        "the one that was sent: as",
                        "one of the service's own: differs",
                        b -> b.requestIds(RequestIds.OWN)),
                email(
                        "request id",
                        "the one that was sent: as",
                        "the beginning of the one",
                        b -> b.requestIds(RequestIds.CUT_SHORT)),
                email(
                        "recordsNumber",
                        "the number of rules: as",
                        "8 where 1 were sent",
                        b -> b.recordsNumber(n -> n + 7)),
                email("data", "an array: as", "one rule alone: differs", b -> b.data(Data.OBJECT)),
                email("data", "an array: as", "null: differs", b -> b.data(Data.NULL)),
                email("data", "an array: as", "absent without rules", b -> b.data(Data.ABSENT)),
                email("rule members", "not known: domain, revision", "from_domain", b -> b.names(Names.SNAKE_CASE)),
                email("rule id", "entityId, a string: as", "id, a string: differs", b -> b.idName("id")),
                email("rule id", "entityId, a string: as", "entityId, a number: differs", b -> b.numericIds(true)),
                email("unset members", "null: as", "empty string: as", b -> b.unsetIsEmptyText(true)),
                knob("email", "paging", "the whole list in one response: as", "a scrollId", test -> {
                    test.email.behavior().pageSize(1);
                    String unused = test.email.add("blacklist", "{\"senderDomain\":\"phish.example\"}");
                }),
                knob("email", "update time", "aaa, 99 aaa 9999 99:99:99 aaa: as", "9999-99-99a99:99:99", test -> {
                    test.email.behavior().times(Instant::toString);
                    String unused = test.email.add("whitelist", "{\"senderDomain\":\"phish.example\"}");
                }),
                email(
                        "token lifetime",
                        "30 min, by expiresIn, expires",
                        "10 min",
                        b -> b.tokenLifetime(Duration.ofMinutes(10))),
                email(
                        "token lifetime",
                        "30 min, by expiresIn, expires",
                        "30 min, by expires:",
                        b -> b.includesExpiry(true, false)),
                email(
                        "token lifetime",
                        "30 min, by expiresIn, expires",
                        "does not say it",
                        b -> b.includesExpiry(false, false)));
    }

    private static Arguments email(String topic, String usual, String otherwise, Consumer<EmailBehavior> knob) {
        Consumer<DoctorTest> set = test -> knob.accept(test.email.behavior());
        return knob("email", topic, usual, otherwise, set);
    }

    private static Arguments knob(
            String service, String topic, String usual, String otherwise, Consumer<DoctorTest> set) {
        return Arguments.of(service, topic, usual, otherwise, set);
    }

    /** The same for the scanning service. */
    static Stream<Arguments> scanningKnobs() {
        return Stream.of(
                scanning(
                        "list envelope",
                        "exceptions: an array: as",
                        "a bare array: differs",
                        b -> b.envelopes(ListShape.ARRAY, OneShape.SINGULAR)),
                scanning(
                        "list envelope",
                        "exceptions: an array: as",
                        "exceptions: a map by id: differs",
                        b -> b.envelopes(ListShape.PLURAL_MAP, OneShape.SINGULAR)),
                scanning(
                        "list envelope",
                        "exceptions: an array: as",
                        "exceptions: a map in an array: differs",
                        b -> b.envelopes(ListShape.PLURAL_MAP_IN_ARRAY, OneShape.SINGULAR)),
                scanning(
                        "list envelope",
                        "exceptions: an array: as",
                        "data: an array: differs",
                        b -> b.envelopes(ListShape.DATA, OneShape.SINGULAR)),
                scanning(
                        "list envelope",
                        "exceptions: an array: as",
                        "data.exceptions: an array: differs",
                        b -> b.envelopes(ListShape.DATA_PLURAL, OneShape.SINGULAR)),
                scanning(
                        "show",
                        "200, exception: one: as",
                        "200, bare: one: differs",
                        b -> b.envelopes(ListShape.PLURAL, OneShape.BARE)),
                scanning(
                        "show",
                        "200, exception: one: as",
                        "200, data: one: differs",
                        b -> b.envelopes(ListShape.PLURAL, OneShape.DATA)),
                scanning(
                        "show",
                        "200, exception: one: as",
                        "200, exceptions: an array: differs",
                        b -> b.envelopes(ListShape.PLURAL, OneShape.AS_LIST)),
                scanning("vulnerability", "nvt, string: as", "nvt_oid, string", b -> b.nvt(NvtShape.NVT_OID)),
                scanning("vulnerability", "nvt, string: as", "nvt, object", b -> b.nvt(NvtShape.NVT_OBJECT)),
                scanning("scan", "scan, null", "task, empty string", b -> b.scan(ScanShape.TASK_TEXT)),
                scanning("scan", "scan, null", "scan, null; task, null", b -> b.scan(ScanShape.BOTH)),
                scanning("port", "number: not", "string: not", b -> b.port(PortShape.TEXT)),
                scanning(
                        "paging",
                        "a pagination object, 3 of 3",
                        "nothing about pages, 3 of 3",
                        b -> b.paging(Paging.NONE, 25)),
                scanning("paging", "a pagination object, 3 of 3", "a count, 3 of 3", b -> b.paging(Paging.COUNTED, 25)),
                scanning("page size", "per_page sets it: as", "per_page is ignored", b -> b.paging(Paging.NONE, 25)),
                scanning("page size", "per_page sets it: as", "2 by default", b -> b.paging(Paging.ANNOUNCED, 2)),
                scanning("page size", "per_page sets it: as", "at most 2", b -> b.maxPageSize(2)),
                scanning(
                        "page size",
                        "per_page sets it: as",
                        "page 2 repeats page 1: differs",
                        b -> b.paging(Paging.REPEATING, 25)),
                scanning("rule id", "id, a string: as", "uuid, a string: differs", b -> b.ids("uuid", false)),
                scanning(
                        "rule members",
                        "not known: owner, revision: differs",
                        "missing: new_severity",
                        b -> b.omitsUnset(true)),
                scanning(
                        "filter by vulnerability",
                        "it is applied: as",
                        "it is ignored: 3 items",
                        b -> b.ignoresFilters(true)),
                scanning("vulnerabilities", "200, 0 items: as", "200, 0 items: as", b -> b.vulnerabilities("results")));
    }

    private static Arguments scanning(String topic, String usual, String otherwise, Consumer<ScanningBehavior> knob) {
        Consumer<DoctorTest> set = test -> knob.accept(test.scanning.behavior());
        return knob("scanning", topic, usual, otherwise, set);
    }

    /** The same for the detection service. */
    static Stream<Arguments> detectionKnobs() {
        return Stream.of(
                detection(
                        "token lifetime",
                        "30 min, by exp of the token",
                        "10 min, by exp",
                        b -> b.tokenLifetime(Duration.ofMinutes(10))),
                detection(
                        "token lifetime", "30 min, by exp of the token", "does not say it", b -> b.opaqueTokens(true)),
                detection(
                        "authentication",
                        "200, {access_token: string}",
                        "201, {access_token: string}",
                        b -> b.authenticationStatus(201)),
                detection("page size", "at most 200, page_size sets it: as", "at most 50", b -> b.pageSizes(10, 50)),
                detection(
                        "page size",
                        "at most 200, page_size sets it: as",
                        "page 2 repeats page 1",
                        b -> b.ignoresPage(true)),
                detection(
                        "page size",
                        "at most 200, page_size sets it: as",
                        "page 2 repeats page 1",
                        b -> b.repeatsFrom(1)),
                detection(
                        "page size",
                        "at most 200, page_size sets it: as",
                        "page 2 is empty in the middle",
                        b -> b.emptyPages(2)),
                detection(
                        "paging",
                        "page number, page size and totals, 3 of 3",
                        "3 of 9 items",
                        b -> b.totals(n -> n + 6)),
                detection(
                        "paging",
                        "page number, page size and totals, 3 of 3",
                        "no page number",
                        b -> b.pagingMetadata(false)),
                detection(
                        "spelling",
                        "Id, as documented: as",
                        "id, in lowercase: differs",
                        b -> b.names(DetectionBehavior.Names.LOWER_CASE)));
    }

    private static Arguments detection(String topic, String usual, String otherwise, Consumer<DetectionBehavior> knob) {
        Consumer<DoctorTest> set = test -> knob.accept(test.detection.behavior());
        return knob("detection", topic, usual, otherwise, set);
    }

    @ParameterizedTest(name = "{0}, {1}: {3}")
    @MethodSource({"emailKnobs", "scanningKnobs", "detectionKnobs"})
    void namesTheBehavior(String service, String topic, String usual, String otherwise, Consumer<DoctorTest> knob)
            throws IOException {
        rules();
        assertThat(seen(report(0), service, topic)).contains(usual);
        email.revokeTokens();
        knob.accept(this);
        JsonNode report = new ObjectMapper().readTree(afterAnyCode());
        assertThat(seen(report, service, topic)).contains(otherwise);
    }

    /** Runs the doctor where some behaviors make single operations fail. */
    private String afterAnyCode() {
        assertThat(run("doctor", "--output", "json")).isIn(0, 3);
        return printed();
    }

    @Test
    void saysWhatFailedAndReadsTheRest() throws IOException {
        rules();
        email.faults()
                .when(call -> call.resource().equals("/exceptions/whitelist"))
                .always(Fault.status(403));
        scanning.faults()
                .when("GET", "/exceptions")
                .always(Fault.body(200, "text/html", "<p>".getBytes(StandardCharsets.UTF_8)));
        detection.faults().when("GET", "/rulesets/v2").always(Fault.retryAfter(429, "7"));
        JsonNode report = report(3);
        assertThat(seen(report, "email", "list whitelist")).isEqualTo("403: failed");
        assertThat(seen(report, "email", "list blacklist")).contains("1 item: as believed");
        assertThat(seen(report, "scanning", "list")).isEqualTo("200, not readable: failed");
        assertThat(seen(report, "detection", "rule sets")).isEqualTo("429: failed");
        assertThat(seen(report, "detection", "request limits")).contains("got a 429; retry-after: 7: differs");
        assertThat(report.path("complete").asBoolean()).isFalse();
        assertThat(run("doctor")).isEqualTo(3);
        assertThat(printed()).endsWith("This report is incomplete: something failed.\n");
    }

    @Test
    void aServiceThatCannotBeReachedIsNoReasonToEnd() throws IOException {
        scanning.faults().always(Fault.closeWithoutApplying());
        Settings wrong = Settings.environment(Map.of("WAIVER_EMAIL_ACCESS_KEY", "wrong")::get)
                .withFallback(new Vendors(email, scanning, detection).settings());
        assertThat(run(wrong, "doctor", "--output", "json")).isEqualTo(3);
        JsonNode report = new ObjectMapper().readTree(printed());
        assertThat(seen(report, "scanning", "list")).isEqualTo("no response (Transport): failed");
        assertThat(seen(report, "email", "tenants")).contains("not sent (Authentication): failed");
        assertThat(seen(report, "detection", "list")).contains("200, 0 items");
    }

    @Test
    void measuresTheClockDifference() throws IOException {
        String early = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.now().minusSeconds(300).atOffset(ZoneOffset.UTC));
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC));
        scanning.faults().always(Fault.status(403, Map.of("Date", early), ""));
        detection.faults().when("GET", "/exceptions/v2").always(Fault.status(403, Map.of("Date", now), ""));
        JsonNode report = report(3);
        assertThat(seen(report, "scanning", "clock difference")).contains("the local clock is 5 min ahead: differs");
        assertThat(seen(report, "detection", "clock difference")).contains("less than 2 s: as believed");
        assertThat(seen(report, "email", "clock difference")).contains("no Date: not known");
    }

    @Test
    void showsNoSecretEvenIfAServiceRepeatsIt() {
        email.add("blacklist", "{\"senderDomain\":\".evil.example\",\"comment\":\"why we block it\"}");
        scanning.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.815255\",\"hosts\":\"10.0.0.77\",\"text\":\"our scanner\"}");
        String id = detection.add(
                "{\"Name\":\"Our agent\",\"States\":[{\"Name\":\"state\",\"FieldOperators\":{\"ourkey\":"
                        + "{\"Type\":\"EqualsAny\",\"Operands\":[{\"Source\":\"LiteralSet\",\"Data\":\"c:agent\"}]}}}]}");
        Vendors vendors = new Vendors(email, scanning, detection);
        Set<String> secrets = new LinkedHashSet<>(List.of(
                email.credentials().clientId(),
                email.credentials().accessKey(),
                scanning.credentials().apiKey(),
                scanning.accessToken(),
                detection.credentials().tenantId(),
                detection.credentials().applicationId(),
                detection.credentials().applicationSecret(),
                "mt-prod-3",
                "evil.example",
                "why we block it",
                "10.0.0.77",
                "our scanner",
                "815255",
                "Our agent",
                "ourkey",
                "c:agent",
                "admin@example.com",
                "127.0.0.1",
                id));
        for (Fault fault : List.of(
                Fault.none(),
                Fault.echo(200),
                Fault.echo(400),
                Fault.echo(429),
                named(secrets.stream().limit(7).toList()))) {
            for (String form : List.of("table", "json")) {
                email.faults().always(fault);
                scanning.faults().always(fault);
                detection.faults().always(fault);
                assertThat(run(vendors.settings(), "doctor", "--output", form)).isIn(0, 3);
                email.requests().forEach(call -> call.header("Authorization").ifPresent(secrets::add));
                detection.requests().forEach(call -> call.header("Authorization")
                        .ifPresent(secrets::add));
                for (String secret : secrets) {
                    assertThat(printed() + complained()).doesNotContain(secret.replace("Bearer ", ""));
                }
            }
        }
    }

    /** A response whose members are named after secrets. */
    private static Fault named(List<String> secrets) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        secrets.forEach(secret -> body.put(secret, 1));
        Map<String, String> headers = Map.of("Retry-After", secrets.get(0), "X-RateLimit-Limit", secrets.get(1));
        return Fault.status(200, headers, body.toString()).withoutApplying();
    }

    @Test
    void refusesWhatItCannotWrite() {
        assertThat(run("doctor", "--output", "csv")).isEqualTo(2);
        assertThat(complained()).contains("output: doctor writes table or json");
        assertThat(run(Settings.environment(Map.<String, String>of()::get), "doctor"))
                .isEqualTo(2);
        assertThat(complained()).contains("WAIVER_EMAIL_BASE_URL");
    }

    /** The tables besides the lists, in the recorded shapes; an engine without a license is named. */
    @Test
    void readsTheFurtherTablesOfTheEmailService() {
        email.addEngineException("avanan_url", "block-domain", "{\"exception_str\": \"evil.example\"}");
        email.addClickTimeItem("whitelist", "{\"listItemName\": \"www.good.example\"}");
        email.addAnomalyException("{\"anomaly_type\": \"superman_anomaly\"}");
        email.behavior().unlicensedEngine("avanan_dlp");

        int unused = run("doctor", "--tenant", "mt-prod-3:acme");

        String report = out.toString(StandardCharsets.UTF_8);
        assertThat(report)
                .containsPattern("table url-block-domain +not known +200 with code 200, 1 item ")
                .containsPattern("table dlp-hash +not known +403")
                .containsPattern("table anomaly +not known +200 with code 200, 1 item ")
                .containsPattern("table click-time +not known +200 with code 200, 1 item ")
                .containsPattern("engine paging +not known +no lastEvaluatedKey")
                .doesNotContain("evil.example", "www.good.example");
    }
}
