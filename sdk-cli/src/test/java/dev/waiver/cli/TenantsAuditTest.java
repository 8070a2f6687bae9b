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
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An audit reads the tenants of an email key at once, and shows them in order. */
@Timeout(60)
class TenantsAuditTest {
    private static final String[] TENANTS = {"farm:a", "farm:b", "farm:c", "farm:d"};
    private static final int TABLES = 17;
    private static final int INCOMPLETE = 3;

    @RegisterExtension
    final EmailSimulator email =
            EmailSimulator.builder().scopes(TENANTS).build(); // a refused key is remembered per URL

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private JsonNode audit(int code) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("WAIVER_EMAIL_BASE_URL", email.baseUrl());
        variables.put("WAIVER_EMAIL_CLIENT_ID", email.credentials().clientId());
        variables.put("WAIVER_EMAIL_ACCESS_KEY", email.credentials().accessKey());
        variables.put("WAIVER_EMAIL_MAX_RETRIES", "0");
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Waiver waiver = new Waiver(Settings.environment(variables::get), print, print, pause -> {});
        assertThat(waiver.run("audit", "--output", "json")).isEqualTo(code);
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private void rule(String tenant, String list, String subject) {
        String unused =
                email.add(tenant, list, JsonNodeFactory.instance.objectNode().put("subject", subject));
    }

    private static List<String> texts(JsonNode elements, String... members) {
        List<String> texts = new ArrayList<>();
        elements.forEach(element -> {
            List<String> parts = new ArrayList<>();
            for (String member : members) {
                parts.add(element.path(member).asText());
            }
            texts.add(String.join(" ", parts));
        });
        return texts;
    }

    private static boolean isOf(RecordedRequest call, String tenant) {
        return call.resource().contains("/exceptions/")
                && call.header("scopes").filter(tenant::equals).isPresent();
    }

    @Test
    void tenantsAreReadAtOnceAndShownInOrder() throws IOException {
        for (String tenant : TENANTS) {
            rule(tenant, "whitelist", tenant);
            rule(tenant, "blacklist", tenant);
        }
        email.faults().when(call -> isOf(call, "farm:a")).always(Fault.delay(Duration.ofMillis(500)));
        JsonNode json = audit(0);
        assertThat(texts(json.path("exceptions"), "tenant", "scope"))
                .containsExactly(
                        "farm:a whitelist",
                        "farm:a blacklist",
                        "farm:b whitelist",
                        "farm:b blacklist",
                        "farm:c whitelist",
                        "farm:c blacklist",
                        "farm:d whitelist",
                        "farm:d blacklist");
        assertThat(texts(json.path("sources"), "tenant", "list", "rules"))
                .startsWith("farm:a whitelist 1", "farm:a blacklist 1", "farm:a spam_whitelist 0")
                .endsWith("farm:d dlp-recipient-email 0", "farm:d click-time 0", "farm:d anomaly 0")
                .hasSize(TENANTS.length * TABLES);
        assertThat(email.requests("GET", "/scopes"))
                .as("most tables are empty, and the scopes are read once")
                .hasSize(1);
        assertThat(email.requests())
                .filteredOn(call -> !call.authentication())
                .as("one request for each table of each tenant: ten a second")
                .hasSize(1 + TENANTS.length * TABLES);
        List<String> requests = email.requests("GET", "/exceptions").stream()
                .map(call -> call.header("scopes").orElseThrow() + call.resource())
                .toList();
        assertThat(requests.subList(0, requests.indexOf("farm:a/exceptions/spam_whitelist")))
                .contains("farm:b/exceptions/whitelist", "farm:c/exceptions/whitelist", "farm:d/exceptions/whitelist");
    }

    @Test
    void aListThatFailsIsNotReadAndTheOthersAre() throws IOException {
        for (String tenant : TENANTS) {
            rule(tenant, "spam_whitelist", tenant);
        }
        email.faults()
                .when(call -> isOf(call, "farm:b") && call.resource().endsWith("/blacklist"))
                .always(Fault.status(403));
        JsonNode json = audit(INCOMPLETE);
        assertThat(texts(json.path("exceptions"), "tenant")).containsExactly(TENANTS);
        assertThat(texts(json.path("sources"), "tenant", "list", "whole"))
                .filteredOn(source -> source.endsWith("false"))
                .containsExactly("farm:b blacklist false");
        assertThat(json.path("notRead").path(0).asText())
                .startsWith("email farm:b blacklist: EmailExceptions.list failed");
    }

    /** The tables of an engine that no tenant has a license for have one line, and the others are shown. */
    @Test
    void anEngineWithoutALicenseIsNamedOnceAndTheOthersAreRead() throws IOException {
        for (String tenant : TENANTS) {
            rule(tenant, "whitelist", tenant);
            String unused = email.addEngineException(
                    tenant,
                    "avanan_dlp",
                    "hash",
                    JsonNodeFactory.instance.objectNode().put("exception_str", "abc"));
        }
        email.behavior().unlicensedEngine("avanan_url");
        JsonNode json = audit(INCOMPLETE);
        assertThat(texts(json.path("exceptions"), "tenant", "scope"))
                .hasSize(2 * TENANTS.length)
                .startsWith("farm:a whitelist", "farm:a dlp-hash");
        assertThat(json.path("notRead")).hasSize(1);
        assertThat(json.path("notRead").path(0).asText())
                .startsWith(
                        "email 4 tenants (farm:a, farm:b, farm:c, ...) url-allow-url, url-allow-domain, url-block-url,"
                                + " url-block-domain: EngineExceptions.list failed: 403 ");
        assertThat(texts(json.path("sources"), "tenant", "list", "whole"))
                .filteredOn(source -> source.endsWith("false"))
                .hasSize(4 * TENANTS.length)
                .contains("farm:c url-block-url false");
        assertThat(json.at("/sources/7/problems/0/status").asInt()).isEqualTo(403);
    }

    @Test
    void tenantsThatLackDifferentTablesHaveALineEach() throws IOException {
        email.faults()
                .when(call -> (call.resource().contains("/avanan_dlp/") && isOf(call, "farm:b"))
                        || (call.resource().contains("/avanan_") && isOf(call, "farm:d")))
                .always(Fault.status(403));
        JsonNode json = audit(INCOMPLETE);
        assertThat(json.path("notRead"))
                .extracting(line -> line.asText().replaceFirst(" failed.*", ""))
                .containsExactly(
                        "email farm:b dlp-hash, dlp-text-content, dlp-sender-email, dlp-recipient-email:"
                                + " EngineExceptions.list",
                        "email farm:d url-allow-url, url-allow-domain, url-block-url, url-block-domain, dlp-hash,"
                                + " dlp-text-content, dlp-sender-email, dlp-recipient-email: EngineExceptions.list");
    }

    /** What was read before the key was refused is shown, and what was not read is named. */
    @Test
    void aKeyThatIsRefusedLeavesTheRestUnread() throws IOException {
        String[] tenants = IntStream.range(0, 40).mapToObj(i -> "farm:" + i).toArray(String[]::new);
        email.addKey(email.credentials(), tenants);
        rule("farm:0", "whitelist", "a");
        email.faults().authentication().next(Fault.none()).always(Fault.status(401));
        email.faults()
                .when(call -> call.resource().endsWith("/exceptions/blacklist"))
                .always(Fault.status(401));
        JsonNode json = audit(INCOMPLETE);
        assertThat(texts(json.path("sources"), "tenant", "list", "rules", "whole"))
                .hasSize(40 * TABLES)
                .contains("farm:0 whitelist 1 true", "farm:0 blacklist 0 false", "farm:0 spam_whitelist 0 false");
        assertThat(texts(json.path("exceptions"), "tenant")).containsExactly("farm:0");
        assertThat(json.path("notRead"))
                .as("tenants that lack the same have one line")
                .hasSizeLessThan(20)
                .anySatisfy(line -> assertThat(line.asText())
                        .matches("email \\d\\d tenants \\(farm:\\d+, farm:\\d+, farm:\\d+, \\.\\.\\.\\) whitelist, "
                                + "blacklist, .*anomaly: EmailClient.forEachTenant failed: not sent: .*"));
        assertThat(email.requests("GET", "/exceptions"))
                .noneMatch(call -> call.resource().endsWith("/spam_whitelist"));
        assertThat(email.requests()).filteredOn(RecordedRequest::authentication).hasSizeLessThanOrEqualTo(2);
    }
}
