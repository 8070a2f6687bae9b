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
import dev.waiver.testing.Behavior;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.DetectionBehavior.Body;
import dev.waiver.testing.DetectionSimulator;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningBehavior.ListShape;
import dev.waiver.testing.ScanningBehavior.NvtShape;
import dev.waiver.testing.ScanningBehavior.OneShape;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import dev.waiver.testing.ScanningBehavior.Updates;
import dev.waiver.testing.ScanningSimulator;
import dev.waiver.testing.Simulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The probe of {@code waiver doctor} names what each service does, and leaves no rule or says which. */
class DoctorProbeTest {
    private static final String LAB = "mt-prod-3:lab";
    static final List<String> SERVICES = List.of("email", "scanning", "detection");

    private final WaitingTime time = new WaitingTime();

    // One of each for each test: the SDK remembers refused keys and request limits by address.
    @RegisterExtension
    final EmailSimulator email = EmailSimulator.builder()
            .clock(time)
            .scopes("mt-prod-3:acme", "mt-prod-3:lab")
            .build();

    @RegisterExtension
    final ScanningSimulator scanning = ScanningSimulator.builder().clock(time).build();

    @RegisterExtension
    final DetectionSimulator detection =
            DetectionSimulator.builder().clock(time).build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Optional<String> typed = Optional.empty();
    private String question = "";

    private int run(Settings settings, String... args) {
        out.reset();
        err.reset();
        return new Waiver(
                        settings.withFallback(Settings.environment(WaitingTime.LIMITS::get)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        pause -> {},
                        time,
                        asked -> {
                            question = asked;
                            return typed;
                        })
                .run(args);
    }

    /** Returns the settings of one service. */
    private Settings only(String service) {
        Settings all = new Vendors(email, scanning, detection).settings();
        String prefix = "WAIVER_" + service.toUpperCase(Locale.ROOT) + "_";
        return Settings.environment(name -> name.startsWith(prefix)
                ? all.find(
                                service,
                                name.substring(prefix.length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'))
                        .orElse(null)
                : null);
    }

    private int probe(String service, String... more) {
        List<String> args = new ArrayList<>(List.of("doctor", "--probe", "--yes", "--output", "json"));
        if (service.equals("email")) {
            args.addAll(List.of("--tenant", LAB));
        }
        args.addAll(List.of(more));
        return run(only(service), args.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns what was seen and the verdict. */
    private String seen(String topic) throws IOException {
        List<JsonNode> found = new ObjectMapper()
                .readTree(printed())
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("topic").asText().equals("probe: " + topic))
                .toList();
        assertThat(found).as(topic + printed()).hasSize(1);
        return found.get(0).path("seen").asText() + ": "
                + found.get(0).path("verdict").asText();
    }

    /** Returns the ids of the rules that a probe left. */
    private List<String> left(String service) {
        return switch (service) {
            case "email" ->
                Stream.of("whitelist", "blacklist", "spam_whitelist")
                        .flatMap(list -> email.rules(list).stream())
                        .filter(rule -> rule.toString().contains("waiver-probe-"))
                        .map(rule -> rule.path("entityId").asText())
                        .toList();
            case "scanning" ->
                scanning.rules().stream()
                        .filter(rule -> rule.toString().contains("waiver-probe-"))
                        .map(rule -> rule.path("id").asText())
                        .toList();
            default ->
                detection.exceptions().entrySet().stream()
                        .filter(entry -> entry.getValue().contains("waiver-probe-"))
                        .map(Map.Entry::getKey)
                        .toList();
        };
    }

    private Simulator simulator(String service) {
        return switch (service) {
            case "email" -> email;
            case "scanning" -> scanning;
            default -> detection;
        };
    }

    /** A knob of the email service, its topic, and what is seen with the default and with the knob. */
    static Stream<Arguments> emailKnobs() {
        return Stream.of(
                email(
                        "update effect",
                        "merges: comment, which was left out, is kept",
                        "replaces: comment",
                        b -> b.replacesOnUpdate(true)),
                email("create", "200 with code 200, {", "201 with code 200, {", b -> b.createStatus(201)),
                email("create", "200 with code 200, {", "200 with code 201, {", b -> b.createCode(201)),
                email("delete", "200 with code 204, {", "204, no body: differs", b -> b.deleteStatus(204)),
                email("delete", "200 with code 204, {", "200 with code 200, {", b -> b.deleteCode(200)),
                email("update", "200 with code 200, {", "200 with code 0, {", b -> b.responseCode(0)),
                email(
                        "repeated delete",
                        "200 with code 204, a success: as",
                        "404 with code 404, not found: d",
                        b -> b.missingIs404(false, false, true)),
                email(
                        "get after delete",
                        "200 with code 200, and no rule",
                        "404 with code 404, and no rule",
                        b -> b.missingIs404(true, false, false)),
                email(
                        "update of an unknown id",
                        "200 with code 200, a success: not",
                        "404 with code 404: not",
                        b -> b.missingIs404(false, true, false)),
                email(
                        "rule id",
                        "entityId, a string: as",
                        "entity_id, a number: differs",
                        b -> b.names(EmailBehavior.Names.SNAKE_CASE)),
                email(
                        "list lag",
                        "listed at once: as",
                        "listed after 5 s, not yet after 3 s: as",
                        b -> b.listLag(Duration.ofSeconds(4))),
                email(
                        "list lag",
                        "listed at once: as",
                        "listed after 30 s, not yet after 20 s: differs",
                        b -> b.listLag(Duration.ofSeconds(25))),
                email(
                        "comment",
                        "all of it: 1200 characters",
                        "255 of 1200 characters, cut at the end: d",
                        b -> b.storesDifferently(comment("comment", text -> text.substring(0, 255)))),
                email(
                        "comment",
                        "all of it: 1200 characters",
                        "leading blanks cut, trailing blanks cut: d",
                        b -> b.storesDifferently(comment("comment", String::strip))),
                email(
                        "comment",
                        "all of it: 1200 characters",
                        "characters other than ASCII changed",
                        b -> b.storesDifferently(comment("comment", text -> text.replaceAll("[^ -~]", "?")))),
                email(
                        "comment",
                        "all of it: 1200 characters",
                        "nothing: differs",
                        b -> b.storesDifferently(comment("comment", text -> ""))));
    }

    private static UnaryOperator<ObjectNode> comment(String name, UnaryOperator<String> change) {
        return rule -> {
            JsonNode text = rule.path(name);
            return text.isTextual() ? rule.put(name, change.apply(text.textValue())) : rule;
        };
    }

    private static Arguments email(String topic, String usual, String otherwise, Consumer<EmailBehavior> knob) {
        Consumer<DoctorProbeTest> set = test -> knob.accept(test.email.behavior());
        return Arguments.of("email", topic, usual, otherwise, set);
    }

    /** The same for the scanning service. */
    static Stream<Arguments> scanningKnobs() {
        String merges = "merges: port, which was left out, is kept: not known";
        return Stream.of(
                scanning(
                        "update effect",
                        merges,
                        "replaces: port, which was left out, is cleared: not",
                        b -> b.updates(Updates.REPLACE)),
                scanning(
                        "update effect",
                        merges,
                        "is kept; hosts is not updated: differs",
                        b -> b.updates(Updates.TEXT_AND_NVT)),
                scanning(
                        "update effect",
                        merges,
                        "hosts, which was sent, is cleared: differs",
                        b -> b.dropsScopeOnUpdate(true)),
                scanning(
                        "delete",
                        "204, no body: as",
                        "200, {status: number, status_text: string}",
                        b -> b.deleteStatus(200)),
                scanning("repeated delete", "404, not found: as", "404, not found: as", b -> b.deleteStatus(200)),
                scanning("status of a new rule", "in force: as", "requested: differs", b -> b.createsRequested(true)),
                scanning(
                        "list envelope",
                        "exceptions: an array",
                        "exceptions: a map in an array",
                        b -> b.envelopes(ListShape.PLURAL_MAP_IN_ARRAY, OneShape.SINGULAR)),
                scanning(
                        "show",
                        "200, exception: one",
                        "200, bare: one",
                        b -> b.envelopes(ListShape.PLURAL, OneShape.BARE)),
                scanning("vulnerability", "nvt, string", "nvt_oid, string", b -> b.nvt(NvtShape.NVT_OID)),
                scanning("scan", "scan, null", "task, null", b -> b.scan(ScanShape.TASK_OBJECT)),
                scanning("port", "number: not", "string: not", b -> b.port(PortShape.TEXT_WITH_PROTOCOL)),
                scanning("rule id", "id, a string: as", "uuid, a string: differs", b -> b.ids("uuid", false)),
                scanning("rule id", "id, a string: as", "not a known member, and the key in a map", b -> {
                    b.envelopes(ListShape.PLURAL_MAP, OneShape.SINGULAR);
                    b.ids("id", true);
                }),
                scanning("severity", "new_severity, null", "absent", b -> b.omitsUnset(true)),
                scanning(
                        "list lag",
                        "listed at once: as",
                        "listed after 30 s, not yet after 20 s: differs",
                        b -> b.listLag(Duration.ofSeconds(25))),
                scanning(
                        "comment",
                        "all of it: 1200 characters",
                        "255 of 1200 characters, cut at the end: d",
                        b -> b.storesDifferently(comment("text", DoctorProbeTest::cut))));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 255));
    }

    private static Arguments scanning(String topic, String usual, String otherwise, Consumer<ScanningBehavior> knob) {
        Consumer<DoctorProbeTest> set = test -> knob.accept(test.scanning.behavior());
        return Arguments.of("scanning", topic, usual, otherwise, set);
    }

    /** The same for the detection service. */
    static Stream<Arguments> detectionKnobs() {
        return Stream.of(
                detection("create", "200, {", "201, {Id: string}: as", b -> b.createResponse(201, false, Body.ID)),
                detection(
                        "create",
                        "200, {",
                        "201, no body, with a Location: as",
                        b -> b.createResponse(201, true, Body.NONE)),
                detection("version", "an update adds 1: as", "an update adds 3: differs", b -> b.versionStep(3)),
                detection("list after delete", "it is not listed", "it is still listed", b -> b.keepsDeactivated(true)),
                detection(
                        "get after delete",
                        "404, and no rule: as",
                        "the rule is still there: differs",
                        b -> b.keepsDeactivated(true)),
                detection(
                        "repeated delete",
                        "404, not found: differs",
                        "200, a success: as",
                        b -> b.keepsDeactivated(true)),
                detection(
                        "removal",
                        "nothing is left: as",
                        "deactivated, and still listed with the id ",
                        b -> b.keepsDeactivated(true)),
                detection(
                        "spelling",
                        "Id, as documented",
                        "id, in lowercase",
                        b -> b.names(DetectionBehavior.Names.LOWER_CASE)),
                detection(
                        "update effect",
                        "replaces: Description, which was left out, is cleared: as",
                        "merges: Description, which was left out, is kept: differs",
                        b -> b.storesDifferently(
                                rule -> rule.has("Description") ? rule : rule.put("Description", "kept"))),
                detection(
                        "list lag",
                        "listed at once: as",
                        "listed after 30 s, not yet after 20 s: differs",
                        b -> b.listLag(Duration.ofSeconds(25))),
                detection(
                        "comment",
                        "all of it: 1200 characters",
                        "255 of 1200 characters, cut at the end: d",
                        b -> b.storesDifferently(comment("Description", DoctorProbeTest::cut))));
    }

    private static Arguments detection(String topic, String usual, String otherwise, Consumer<DetectionBehavior> knob) {
        Consumer<DoctorProbeTest> set = test -> knob.accept(test.detection.behavior());
        return Arguments.of("detection", topic, usual, otherwise, set);
    }

    @ParameterizedTest(name = "{0}, {1}: {3}")
    @MethodSource({"emailKnobs", "scanningKnobs", "detectionKnobs"})
    void namesTheBehavior(String service, String topic, String usual, String otherwise, Consumer<DoctorProbeTest> knob)
            throws IOException {
        assertThat(probe(service)).as(complained()).isZero();
        assertThat(seen(topic)).contains(usual);
        knob.accept(this);
        assertThat(probe(service)).as(complained()).isZero();
        assertThat(seen(topic)).contains(otherwise);
        if (!topic.matches(".*delete|removal") || !service.equals("detection")) {
            assertThat(left(service)).as("a deactivated exception may stay").isEmpty();
        }
    }

    /** Each fault. */
    static Stream<Arguments> faults() {
        return SERVICES.stream().flatMap(service -> Stream.of(
                        Fault.closeAfterApplying(),
                        Fault.closeWithoutApplying(),
                        Fault.closeInTheMiddleOfResponse(),
                        Fault.status(500),
                        Fault.status(500).afterApplying(),
                        Fault.status(403),
                        Fault.retryAfter(429, "1"),
                        Fault.body(200, "text/html", "<p>".getBytes(StandardCharsets.UTF_8)),
                        Fault.status(200).withoutApplying(),
                        Fault.truncated())
                .map(fault -> Arguments.of(service, fault)));
    }

    /** Injects a fault at each request of a run, one run after the other, once alone and once with the next four. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void leavesNoRuleOrNamesIt(String service, Fault fault) {
        Simulator simulator = simulator(service);
        assertThat(probe(service)).as(complained()).isZero();
        int requests = simulator.requests().size();
        for (int times : new int[] {1, 5}) {
            for (int at = 0; at < requests; at++) {
                simulator.reset();
                Fault[] plan = new Fault[at + times];
                Arrays.fill(plan, 0, at, Fault.none());
                Arrays.fill(plan, at, at + times, fault);
                simulator.faults().next(plan);
                int code = probe(service);
                String what = fault + ", " + times + " times at request " + at + ": " + complained();
                assertThat(code).as(what).isIn(0, 3, 4);
                List<String> left = left(service);
                if (code != 4) {
                    assertThat(left).as(what).isEmpty();
                }
                left.forEach(id -> assertThat(complained()).as(what).contains("waiver-probe-", "may be left"));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void namesARuleThatItCannotRemove(String service) throws IOException {
        simulator(service)
                .faults()
                .when(call -> call.method().equals("DELETE") || call.path().matches(".*/(delete|.+/deactivate).*"))
                .always(Fault.status(500));
        assertThat(probe(service)).isEqualTo(4);
        List<String> left = left(service);
        assertThat(left).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(printed()).path("left");
        assertThat(json).hasSize(1);
        assertThat(json.path(0).path("service").asText()).isEqualTo(service);
        assertThat(json.path(0).path("ids").path(0).asText()).isEqualTo(left.get(0));
        assertThat(json.path(0).path("marker").asText()).startsWith("waiver-probe-");
        assertThat(complained()).contains(left.get(0), "may be left: its removal was not confirmed by the service");
        assertThat(seen("removal")).contains("its removal was not confirmed by the service: differs");
        assertThat(time.passed()).isGreaterThan(Duration.ofMinutes(4));
    }

    /** The response to the create is lost, and the list lags behind. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void findsARuleByItsMarker(String service) {
        simulator(service).faults().writes().next(Fault.closeAfterApplying());
        behavior(service).listLag(Duration.ofMinutes(3));
        assertThat(probe(service)).as(complained()).isEqualTo(3);
        assertThat(left(service)).isEmpty();
        assertThat(simulator(service).writes()).hasSizeGreaterThanOrEqualTo(2);
    }

    private Behavior<?> behavior(String service) {
        return switch (service) {
            case "email" -> email.behavior();
            case "scanning" -> scanning.behavior();
            default -> detection.behavior();
        };
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void refusesAListThatIsNotEmpty(String service) {
        String unused = email.add(
                LAB, "blacklist", JsonNodeFactory.instance.objectNode().put("subject", "x"));
        scanning.addRules(1);
        detection.addRules(1);
        assertThat(probe(service)).isEqualTo(2);
        assertThat(complained()).contains("has 1 rule; probe an empty list, or give --yes-there-are-rules");
        assertThat(simulator(service).writes()).isEmpty();
        assertThat(probe(service, "--yes-there-are-rules")).as(complained()).isZero();
        assertThat(left(service)).isEmpty();
        assertThat(email.rules("blacklist")).hasSize(1);
        assertThat(scanning.rules()).hasSize(1);
        assertThat(detection.exceptions()).hasSize(1);
    }

    private void refused(String why, String... args) {
        assertThat(run(new Vendors(email, scanning, detection).settings(), args))
                .isEqualTo(2);
        assertThat(complained()).contains(why);
        assertThat(printed()).isEmpty();
    }

    @Test
    void refusesWhatItMustNotGuess() {
        refused("name the one for tests with --tenant", "doctor", "--probe", "--yes");
        refused("the email key does not see this one", "doctor", "--probe", "--yes", "--tenant", "mt-prod-3:none");
        refused("they go with --probe", "doctor", "--yes");
        refused("they go with --probe", "doctor", "--list", "whitelist");
        refused("they go with --probe", "doctor", "--yes-there-are-rules");
        assertThat(run(only("scanning"), "doctor", "--probe", "--yes", "--tenant", LAB))
                .isEqualTo(2);
        assertThat(complained()).contains("tenant, list: email is not configured");
        assertThat(new Vendors(email, scanning, detection).writes()).isZero();
    }

    @Test
    void asksFirst() {
        String[] args = {"doctor", "--probe", "--tenant", LAB, "--list", "whitelist"};
        refused("there is no console to ask; give --yes", args);
        assertThat(complained()).contains("email, tenant " + LAB + ", list whitelist");
        typed = Optional.of("y");
        refused("not confirmed; nothing was created", args);
        assertThat(question).contains("email, tenant " + LAB + ", list whitelist");
        assertThat(new Vendors(email, scanning, detection).writes()).isZero();
        typed = Optional.of("yes");
        assertThat(run(new Vendors(email, scanning, detection).settings(), args))
                .as(complained())
                .isZero();
        assertThat(email.requests("POST", "/exceptions/whitelist")).isNotEmpty();
        assertThat(email.requests("POST", "/exceptions/blacklist")).isEmpty();
        SERVICES.forEach(service -> assertThat(left(service)).isEmpty());
    }

    @Test
    void aDryRunOnlySaysWhereItWouldWrite() {
        assertThat(run(only("email"), "doctor", "--probe", "--dry-run", "--tenant", LAB))
                .as(complained())
                .isZero();
        assertThat(complained()).contains("would create and remove a rule: email, tenant " + LAB + ", list blacklist");
        assertThat(email.writes()).isEmpty();
    }

    /** A key with one tenant needs no --tenant. */
    @Test
    void takesTheOnlyTenant() {
        email.addKey(email.credentials(), LAB);
        assertThat(run(only("email"), "doctor", "--probe", "--yes"))
                .as(complained())
                .isZero();
        assertThat(email.writes()).isNotEmpty();
    }

    @Test
    void aListThatCannotBeReadHasNoProbe() throws IOException {
        email.faults().when("GET", "/exceptions/blacklist").always(Fault.status(403));
        assertThat(probe("email")).isEqualTo(3);
        assertThat(seen("create")).isEqualTo("not run, since the list could not be read: 403: failed");
        assertThat(email.writes()).isEmpty();
    }

    /** A comment that the service refuses for its length is followed by a short one. */
    @Test
    void aShortCommentFollowsARefusedOne() throws IOException {
        email.faults()
                .when(call -> call.method().equals("POST") && call.body().length() > 1000)
                .always(Fault.status(422));
        assertThat(probe("email")).as(complained()).isZero();
        assertThat(seen("comment")).contains("422 for one of 1200 characters").contains("differs");
        assertThat(seen("create")).contains("200 with code 200");
        assertThat(left("email")).isEmpty();
    }

    /** An interrupt ends the observations, and the rule is removed. */
    @Test
    void anInterruptDoesNotLeaveTheRule() {
        email.behavior().concurrentWriter(Thread.currentThread()::interrupt);
        try {
            assertThat(probe("email")).isIn(3, 4);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(left("email")).isEmpty();
    }

    @Test
    void showsNoSecret() {
        for (String form : List.of("table", "json")) {
            email.faults().when("POST", "/exceptions/blacklist/delete").next(Fault.echo(500), Fault.echo(200));
            int unused = run(
                    new Vendors(email, scanning, detection).settings(),
                    "doctor",
                    "--probe",
                    "--yes",
                    "--tenant",
                    LAB,
                    "--output",
                    form);
            List<String> secrets = new ArrayList<>(List.of(
                    email.credentials().clientId(),
                    email.credentials().accessKey(),
                    scanning.credentials().apiKey(),
                    scanning.accessToken(),
                    detection.credentials().tenantId(),
                    detection.credentials().applicationId(),
                    detection.credentials().applicationSecret(),
                    "mt-prod-3",
                    "127.0.0.1",
                    "admin@example.com"));
            email.requests().forEach(call -> call.header("Authorization").ifPresent(secrets::add));
            detection.requests().forEach(call -> call.header("Authorization").ifPresent(secrets::add));
            for (String secret : secrets) {
                assertThat(printed()).doesNotContain(secret.replace("Bearer ", ""));
                // The notices name the tenant: that of the probe's rule.
                assertThat(complained().replace(LAB, "")).doesNotContain(secret.replace("Bearer ", ""));
            }
        }
    }
}
