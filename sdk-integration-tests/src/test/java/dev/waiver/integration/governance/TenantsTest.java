/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.RequestLimits;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.Governance;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.Register;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registers and the tenants of an email key: named, new, gone, and unreadable as expected. */
class TenantsTest {
    private static final String ENTRY = """
              - {key: evil, ticket: T-1, email: {list: blacklist, domain: evil.example}}
            """;

    private final SkippingTime time = new SkippingTime();
    private final EmailSimulator email = EmailSimulator.builder()
            .clock(time)
            .scopes("farm:a", "farm:b", "farm:c")
            .build();
    private final EmailClient client = EmailClient.builder()
            .baseUrl(email.baseUrl())
            .credentials(InfinityCredentials.of(
                    email.credentials().clientId(), email.credentials().accessKey()))
            .clock(time)
            .defaults(SkippingTime.LIMITS)
            .requestLimits(RequestLimits.unlimited())
            .build();
    private final Governance governance = Governance.builder()
            .email(client)
            .clock(time)
            .defaults(SkippingTime.LIMITS)
            .build();

    @AfterEach
    void close() {
        client.close();
        email.close();
    }

    private static Register register(String head, String exceptions) {
        return Register.parse(
                "waivers.yaml", "apiVersion: waiver.dev/v1\nid: k7q2m4x9\n" + head + "\nexceptions:\n" + exceptions);
    }

    private List<String> tenantsWithRules() {
        return email.scopes().stream()
                .filter(tenant -> !email.rules(tenant, "blacklist").isEmpty())
                .toList();
    }

    @Test
    void allTenantsOfTheKeyAreMeantByDefault() {
        ApplyResult result = governance
                .apply(register("scope: {email: {tables: [blacklist]}}", ENTRY))
                .execute();

        assertThat(result.isComplete()).as(result.describe()).isTrue();
        assertThat(tenantsWithRules()).containsExactly("farm:a", "farm:b", "farm:c");
    }

    @Test
    void aNewTenantIsNamedAndNotWritten() {
        Register register = register(
                "scope: {email: {tenants: ['@gold', '!farm:b'], tables: [blacklist]}}\ntenantGroups: {gold: ['farm:a', 'farm:b']}",
                ENTRY);

        ApplyResult result = governance.apply(register).execute();

        assertThat(result.isComplete()).as(result.describe()).isTrue();
        assertThat(result.plan().notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.NEW_TENANT);
            assertThat(notice.source().tenant()).isEqualTo("farm:c");
        });
        assertThat(tenantsWithRules()).containsExactly("farm:a");
    }

    @Test
    void aTenantThatTheKeyDoesNotSeeIsUnreadable() {
        Register register = register("scope: {email: {tenants: ['farm:a', 'farm:gone'], tables: [blacklist]}}", ENTRY);

        ApplyResult result = governance.apply(register).execute();

        assertThat(result.isComplete()).isFalse();
        assertThat(result.plan().unreadable())
                .singleElement()
                .satisfies(source -> assertThat(source.source().tenant()).isEqualTo("farm:gone"));
        assertThat(tenantsWithRules()).containsExactly("farm:a");
    }

    @Test
    void whatIsExpectedToBeUnavailableDoesNotMakeAPlanIncomplete() {
        String head = "scope: {email: {tables: [blacklist]}}\n"
                + "expectUnavailable: [{tenant: 'farm:b', table: blacklist, why: not licensed, until: 2026-12-31}]";
        email.faults()
                .when(request -> request.path().endsWith("/blacklist")
                        && request.parameter("scope").filter("farm:b"::equals).isPresent())
                .always(Fault.status(403));

        Plan plan = governance.plan(register(head, ENTRY)).execute();

        assertThat(plan.isComplete()).as(plan.describe()).isTrue();
        assertThat(plan.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.EXPECTED_UNAVAILABLE);
        Plan later = governance
                .plan(register(head.replace("2026-12-31", "2026-11-21"), ENTRY))
                .execute();
        assertThat(later.isComplete()).as(later.describe()).isFalse();
    }

    @Test
    void oneTenantsTextIsNotShownToAnother() {
        email.add(
                "farm:a",
                "blacklist",
                World.object("{\"senderDomain\": \"evil.example\", \"senderDomainMatching\": \"exact\","
                        + " \"actionNeeded\": \"\\u001b[31mspam\\u202e\\n[wv1 316y57 aaaaaaaa aaaa]\","
                        + " \"comment\": \"[wv1 316y57 aaaaaaaa aaaa\\u001b] secret\"}"));

        Plan plan = governance
                .plan(register("scope: {email: {tenants: ['farm:a'], tables: [blacklist]}}", ENTRY))
                .execute();

        assertThat(plan.notices()).extracting(Notice::kind).contains(Notice.Kind.CONFLICT);
        assertThat(plan.describe()).doesNotContain("\u001b", "\u202e", "secret");
        assertThat(plan.describe().lines().filter(line -> line.startsWith("[wv1")))
                .isEmpty();
    }
}
