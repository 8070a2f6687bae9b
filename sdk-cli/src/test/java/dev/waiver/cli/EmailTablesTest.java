/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waiver.core.Settings;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands with the tables of the email service besides its lists. */
class EmailTablesTest {
    @RegisterExtension
    static final EmailSimulator EMAIL = EmailSimulator.create();

    private static final int BAD_INPUT = 2;
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path folder;

    EmailTablesTest() {
        variables.put("WAIVER_EMAIL_BASE_URL", EMAIL.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", EMAIL.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", EMAIL.credentials().accessKey());
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return new Waiver(
                        Settings.environment(variables::get),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        pause -> {})
                .run(args);
    }

    /** Runs a verb with a table, and more words after it. */
    private int run(String verb, String table, List<String> more) {
        List<String> args = new ArrayList<>(List.of(verb, "email", "--table", table));
        args.addAll(more);
        return run(args.toArray(String[]::new));
    }

    private void succeeds(String verb, String table, String... more) {
        assertThat(run(verb, table, List.of(more))).as(complained()).isZero();
    }

    private void refused(String why, String verb, String table, String... more) {
        int requests = EMAIL.requests().size();
        assertThat(run(verb, table, List.of(more))).as(printed()).isEqualTo(BAD_INPUT);
        assertThat(complained()).contains(why);
        assertThat(EMAIL.requests()).as("nothing is sent").hasSize(requests);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(printed());
    }

    private String imported(String... rows) throws IOException {
        return Files.write(folder.resolve("rules.csv"), List.of(rows)).toString();
    }

    // ------------------------------------------------------------------ the tables of engines

    @Test
    void goesThroughALifeInTheTableOfAnEngine() throws IOException {
        String table = "malware-hash";
        succeeds(
                "create",
                table,
                "exceptionStr=" + HASH,
                "comment=TICKET-1",
                "condition=with_link",
                "isExclusive=true",
                "entityType=user",
                "entityId=7",
                "fileName=setup.exe");
        assertThat(printed()).contains("hash " + HASH, "with link", "exclusive", "for user 7", table);
        assertThat(EMAIL.engineExceptions("checkpoint2", "hash")).hasSize(1);
        int writes = EMAIL.writes().size();
        succeeds(
                "ensure",
                table,
                "exceptionStr=" + HASH.toUpperCase(java.util.Locale.ROOT),
                "condition=with_link",
                "isExclusive=true",
                "entityType=user",
                "entityId=7");
        assertThat(complained()).contains("PRESENT");
        assertThat(EMAIL.writes()).hasSize(writes);

        succeeds("edit", table, "--dry-run", HASH, "comment=TICKET-2");
        assertThat(printed()).contains("would change comment: \"TICKET-1\" -> \"TICKET-2\"");
        succeeds("edit", table, HASH, "comment=TICKET-2", "condition=without_link");
        succeeds("get", table, HASH, "--output", "json");
        assertThat(json().path("comment").asText()).isEqualTo("TICKET-2");
        assertThat(json().at("/exceptionPayload/condition").asText()).isEqualTo("without_link");

        succeeds("list", table, "--output", "json");
        assertThat(json().path("selection").asText()).isEqualTo("email, table malware-hash");
        assertThat(json().at("/sources/0/list").asText()).isEqualTo(table);
        assertThat(json().at("/exceptions/0/id").asText()).isEqualTo(HASH);
        assertThat(json().at("/exceptions/0/note").asText()).isEqualTo("TICKET-2");

        succeeds("remove", table, "--delete-form", "exception-str", HASH);
        assertThat(printed())
                .isEqualTo("removed email malware-hash " + HASH + ": hash " + HASH
                        + " (setup.exe), without link, exclusive, for user 7\n");
        assertThat(EMAIL.engineExceptions("checkpoint2", "hash")).isEmpty();
        assertThat(run("get", table, List.of(HASH))).isEqualTo(1);
    }

    @Test
    void takesAnyTableByEngineAndType() throws IOException {
        succeeds("create", "avanan_url/allow-email", "exceptionStr=a@b.example");
        succeeds("list", "avanan_url/allow-email");
        assertThat(printed()).contains("SOURCE     email avanan_url/allow-email: 1 rule\n");
        assertThat(run("list", "avanan_dlp/hsh", List.of())).isEqualTo(3);
        assertThat(printed()).contains("the table is empty, and the SDK does not know one of this name");
        succeeds("list", "avanan_url/block-domain");
        assertThat(printed()).contains("SOURCE     email url-block-domain: 0 rules\n");
    }

    @Test
    void clearsTheFieldsThatAreEmpty() {
        EMAIL.addEngineException(
                "avanan_url",
                "block-domain",
                "{\"exception_str\":\"evil.example\",\"comment\":\"a\",\"file_name\":\"b\",\"is_exclusive\":true,"
                        + "\"entity_type\":\"user\",\"entity_id\":\"7\","
                        + "\"exception_payload\":{\"condition\":\"with_link\"}}");
        succeeds(
                "edit",
                "url-block-domain",
                "--dry-run",
                "evil.example",
                "comment=",
                "condition=",
                "isExclusive=",
                "fileName=",
                "entityType=",
                "entityId=");
        assertThat(printed().lines()).hasSize(6).allMatch(line -> line.endsWith("-> null"));
        assertThat(run("edit", "url-block-domain", List.of("evil.example", "entityId=")))
                .isEqualTo(BAD_INPUT);
        assertThat(complained()).contains("entityType, entityId: give both");
        assertThat(run("edit", "url-block-domain", List.of("evil.example", "exceptionStr=other.example")))
                .isEqualTo(BAD_INPUT);
        assertThat(complained()).contains("exceptionStr: cannot be edited");
        assertThat(EMAIL.writes()).isEmpty();
    }

    @Test
    void aRemovalNeedsAForm() {
        EMAIL.addEngineException("avanan_url", "block-domain", "{\"exception_str\":\"evil.example\"}");
        EMAIL.addEngineException("avanan_url", "block-domain", "{\"exception_str\":\"phish.example\"}");
        for (String option : List.of("--dry-run", "--output=table")) {
            refused("or set WAIVER_EMAIL_ENGINE_DELETE_FORM", "remove", "url-block-domain", option, "evil.example");
            assertThat(complained())
                    .startsWith("url-block-domain: ")
                    .contains("--delete-form exception-str or --delete-form exception-str-list");
        }
        refused(
                "there is no form 'rule-id'; give exception-str or exception-str-list",
                "remove",
                "url-block-domain",
                "--delete-form",
                "rule-id",
                "evil.example");
        refused(
                "--delete-form: removals have a form only",
                "remove",
                "whitelist",
                "--delete-form",
                "exception-str",
                "1");
        succeeds("remove", "url-block-domain", "--delete-form", "exception-str-list", "evil.example");
        assertThat(EMAIL.requests("DELETE", "/sectool-exceptions/avanan_url/exceptions"))
                .hasSize(1);
        variables.put("WAIVER_EMAIL_ENGINE_DELETE_FORM", "exception-str");
        succeeds("remove", "url-block-domain", "phish.example");
        assertThat(EMAIL.engineExceptions("avanan_url", "block-domain")).isEmpty();
    }

    @Test
    void aServiceThatIgnoresTheBodyEndsTheRemoval() {
        for (String domain : List.of("a.example", "b.example", "c.example")) {
            EMAIL.addEngineException("avanan_url", "block-domain", "{\"exception_str\":\"" + domain + "\"}");
        }
        EMAIL.behavior().engineDelete(EmailBehavior.EngineDelete.BODY_IGNORED);
        List<String> both = List.of("--delete-form", "exception-str", "a.example", "b.example");
        assertThat(run("remove", "url-block-domain", both)).isEqualTo(ExitCode.UNCLEAR.code());
        assertThat(complained()).contains("GONE AS WELL: 'b.example', 'c.example'");
        assertThat(EMAIL.writes()).hasSize(1);
    }

    @Test
    void refusesWhatTheTableDoesNotTake() {
        for (String verb : List.of("create", "ensure")) {
            refused("exceptionStr: is required", verb, "url-block-domain", "comment=a");
            refused("exceptionStr: is required", verb, "url-block-domain", "exceptionStr=");
            refused(
                    "senderDomain: no such field; there are exceptionStr",
                    verb,
                    "dlp-hash",
                    "exceptionStr=a",
                    "senderDomain=b");
            refused("isExclusive: must be true or false", verb, "dlp-hash", "exceptionStr=" + HASH, "isExclusive=yes");
            refused("exceptionStr:", verb, "dlp-hash", "exceptionStr=abc");
            refused("entityType, entityId: give both", verb, "dlp-hash", "exceptionStr=" + HASH, "entityId=7");
        }
    }

    // ------------------------------------------------------------------ click-time items

    @Test
    void goesThroughALifeInAClickTimeList() throws IOException {
        succeeds("create", "click-time", "list=blacklist", "listItemName=www.evil.example", "--output", "json");
        String id = json().at("/exceptions/0/id").asText();
        assertThat(json().at("/exceptions/0/silences").asText()).isEqualTo("links to www.evil.example");
        assertThat(json().at("/exceptions/0/scope").asText()).isEqualTo("click-time blacklist");
        int writes = EMAIL.writes().size();
        succeeds("ensure", "click-time", "listId=1", "listItemName=WWW.evil.example");
        assertThat(complained()).contains("PRESENT");
        assertThat(EMAIL.writes()).hasSize(writes);

        succeeds("edit", "click-time", "--dry-run", id, "list=whitelist");
        assertThat(printed()).isEqualTo("would change listId: \"1\" -> \"0\"\n");
        succeeds("edit", "click-time", id, "list=whitelist", "listItemName=www.good.example");
        succeeds("get", "click-time", id, "--output", "json");
        assertThat(json().path("listItemName").asText()).isEqualTo("www.good.example");
        assertThat(json().path("listName").asText()).isEqualTo("whitelist");
        succeeds("list", "click-time");
        assertThat(printed()).contains("SOURCE     email click-time: 1 rule\n", "email, table click-time. ");

        refused("--delete-form: removals have a form only", "remove", "click-time", "--delete-form=rule-id", id);
        succeeds("remove", "click-time", id);
        assertThat(EMAIL.clickTimeItems()).isEmpty();
        assertThat(run("get", "click-time", List.of(id))).isEqualTo(1);
    }

    @Test
    void aClickTimeItemNeedsAListThatTheServiceHas() {
        for (String verb : List.of("create", "ensure")) {
            refused("list, listId: one of them is required", verb, "click-time", "listItemName=a.example");
            refused("list, listId: give one", verb, "click-time", "listItemName=a", "list=whitelist", "listId=0");
            refused("listItemName: is required", verb, "click-time", "list=whitelist");
            refused("list: is required", verb, "click-time", "listItemName=a.example", "list=");
            refused("exceptionStr: no such field; there are listId, list", verb, "click-time", "exceptionStr=a");
            assertThat(run(verb, "click-time", List.of("listItemName=a.example", "list=greylist")))
                    .isEqualTo(BAD_INPUT);
            assertThat(complained()).contains("no click-time list 'greylist', but [whitelist, blacklist]");
        }
        assertThat(EMAIL.writes()).isEmpty();
    }

    // ------------------------------------------------------------------ anomaly exceptions

    @Test
    void goesThroughALifeOfAnAnomalyException() throws IOException {
        String request =
                "requestJson={\"anomaly_type\":\"superman_anomaly\",\"exception_rule\":\"Ignore a@b.example\"}";
        succeeds("create", "anomaly", "--dry-run", request, "addedBy=admin@example.com");
        assertThat(printed())
                .startsWith("would create: POST /app/hec-api/v1.0/sectools/anomaly/exceptions ")
                .contains("\"requestJson\":{\"anomaly_type\":\"superman_anomaly\",");
        assertThat(EMAIL.writes()).isEmpty();
        succeeds("create", "anomaly", request, "addedBy=admin@example.com", "--output", "json");
        String id = json().at("/exceptions/0/id").asText();
        assertThat(json().at("/exceptions/0/silences").asText()).isEqualTo("superman_anomaly: Ignore a@b.example");
        assertThat(EMAIL.anomalyExceptions()).hasSize(1);
        succeeds("get", "anomaly", id);
        assertThat(printed()).contains("superman_anomaly: Ignore a@b.example", " yes ", "admin@example.com");
        succeeds("list", "anomaly");
        assertThat(printed()).contains("SOURCE     email anomaly: 1 rule\n");

        refused(
                "--delete-form rule-id or --delete-form list-ids, or set WAIVER_EMAIL_ANOMALY_DELETE_FORM",
                "remove",
                "anomaly",
                id);
        refused("give rule-id or list-ids", "remove", "anomaly", "--delete-form", "exception-str", id);
        assertThat(run("remove", "anomaly", List.of("--delete-form", "rule-id", "other")))
                .isEqualTo(1);
        assertThat(complained()).contains("email anomaly: there is no exception other");
        succeeds("remove", "anomaly", "--delete-form", "list-ids", id);
        assertThat(EMAIL.anomalyExceptions()).isEmpty();
    }

    @Test
    void anAnomalyExceptionIsInForceUntilItEndsOrIsDisabled() throws IOException {
        EMAIL.addAnomalyException("{\"id\":\"1\",\"enabled\":true,\"expiration_date\":\"2999-01-01T00:00:00\"}");
        EMAIL.addAnomalyException("{\"id\":\"2\",\"enabled\":true,\"expiration_date\":\"2020-01-01T00:00:00\"}");
        EMAIL.addAnomalyException("{\"id\":\"3\",\"enabled\":false}");
        succeeds("list", "anomaly", "--output", "json");
        assertThat(json().path("exceptions"))
                .extracting(row ->
                        row.path("id").asText() + " " + row.path("inForce").asText())
                .containsExactly("1 yes", "2 no", "3 no");
    }

    @Test
    void refusesWhatAnomalyLacks() throws IOException {
        String has = "anomaly: has list, get, create and remove; no edit";
        String[] fields = {"requestJson={\"a\":1}", "addedBy=a@b.example"};
        refused(has, "ensure", "anomaly", fields);
        refused(has, "edit", "anomaly", "1", "comments=a");
        EMAIL.addAnomalyException("{\"id\":\"1\"}");
        assertThat(run("edit", "anomaly", List.of("--dry-run", "1", "comments=a")))
                .isEqualTo(BAD_INPUT);
        assertThat(complained()).contains(has);
        refused("requestJson: is required", "create", "anomaly", "addedBy=a@b.example");
        refused("addedBy: is required", "create", "anomaly", "requestJson={\"a\":1}");
        refused("requestJson: is not JSON", "create", "anomaly", "requestJson={", "addedBy=a@b.example");
        refused("requestJson: must be a JSON object", "create", "anomaly", "requestJson=[1]", "addedBy=a@b.example");
        String file = imported("where,table,requestJson,addedBy", "email,anomaly,{},a@b.example");
        assertThat(run("import", file)).isEqualTo(BAD_INPUT);
        assertThat(complained()).contains("row 1: " + has);
        assertThat(EMAIL.writes()).isEmpty();
    }

    // ------------------------------------------------------------------ the choice of list and table

    @Test
    void aTableIsAList() {
        EMAIL.add("blacklist", "{\"subject\":\"Invoice\"}");
        succeeds("list", "blacklist");
        assertThat(printed()).contains("subject is (no mode given) Invoice", "complete for: email, list blacklist. ");
    }

    @Test
    void refusesBothAndWhatIsNeither() throws IOException {
        refused("list, table: give one of the two", "list", "url-block-domain", "--list", "blacklist");
        refused("list, table: give one of the two", "create", "blacklist", "--list", "blacklist", "subject=a");
        refused("should be specified only once", "list", "blacklist", "--table", "url-block-domain");
        refused("table: there is no 'url-block-domian'; give one of whitelist,", "list", "url-block-domian");
        assertThat(complained()).contains("url-block-domain", "engine/type");
        refused("type:", "list", "avanan_url/");
        for (String table : List.of("url-block-domain", "avanan_url/block-domain")) {
            assertThat(run("list", "email", "--list", table)).isEqualTo(BAD_INPUT);
            assertThat(complained()).contains("list: '" + table + "' is no list; give it as table");
        }
        assertThat(run("list", "scanning", "--table", "url-block-domain")).isEqualTo(BAD_INPUT);
        assertThat(complained()).contains("tenant, list, table: scanning has none");

        String file = imported(
                "where,list,table,exceptionStr,subject",
                "email,blacklist,url-block-domain,evil.example,",
                "email,,url-block,evil.example,",
                "email,url-block-domain,,evil.example,",
                "email,,url-block-domain,https://evil.example,",
                "email,,url-block-domain,evil.example,");
        assertThat(run("import", file)).isEqualTo(BAD_INPUT);
        assertThat(complained())
                .contains(
                        "row 1: list, table: give one", "row 2: table: there is no", "row 3: list: 'url-block-domain'")
                .contains("row 4: exceptionStr:")
                .doesNotContain("row 5");
        assertThat(EMAIL.requests()).isEmpty();
    }

    // ------------------------------------------------------------------ audit

    @Test
    void anAuditShowsAllTablesAndNamesTheEngineThatRefuses() {
        EMAIL.add("blacklist", "{\"subject\":\"Invoice\"}");
        EMAIL.addEngineException("checkpoint2", "file_type", "{\"exception_str\":\"iso\"}");
        EMAIL.addEngineException("avanan_dlp", "sender_email", "{\"exception_str\":\"a@b.example\"}");
        EMAIL.addClickTimeItem("blacklist", "{\"listitemname\":\"www.evil.example\"}");
        EMAIL.addAnomalyException("{\"anomaly_type\":\"superman_anomaly\",\"enabled\":false}");
        EMAIL.behavior().unlicensedEngine("avanan_url");
        assertThat(run("audit")).isEqualTo(ExitCode.INCOMPLETE.code());
        assertThat(printed())
                .contains("Invoice", "file type iso", "sender email a@b.example", "links to www.evil.example")
                .containsPattern("superman_anomaly .* anomaly .* no ")
                .contains("SOURCE     email mt-prod-3:acme malware-file-type: 1 rule\n")
                .contains("SOURCE     email mt-prod-3:acme url-allow-url, url-allow-domain, url-block-url,"
                        + " url-block-domain: 0 rules, not read whole\n")
                .containsOnlyOnce("NOT READ ")
                .contains("NOT READ   email mt-prod-3:acme url-allow-url, url-allow-domain, url-block-url,"
                        + " url-block-domain: EngineExceptions.list failed: 403 ")
                .endsWith("This table is incomplete.\n");
    }

    // ------------------------------------------------------------------ import

    @Test
    void importsRowsOfListsAndTables() throws IOException {
        String file = imported(
                "where,list,table,exceptionStr,subject,comment,condition,listItemName",
                "email,,url-block-domain,evil.example,,TICKET-1,with_link,",
                "email,,blacklist,,Invoice,TICKET-1,,",
                "email,whitelist,click-time,,,,,www.good.example",
                "email,blacklist,click-time,,,,,www.evil.example",
                "email,,dlp-sender-email,a@b.example,,TICKET-2,,");
        assertThat(run("import", file, "--dry-run")).as(complained()).isZero();
        assertThat(printed().lines())
                .hasSize(5)
                .anyMatch(
                        line -> line.startsWith("would create: POST /app/hec-api/v1.0/sectool-exceptions/avanan_url"));
        assertThat(EMAIL.requests("GET", "/sectools/click_time_protection/exceptions"))
                .as("the names of the lists are looked up once by each of the two clients")
                .filteredOn(call -> call.resource().endsWith("/exceptions"))
                .hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(run("import", file, "--no-progress")).as(complained()).isZero();
            assertThat(printed()).isEqualTo("Rows by state: {CONFIRMED=5}\n");
        }
        assertThat(EMAIL.engineExceptions("avanan_url", "block-domain")).hasSize(1);
        assertThat(EMAIL.engineExceptions("avanan_dlp", "sender_email")).hasSize(1);
        assertThat(EMAIL.rules("blacklist")).hasSize(1);
        assertThat(EMAIL.clickTimeItems())
                .extracting(item -> item.path("listname").asText() + " "
                        + item.path("listitemname").asText())
                .containsExactly("whitelist www.good.example", "blacklist www.evil.example");
        assertThat(EMAIL.writes()).hasSize(5);
    }
}
