/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of keys with several tenants. */
class TenantsTest extends EmailFixture {
    private static final String ACME = "mt-prod-3:acme";
    private static final String OTHER = "mt-prod-3:other";

    @BeforeEach
    void twoTenants() {
        hec.addKey(hec.credentials(), ACME, OTHER);
    }

    private static CallOptions scope(String tenant) {
        return CallOptions.builder().tenantScope(tenant).build();
    }

    @Test
    void theScopesOfAKey() {
        assertThat(client().scopes().execute()).containsExactly(ACME, OTHER);
    }

    @Test
    void noTenantIsEverPickedByItself() {
        assertThatThrownBy(() -> exceptions(EmailList.BLACKLIST).create(RULE).execute())
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Must provide a single scope");
        assertThatThrownBy(() -> exceptions(EmailList.BLACKLIST).remove("1").execute())
                .isInstanceOf(ValidationException.class);
        assertThat(hec.requests("GET", "/exceptions").get(0).header("scopes")).isEmpty();
        assertThat(hec.requests("GET", "/exceptions").get(0).query()).isEmpty();
        assertThat(hec.rules("blacklist")).isEmpty();
    }

    @Test
    void aClientForOneTenantClosesItsTransport() {
        EmailClient client = settings().credentials(key()).tenantScope(ACME).build();
        assertThat(client.exceptions(EmailList.BLACKLIST).list().toList()).isEmpty();
        client.close();
        assertThatThrownBy(() -> client.scopes().execute()).hasStackTraceContaining("closed");
    }

    @Test
    void everyCallOfAViewIsForItsTenant() {
        EmailClient other = client().forTenant(OTHER);
        EmailExceptionRule rule =
                other.exceptions(EmailList.BLACKLIST).create(RULE).execute();
        other.exceptions(EmailList.BLACKLIST)
                .edit(rule.id(), r -> r.withComment("x"))
                .execute();
        other.exceptions(EmailList.BLACKLIST).replace(rule.id(), RULE).execute();
        other.exceptions(EmailList.BLACKLIST).ensure(RULE).execute();
        other.exceptions(EmailList.BLACKLIST).list().toList();
        other.exceptions(EmailList.BLACKLIST).remove(rule.id()).execute();
        assertThat(hec.requests())
                .filteredOn(call -> !call.authentication())
                .isNotEmpty()
                .allSatisfy(call -> {
                    assertThat(call.header("scopes")).contains(OTHER);
                    if (!call.resource().equals("/scopes")) {
                        assertThat(call.parameter("scope")).contains(OTHER);
                    }
                });
        assertThat(hec.requests())
                .filteredOn(RecordedRequest::authentication)
                .singleElement()
                .satisfies(call -> assertThat(call.header("scopes")).isEmpty());
    }

    @Test
    void aViewSharesTheTokenAndClosesNothing() {
        EmailClient client = client();
        for (String scope : client.scopes().execute()) {
            try (EmailClient view = client.forTenant(scope)) {
                view.exceptions(EmailList.WHITELIST).list().toList();
            }
        }
        client.forTenant(ACME).exceptions(EmailList.WHITELIST).list().toList();
        assertThat(hec.tokensIssued()).isEqualTo(1);
    }

    @Test
    void aViewWithOptionsKeepsTheTenantAndSharesTheToken() {
        EmailClient client = client();
        try (EmailClient view = client.forTenant(OTHER)
                .with(CallOptions.builder().header("x-note", "audit").build())) {
            view.exceptions(EmailList.WHITELIST).list().toList();
        }
        client.scopes().execute();
        assertThat(hec.requests("GET", "/exceptions/whitelist")).singleElement().satisfies(call -> {
            assertThat(call.header("scopes")).contains(OTHER);
            assertThat(call.header("x-note")).contains("audit");
        });
        assertThat(hec.tokensIssued()).isEqualTo(1);
    }

    @Test
    void theCallsTenantGoesBeforeTheViewsAndTheClients() {
        EmailClient client =
                closing(settings().credentials(key()).tenantScope(ACME).build());
        assertThat(client.toString()).endsWith(ACME + "]");
        EmailExceptionRule created = client.forTenant(ACME)
                .exceptions(EmailList.BLACKLIST)
                .create(RULE)
                .with(scope(OTHER))
                .execute();
        assertThat(hec.rules(OTHER, "blacklist")).hasSize(1);
        assertThat(hec.rules(ACME, "blacklist")).isEmpty();
        assertThat(client.exceptions(EmailList.BLACKLIST).list().toList()).isEmpty();
        assertThat(client.exceptions(EmailList.BLACKLIST).list().with(scope(OTHER)))
                .extracting(EmailExceptionRule::id)
                .containsExactly(created.id());
    }

    @Test
    void aListThatGoesOnStaysWithItsTenant() {
        for (int i = 0; i < 5; i++) {
            hec.add(OTHER, "blacklist", object("{\"subject\":\"" + i + "\"}"));
            hec.add(ACME, "blacklist", object("{\"subject\":\"acme\"}"));
        }
        hec.behavior().pageSize(2);
        EmailClient acme = client().forTenant(ACME);
        assertThat(acme.exceptions(EmailList.BLACKLIST)
                        .list()
                        .with(scope(OTHER))
                        .toList())
                .hasSize(5)
                .noneMatch(rule -> rule.subject().orElseThrow().equals("acme"));
        assertThat(acme.exceptions(EmailList.BLACKLIST)
                        .list()
                        .with(scope(OTHER))
                        .all()
                        .execute())
                .hasSize(5)
                .noneMatch(rule -> rule.subject().orElseThrow().equals("acme"));
    }

    @Test
    void tenantsAreNeverMixedUnderLoad() {
        List<String> scopes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            scopes.add("farm:t" + i);
        }
        hec.addKey(hec.credentials(), scopes.toArray(String[]::new));
        EmailClient client = client();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (String scope : scopes) {
            for (int i = 0; i < 5; i++) {
                all.add(client.forTenant(scope)
                        .exceptions(EmailList.BLACKLIST)
                        .ensure(RULE.withComment(scope))
                        .executeAsync());
            }
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        for (String scope : scopes) {
            assertThat(hec.rules(scope, "blacklist"))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.get("comment").asText()).isEqualTo(scope));
        }
    }

    @Test
    void anAuthenticationIsForTheKeyAndForNoTenant() {
        hec.addLegacyKey(hec.legacyCredentials(), ACME, OTHER);
        for (EmailClient client : List.of(
                settings().credentials(key()).defaults(scope(ACME)).build(),
                settings().credentials(legacyKey()).defaults(scope(ACME)).build())) {
            closing(client).exceptions(EmailList.WHITELIST).list().toList();
        }
        assertThat(hec.requests())
                .filteredOn(RecordedRequest::authentication)
                .hasSize(2)
                .allSatisfy(call -> {
                    assertThat(call.header("scopes")).isEmpty();
                    assertThat(call.query()).isEmpty();
                });
        assertThat(hec.requests("GET", "/exceptions"))
                .allMatch(call -> call.parameter("scope").orElse("").equals(ACME));
    }

    @Test
    void aForeignTenantIsRefused() {
        assertThatThrownBy(() -> client().forTenant("mt-prod-3:nobody")
                        .exceptions(EmailList.WHITELIST)
                        .list()
                        .toList())
                .isInstanceOf(PermissionException.class);
    }

    @Test
    void tenRequestsAtOnceAndTenASecondIsTheDefaultForAllClientsOfAKey() {
        List<EmailClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(closing(EmailClient.builder()
                    .baseUrl(hec.baseUrl())
                    .credentials(key())
                    .clock(time)
                    .build()));
        }
        for (int i = 0; i < 30; i++) {
            clients.get(i % 3).scopes().execute();
        }
        // One authentication request per client; ten of the 33 requests are sent at once.
        assertThat(time.sleeps().stream()
                        .mapToLong(java.time.Duration::toMillis)
                        .sum())
                .isBetween(2200L, 2400L);
    }
}
