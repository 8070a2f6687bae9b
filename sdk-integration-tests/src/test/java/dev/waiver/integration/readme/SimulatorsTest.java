/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.TestClock;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the snippets about the simulators. */
class SimulatorsTest {
    private static EmailClient client(EmailSimulator hec) {
        return EmailClient.builder()
                .baseUrl(hec.baseUrl())
                .credentials(InfinityCredentials.of(
                        hec.credentials().clientId(), hec.credentials().accessKey()))
                .build();
    }

    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    @Test
    void everyKindOfControl() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain(".evil.example", MatchMode.ENDS_WITH)
                .build();
        try (EmailClient email = client(hec)) {
            email.scopes().execute();
            // snippet: simulator-controls
            hec.faults().when("GET", "/exceptions").next(Fault.retryAfter(429, "0")); // the SDK retries
            hec.faults().when("POST", "/exceptions").next(Fault.delay(Duration.ofMillis(20)));
            hec.add("blacklist", "{\"senderDomain\":\".other.example\"}"); // a rule of someone else

            email.exceptions(EmailList.BLACKLIST).create(rule).execute();

            assertThat(hec.rules("blacklist")).hasSize(2); // what the service holds
            assertThat(hec.requests("POST", "/exceptions")).hasSize(1); // what arrived
            assertThat(hec.writes()).allMatch(call -> call.applied()); // and whether it took effect
            // end
            assertThat(hec.requests("GET", "/exceptions"))
                    .extracting(c -> c.status())
                    .contains(429);
        }
    }

    @Test
    void stateFromAFileAndTimeOfTheTests(@TempDir Path folder) throws Exception {
        Path rules = Files.writeString(
                folder.resolve("rules.json"),
                "{\"blacklist\":[{\"entityId\":\"7\",\"senderDomain\":\".evil.example\"}]}");
        // snippet: simulator-state
        TestClock clock = TestClock.at(Instant.parse("2026-11-22T10:00:00Z"));
        EmailSimulator prepared = EmailSimulator.builder()
                .clock(clock) // tokens expire and lags pass with clock.advance(...)
                .load(url(rules)) // rules that exist at the start and after each reset
                .behavior(service -> service.listLag(Duration.ofSeconds(3)))
                .build();
        // end
        try (prepared;
                EmailClient email = client(prepared)) {
            assertThat(email.exceptions(EmailList.BLACKLIST).get("7").execute().senderDomain())
                    .contains(".evil.example");
        }
    }

    @Test
    void manyTenantsAndRules() {
        // snippet: simulator-sizes
        EmailSimulator many = EmailSimulator.builder().tenants(300).rules(1_000).build();
        // end
        try (many;
                EmailClient email = client(many).forTenant("mt-prod-3:tenant-300")) {
            assertThat(email.exceptions(EmailList.BLACKLIST)
                            .get("300000001000")
                            .execute()
                            .senderDomain())
                    .contains("sender1000.tenant300.example");
        }
    }

    private static java.net.URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
