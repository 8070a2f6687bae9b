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
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior;
import dev.waiver.testing.ScanningSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every listing names its sources, what could not be read, and what was not looked at. */
class CompletenessTest {
    @RegisterExtension
    static final EmailSimulator EMAIL =
            EmailSimulator.builder().scopes("mt-prod-3:acme", "mt-prod-3:other").build();

    @RegisterExtension
    static final ScanningSimulator SCANNING = ScanningSimulator.create();

    @RegisterExtension
    static final DetectionSimulator DETECTION = DetectionSimulator.create();

    private static final int INCOMPLETE = 3;

    private static final String TABLES = "malware-hash, malware-macro-hash, malware-file-type, malware-sender-name,"
            + " url-allow-url, url-allow-domain, url-block-url, url-block-domain, dlp-hash, dlp-text-content,"
            + " dlp-sender-email, dlp-recipient-email, click-time, anomaly";

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

    /** Runs a listing as JSON, checks that its exit code and {@code complete} agree, and returns it. */
    private JsonNode json(int code, String... args) throws IOException {
        String[] asJson = Arrays.copyOf(args, args.length + 2);
        asJson[args.length] = "--output";
        asJson[args.length + 1] = "json";
        assertThat(run(asJson))
                .as(err.toString(StandardCharsets.UTF_8) + printed())
                .isEqualTo(code);
        JsonNode json = new ObjectMapper().readTree(printed());
        assertThat(json.path("complete").asBoolean()).isEqualTo(code == 0);
        assertThat(json.path("notRead").isEmpty()).isEqualTo(code == 0);
        return json;
    }

    /** Returns each source as a line: its name, the rules that were read, and whether these are all. */
    private static List<String> sources(JsonNode json) {
        return json.path("sources")
                .valueStream()
                .map(s -> String.join(
                                " ",
                                s.path("where").asText(),
                                s.path("tenant").asText(),
                                s.path("list").asText(),
                                s.path("rules").asText())
                        + (s.path("whole").asBoolean() ? "" : " not whole"))
                .toList();
    }

    /** Returns the lines of the sources of a tenant, which has rules only in its blacklist. */
    private static List<String> tenant(String name, int blacklist, String whole) {
        return Stream.of(("whitelist, blacklist, spam_whitelist, " + TABLES).split(", "))
                .map(list -> "email " + name + " " + list + " " + (list.equals("blacklist") ? blacklist : 0) + whole)
                .toList();
    }

    private static String[] scanningEmailDetection(List<String> acme, List<String> other, String detection) {
        return Stream.of(List.of("scanning - - 1"), acme, other, List.of("detection - - 0" + detection))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static JsonNode problem(JsonNode json, String where, int source) {
        return json.path("sources")
                .valueStream()
                .filter(s -> s.path("where").asText().equals(where))
                .skip(source)
                .findFirst()
                .orElseThrow()
                .path("problems")
                .path(0);
    }

    private static List<String> notLookedAt(JsonNode json) {
        return json.path("notLookedAt")
                .valueStream()
                .map(s -> s.path("where").asText() + ": " + s.path("what").asText() + ": "
                        + s.path("reason").asText())
                .toList();
    }

    private static void stubScopes(String scopes) {
        EMAIL.stub("GET", "/scopes", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":" + scopes + "}");
    }

    private static boolean isOfOther(RecordedRequest call) {
        return call.header("scopes").filter("mt-prod-3:other"::equals).isPresent();
    }

    private static void rules() {
        for (String domain : List.of(".a.example", ".b.example")) {
            String unused = EMAIL.add(
                    "mt-prod-3:acme",
                    "blacklist",
                    JsonNodeFactory.instance.objectNode().put("senderDomain", domain));
        }
        String unused = SCANNING.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.1\",\"hosts\":\"10.0.0.1\",\"text\":\"a\"}");
    }

    @Test
    void namesEachSourceWithItsRulesAndWhatItDoesNotLookAt() throws IOException {
        rules();
        JsonNode json = json(0, "audit");
        assertThat(sources(json))
                .containsExactly(
                        scanningEmailDetection(tenant("mt-prod-3:acme", 2, ""), tenant("mt-prod-3:other", 0, ""), ""));
        assertThat(json.path("selection").asText()).isEqualTo("all configured services, tenants, lists and tables");
        assertThat(notLookedAt(json))
                .contains("email: spam_blacklist: whether the service has this list is unknown")
                .anyMatch(line -> line.startsWith("email: tables of engines that the SDK does not know"))
                .noneMatch(line -> line.contains("anomaly") || line.contains("click-time"))
                .anyMatch(line -> line.startsWith("scanning: exceptions of the account's other products"))
                .anyMatch(line -> line.startsWith("detection: rule sets"));

        assertThat(run("audit")).isZero();
        assertThat(printed())
                .contains("SOURCE     email mt-prod-3:acme blacklist: 2 rules\n")
                .contains("SOURCE     email mt-prod-3:acme whitelist, spam_whitelist, " + TABLES + ": 0 rules\n")
                .contains("SOURCE     detection: 0 rules\n")
                .contains("NOT LOOKED AT   email, spam_blacklist: whether the service has this list is unknown\n")
                .endsWith("This table is complete for: all configured services, tenants, lists and tables."
                        + " It says nothing about what was not looked at.\n");
        assertThat(run("audit", "--output", "csv")).isZero();
        assertThat(printed())
                .contains("SOURCE,mt-prod-3:acme,email mt-prod-3:acme blacklist: 2 rules,,,,,,,\r\n")
                .contains("SOURCE,mt-prod-3:acme,email mt-prod-3:acme anomaly: 0 rules,,,,,,,\r\n")
                .contains("NOT LOOKED AT,,\"email, spam_blacklist: whether the service has this list is unknown\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"\"]", "[\"\",\" \"]"})
    void aKeyThatSeesNoTenantIsIncomplete(String scopes) throws IOException {
        rules();
        stubScopes(scopes);
        for (String[] listing : new String[][] {{"audit"}, {"list", "email"}}) {
            JsonNode json = json(INCOMPLETE, listing);
            assertThat(sources(json)).contains("email - - 0 not whole");
            assertThat(json.path("notRead").path(0).asText()).startsWith("email: the key sees no tenant");
        }
        for (String form : List.of("table", "csv")) {
            assertThat(run("audit", "--output", form)).isEqualTo(INCOMPLETE);
            assertThat(printed()).contains("the key sees no tenant", "scanning: 1 rule");
        }
        assertThat(printed()).doesNotContain("complete for");
        assertThat(run("list", "email", "--list", "whitelist", "--tenant", "mt-prod-3:acme"))
                .isEqualTo(INCOMPLETE);
    }

    @Test
    void aScopeThatIsNoTenantDoesNotEndTheAudit() throws IOException {
        stubScopes("[\"mt-prod-3:acme\",\"\",\"a\\u0007b\",\"mt-prod-3:acme\"]");
        JsonNode json = json(INCOMPLETE, "audit");
        assertThat(sources(json))
                .contains("email mt-prod-3:acme blacklist 0", "email - - 0 not whole", "email a\u0007b - 0 not whole")
                .doesNotHaveDuplicates()
                .hasSize(21);
        assertThat(json.path("notRead").toString()).contains("a scope that cannot be sent");
        assertThat(run("audit")).isEqualTo(INCOMPLETE);
        assertThat(printed()).doesNotContain("\u0007");
    }

    @Test
    void aRefusedSourceHasItsStatusAndRequestIdAndTheOthersAreRead() throws IOException {
        rules();
        EMAIL.faults().when(CompletenessTest::isOfOther).always(Fault.status(403));
        DETECTION.faults().always(Fault.status(403));
        JsonNode json = json(INCOMPLETE, "audit");
        assertThat(sources(json))
                .containsExactly(scanningEmailDetection(
                        tenant("mt-prod-3:acme", 2, ""), tenant("mt-prod-3:other", 0, " not whole"), " not whole"));
        JsonNode refused = problem(json, "email", 17);
        assertThat(refused.path("status").asInt()).isEqualTo(403);
        assertThat(refused.path("requestId").asText()).isNotEmpty();
        assertThat(refused.path("reason").asText())
                .contains("403", refused.path("requestId").asText());
        assertThat(json.path("notRead"))
                .extracting(line -> line.asText().replaceFirst(" failed.*", ""))
                .containsExactly(
                        "email mt-prod-3:other whitelist, blacklist, spam_whitelist: EmailExceptions.list",
                        "email mt-prod-3:other " + TABLES.replace(", click-time, anomaly", "")
                                + ": EngineExceptions.list",
                        "email mt-prod-3:other click-time: ClickTimeExceptions.list",
                        "email mt-prod-3:other anomaly: AnomalyExceptions.list",
                        "detection: DetectionExceptions.summaries");
        assertThat(problem(json, "detection", 0).path("status").asInt()).isEqualTo(403);
    }

    @Test
    void theTenantsOfAKeyThatCannotBeReadAreASourceThatWasNotRead() throws IOException {
        EMAIL.faults().when("GET", "/scopes").always(Fault.status(404));
        JsonNode json = json(INCOMPLETE, "audit");
        assertThat(sources(json)).containsExactly("scanning - - 0", "detection - - 0", "email - - 0 not whole");
        assertThat(problem(json, "email", 0).path("status").asInt()).isEqualTo(404);
    }

    /** Makes the service page by a size of its own. */
    private static void refusePageSizes() {
        SCANNING.faults().when(request -> request.query().contains("per_page=")).always(Fault.status(422));
    }

    @Test
    void aSourceThatFailsMidwaySaysHowManyRulesWereRead() throws IOException {
        for (int i = 0; i < 3; i++) {
            String unused =
                    SCANNING.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.1\",\"hosts\":\"10.0.0." + i + "\",\"text\":\"a\"}");
        }
        refusePageSizes();
        SCANNING.behavior().paging(ScanningBehavior.Paging.ANNOUNCED, 2);
        SCANNING.faults().when("GET", "/exceptions").next(Fault.none(), Fault.status(422));
        JsonNode json = json(INCOMPLETE, "list", "scanning");
        assertThat(sources(json)).containsExactly("scanning - - 2 not whole");
        assertThat(json.path("exceptions")).hasSize(2);
        assertThat(json.path("notRead").path(0).asText()).startsWith("scanning: after 2 rules: ");

        SCANNING.faults().when("GET", "/exceptions").next(Fault.none(), Fault.status(422));
        assertThat(run("list", "scanning")).isEqualTo(INCOMPLETE);
        assertThat(printed())
                .contains("SOURCE     scanning: 2 rules, not read whole\n", "NOT READ   scanning: after 2 rules: ")
                .endsWith("This table is incomplete.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNANNOUNCED", "NONE", "COUNTED", "ANNOUNCED"})
    void aListIsWholeHoweverItsServicePages(ScanningBehavior.Paging paging) throws IOException {
        for (int i = 0; i < 5; i++) {
            String unused =
                    SCANNING.add("{\"nvt\":\"1.3.6.1.4.1.25623.1.0.1\",\"hosts\":\"10.0.0." + i + "\",\"text\":\"a\"}");
        }
        refusePageSizes();
        SCANNING.behavior().paging(paging, 2);
        assertThat(sources(json(0, "list", "scanning"))).containsExactly("scanning - - 5");
    }

    @Test
    void aTotalThatContradictsTheRulesIsIncomplete() throws IOException {
        SCANNING.stub(
                "GET",
                "/exceptions",
                "{\"exceptions\":[{\"id\":\"1\",\"nvt\":\"n\",\"text\":\"a\"}],"
                        + "\"pagination\":{\"total_count\":4,\"total_pages\":1}}");
        DETECTION.addRules(2);
        DETECTION.behavior().totals(total -> 3);
        JsonNode json = json(INCOMPLETE, "audit");
        assertThat(sources(json)).contains("scanning - - 1 not whole", "detection - - 2 not whole");
        assertThat(json.path("notRead").toString())
                .contains("scanning: after 1 rule: ", "the service announced 4 items and sent 1")
                .contains("detection: after 2 rules: ", "the service announced 3 items and sent 2");
        assertThat(json.path("exceptions")).hasSize(3);
    }

    @Test
    void aDetectionExceptionWhoseContentIsUnknownIsNotReadWhole() throws IOException {
        DETECTION.stub(
                "GET",
                "/exceptions/v2",
                "{\"page_items\":[{\"Id\":\"1\",\"Name\":\"a\"},{\"Name\":\"b\"}],\"total_number_of_items\":2}");
        DETECTION.stub("GET", "/exceptions/v2/1", "{\"unexpected\":true}");
        JsonNode json = json(INCOMPLETE, "list", "detection");
        assertThat(sources(json)).containsExactly("detection - - 2 not whole");
        assertThat(json.path("exceptions")).hasSize(2);
        assertThat(json.path("notRead")).hasSize(2);
        assertThat(json.path("notRead").path(0).asText()).startsWith("detection, what 1 silences: ");
        assertThat(json.path("notRead").path(1).asText()).contains("without an id");
    }

    @Test
    void aTenantThatTheKeyDoesNotSeeIsIncomplete() throws IOException {
        JsonNode json = json(INCOMPLETE, "list", "email", "--tenant", "acme");
        assertThat(sources(json)).containsExactly("email acme - 0 not whole");
        assertThat(json.path("notRead").path(0).asText())
                .startsWith("email acme: the key does not see this tenant")
                .doesNotContain("mt-prod-3:other");
        EMAIL.stub("GET", "/exceptions/whitelist", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}");
        json = json(INCOMPLETE, "list", "email", "--tenant", "acme", "--list", "whitelist");
        assertThat(json.path("notRead").path(0).asText()).contains("does not see the tenant acme");
    }

    @Test
    void aListOfAPartIsCompleteForThatPartOnly() throws IOException {
        rules();
        JsonNode json = json(0, "list", "email", "--tenant", "mt-prod-3:acme", "--list", "blacklist");
        assertThat(json.path("selection").asText()).isEqualTo("email, tenant mt-prod-3:acme, list blacklist");
        assertThat(sources(json)).containsExactly("email mt-prod-3:acme blacklist 2");
        assertThat(notLookedAt(json))
                .contains(
                        "email: other tenants of the key: not asked for",
                        "email: list whitelist: not asked for",
                        "email: list spam_whitelist: not asked for",
                        "email: tables " + TABLES + ": not asked for",
                        "scanning: all exceptions: not asked for",
                        "detection: all exceptions: not asked for")
                .doesNotContain("email: list blacklist: not asked for");
        assertThat(sources(json(0, "list", "email", "--tenant", "mt-prod-3:acme")))
                .containsExactlyElementsOf(tenant("mt-prod-3:acme", 2, ""));
        json = json(0, "list", "email", "--tenant", "mt-prod-3:acme", "--table", "click-time");
        assertThat(sources(json)).containsExactly("email mt-prod-3:acme click-time 0");
        assertThat(notLookedAt(json))
                .contains(
                        "email: list whitelist: not asked for",
                        "email: list blacklist: not asked for",
                        "email: tables " + TABLES.replace("click-time, ", "") + ": not asked for");
        assertThat(run("list", "scanning")).isZero();
        assertThat(printed())
                .contains("NOT LOOKED AT   email, all exceptions: not asked for\n")
                .contains("This table is complete for: scanning. ");
    }

    @Test
    void anEmptyListOfAnUnknownNameProvesNothing() throws IOException {
        JsonNode json = json(INCOMPLETE, "list", "email", "--tenant", "mt-prod-3:acme", "--list", "blacklst");
        assertThat(json.path("notRead").path(0).asText())
                .startsWith("email mt-prod-3:acme blacklst: the list is empty, and the SDK does not know one of this");
    }

    @Test
    void aServiceThatIsNotConfiguredAndTheTenantOfTheSettingsAreNamed() throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("WAIVER_EMAIL_BASE_URL", EMAIL.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", EMAIL.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", EMAIL.credentials().accessKey());
        variables.put("WAIVER_EMAIL_TENANT_SCOPE", "mt-prod-3:other");
        Settings onlyEmail = Settings.environment(variables::get);
        assertThat(run(onlyEmail, "list", "email", "--list", "blacklist", "--output", "json"))
                .isZero();
        JsonNode json = new ObjectMapper().readTree(printed());
        assertThat(sources(json)).containsExactly("email mt-prod-3:other blacklist 0");
        assertThat(notLookedAt(json)).contains("email: other tenants of the key: not asked for");

        assertThat(run(onlyEmail, "audit")).isZero();
        assertThat(printed())
                .contains("NOT LOOKED AT   scanning, all exceptions: not configured: set ")
                .contains("WAIVER_DETECTION_BASE_URL");
    }

    @Test
    void theDocumentationHasEachMemberOfTheJson() throws IOException {
        DETECTION.faults().always(Fault.status(403));
        JsonNode json = json(INCOMPLETE, "audit");
        List<String> members = new ArrayList<>();
        json.fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly("exceptions", "selection", "sources", "notLookedAt", "notRead", "complete");
        json.path("sources").path(0).fieldNames().forEachRemaining(members::add);
        json.path("notLookedAt").path(0).fieldNames().forEachRemaining(members::add);
        problem(json, "detection", 0).fieldNames().forEachRemaining(members::add);
        String page = Files.readString(Path.of("..", "docs", "cli.md"));
        String section = page.substring(page.indexOf("| member | meaning |"), page.indexOf("| exit code |"));
        assertThat(members).contains("status", "requestId").allMatch(member -> section.contains("`" + member + "`"));
        assertThat(section).contains("`serverRequestId`");
    }

    @Test
    void theOutputForOneRuleListsNothing() throws IOException {
        JsonNode json = json(0, "create", "scanning", "nvt=1.3.6.1.4.1.25623.1.0.1", "hosts=10.0.0.1", "text=a");
        assertThat(json.path("exceptions")).hasSize(1);
        assertThat(json.path("selection").asText()).isEqualTo("one exception");
        assertThat(json.path("sources")).isEmpty();
        String id = json.path("exceptions").path(0).path("id").asText();
        assertThat(run("get", "scanning", id, "--output", "csv")).isZero();
        assertThat(printed().lines()).hasSize(2);
        assertThat(run("get", "scanning", id)).isZero();
        assertThat(printed()).doesNotContain("complete", "SOURCE");
    }
}
