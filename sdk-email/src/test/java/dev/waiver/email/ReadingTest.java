/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.TransportException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailBehavior.Data;
import dev.waiver.testing.EmailBehavior.Names;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of reading lists and rules in all their shapes. */
class ReadingTest extends EmailFixture {
    private void add(int rules) {
        for (int i = 0; i < rules; i++) {
            hec.add("whitelist", "{\"senderEmail\":\"user" + i + "@example.com\"}");
        }
    }

    @Test
    void theRecordedListIsReadWithEveryOddity() {
        hec.stub("GET", "/exceptions/whitelist", document("recorded-list.json"));
        List<EmailExceptionRule> rules = exceptions(EmailList.WHITELIST).list().toList();
        assertThat(rules).hasSize(3);
        EmailExceptionRule first = rules.get(0);
        assertThat(first.id()).isEqualTo("126802091");
        assertThat(first.linkDomains()).isEmpty();
        assertThat(first.ignoringSpfCheck().orElseThrow().isOff()).isTrue();
        assertThat(first.updateTime().orElseThrow().instant()).contains(Instant.parse("2024-09-25T16:41:35Z"));
        assertThat(first.matchesNothing()).isTrue();
        assertThat(first.additionalProperties().get("revision"))
                .hasToString("{\"number\":1,\"weight\":1.50,\"history\":[null,1E+2]}");
        EmailExceptionRule second = rules.get(1);
        assertThat(second.id()).isEqualTo("1996897");
        assertThat(second.addedBy()).contains("17");
        assertThat(second.editedBy()).isEmpty();
        assertThat(second.comment()).isEmpty();
        assertThat(second.actionNeeded()).contains(ActionNeeded.PHISHING);
        assertThat(second.ignoringSpfCheck().orElseThrow().isOn()).isTrue();
        assertThat(second.quarantineAll().orElseThrow()).isEqualTo(EmailFlag.text(false));
        assertThat(second.matchOnlyFuture().orElseThrow()).isEqualTo(EmailFlag.of(true));
        assertThat(second.linkDomains().orElseThrow().domains()).containsExactly("one.example", "two.example");
        assertThat(second.senderEmailMatching()).contains(MatchMode.of("fuzzy"));
        assertThat(second.updateTime().orElseThrow().hasZone()).isFalse();
        assertThat(rules.get(2).id()).isEqualTo("17");
        assertThat(rules.get(2).linkDomains().orElseThrow().domains()).containsExactly("a.example", "B.example");
        assertThat(exceptions(EmailList.WHITELIST).list().all().execute()).isEqualTo(rules);
    }

    @Test
    void theSnakeCaseOfAnOlderBackendIsRead() {
        hec.stub("GET", "/exceptions/blacklist", document("snake-case-list.json"));
        EmailExceptionRule rule =
                exceptions(EmailList.BLACKLIST).list().toList().get(0);
        assertThat(rule.id()).isEqualTo("4711");
        assertThat(rule.addedBy()).contains("3");
        assertThat(rule.senderEmail()).contains("a@evil.example");
        assertThat(rule.senderEmailMatching()).contains(MatchMode.EXACT);
        assertThat(rule.senderName()).contains("The Boss");
        assertThat(rule.senderNameMatching()).contains(MatchMode.CONTAINS);
        assertThat(rule.senderDomain()).contains("evil.example");
        assertThat(rule.senderDomainMatching()).contains(MatchMode.of("ends_with"));
        assertThat(rule.linkDomains().orElseThrow().domains()).containsExactly("evil.example");
        assertThat(rule.linkDomainMatching()).contains(MatchMode.CONTAINS);
        assertThat(rule.attachmentMd5()).isEmpty();
        assertThat(rule.recipientMatching()).contains(MatchMode.MATCH);
        assertThat(rule.senderIp()).contains("192.0.2.7");
        assertThat(rule.subjectMatching()).contains(MatchMode.CONTAINS);
        assertThat(rule.ignoringSpfCheck().orElseThrow().isOff()).isTrue();
        assertThat(rule.updateTime().orElseThrow().raw()).isEqualTo("2025-12-01T08:00:00");
        assertThat(rule.expires().orElseThrow().instant()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(rule.additionalProperties())
                .containsKeys("exception_type", "affected_count", "from_domain_ends_with")
                .doesNotContainKeys("entity_id", "from_email", "nickname");
        assertThat(rule.additionalProperties().get("max_confidence")).hasToString("0.90");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"on\":[true]}", "1", "\"yes\""})
    void aFlagOfAnyShapeIsKept(String flag) {
        hec.stub(
                "GET",
                "/exceptions/whitelist",
                "{\"responseData\":[{\"id\":\"1\",\"quarantineAll\":" + flag + "},{\"id\":\"2\"}]}");
        List<EmailExceptionRule> rules = exceptions(EmailList.WHITELIST).list().toList();
        assertThat(rules).map(EmailExceptionRule::id).containsExactly("1", "2");
        assertThat(rules.get(0).quarantineAll().orElseThrow()).hasToString(flag);
    }

    @Test
    void theIdIsTheFirstPresentOfItsNames() {
        hec.stub(
                "GET",
                "/exceptions/whitelist",
                "{\"responseData\":[{\"exceptionId\":\"3\",\"entity_id\":4,\"id\":2,\"entityId\":\"\"},"
                        + "{\"entity_id\":4,\"exceptionId\":3},{\"id\":2,\"entityId\":\"1\"}]}");
        assertThat(exceptions(EmailList.WHITELIST).list().map(EmailExceptionRule::id))
                .containsExactly("2", "3", "1");
    }

    @Test
    void aListIsLazyAndReadAnew() {
        var pager = exceptions(EmailList.WHITELIST).list();
        assertThat(hec.requests()).isEmpty();
        add(3);
        assertThat(pager).hasSize(3);
        add(1);
        assertThat(pager.toList()).hasSize(4);
        try (Stream<EmailExceptionRule> stream = pager.stream()) {
            assertThat(stream.findFirst().orElseThrow().senderEmail()).contains("user0@example.com");
        }
    }

    @Test
    void aSingleElementThatStandsAloneIsAListOfOne() {
        hec.behavior().data(Data.OBJECT);
        add(1);
        assertThat(exceptions(EmailList.WHITELIST).list().toList()).hasSize(1);
        assertThat(exceptions(EmailList.WHITELIST).list().all().execute()).hasSize(1);
    }

    @Test
    void nothingIsAnEmptyListInEachWayToSayIt() {
        for (Data data : Data.values()) {
            hec.behavior().data(data);
            assertThat(exceptions(EmailList.BLACKLIST).list()).isEmpty();
            assertThat(exceptions(EmailList.BLACKLIST).list().all().execute()).isEmpty();
        }
    }

    @Test
    void aListThatGoesOnIsFollowed() {
        add(5);
        hec.behavior().pageSize(2);
        assertThat(exceptions(EmailList.WHITELIST).list().toList()).hasSize(5);
        assertThat(exceptions(EmailList.WHITELIST).list().all().execute()).hasSize(5);
        assertThat(hec.requests("GET", "/exceptions/whitelist").get(1).parameter("scrollId"))
                .contains("2");
    }

    @Test
    void aServiceThatIgnoresTheScrollIdEndsTheWalkQuietly() {
        hec.stub(
                "GET",
                "/exceptions/whitelist",
                "{\"responseEnvelope\":{\"responseCode\":200,\"scrollId\":\"abc\"},\"responseData\":[{\"entityId\":\"1\"},{\"entityId\":\"2\"}]}");
        assertThat(exceptions(EmailList.WHITELIST).list().toList()).hasSize(2);
        assertThat(exceptions(EmailList.WHITELIST).list().all().execute()).hasSize(2);
        assertThat(hec.requests("GET", "/exceptions/whitelist")).hasSize(4);
    }

    @Test
    void anEmptyListOfAKeyWithoutTenantIsAnError() {
        hec.addKey(hec.credentials(), "");
        EmailClient email = client();
        for (var call : List.<Runnable>of(
                () -> email.exceptions(EmailList.WHITELIST).list().toList(),
                () -> email.exceptions(EmailList.WHITELIST).list().all().execute(),
                () -> email.exceptions(EmailList.WHITELIST).create(RULE).execute(),
                () -> email.exceptions(EmailList.WHITELIST).ensure(RULE).execute())) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(IncompleteListException.class, e -> assertThat(e.reason())
                            .isEqualTo(IncompleteListException.Reason.NO_TENANT))
                    .hasMessageContaining("this key sees no tenant");
        }
        assertThat(hec.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[\"\", \" \"]"})
    void anEmptyListOfAKeyWithoutScopesIsAnError(String scopes) {
        hec.stub("GET", "/scopes", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":" + scopes + "}");
        hidesItsTenant(client(), "this key sees no tenant");
    }

    @Test
    void anEmptyListOfATenantThatTheKeyDoesNotSeeIsAnError() {
        hec.stub("GET", "/exceptions/whitelist", "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[]}");
        hidesItsTenant(client().forTenant("mt-prod-3:misspelled"), "does not see the tenant mt-prod-3:misspelled");
        assertThat(client().forTenant(EmailSimulator.DEFAULT_SCOPE)
                        .exceptions(EmailList.WHITELIST)
                        .list())
                .isEmpty();
    }

    private void hidesItsTenant(EmailClient email, String why) {
        for (var call : List.<Runnable>of(
                () -> email.exceptions(EmailList.WHITELIST).list().toList(),
                () -> email.exceptions(EmailList.WHITELIST).list().all().execute(),
                () -> email.exceptions(EmailList.WHITELIST).ensure(RULE).execute())) {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(IncompleteListException.class, e -> assertThat(e.reason())
                            .isEqualTo(IncompleteListException.Reason.NO_TENANT))
                    .hasMessageContaining(why);
        }
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void anEmptyListStaysOneWhenTheScopesCannotBeRead() {
        hec.faults().when("GET", "/scopes").always(Fault.status(403));
        assertThat(exceptions(EmailList.WHITELIST).list()).isEmpty();
    }

    @Test
    void anErrorInAStreamedListIsTheUsualError() {
        hec.faults().next(Fault.envelopeError(403, "not licensed"));
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST).list().toList())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).hasValue(403));
        add(100);
        hec.faults().next(Fault.closeInTheMiddleOfResponse());
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST).list().toList())
                .hasMessageContaining("broke off");
    }

    @Test
    void aRuleIsRead() {
        String id = hec.add("whitelist", "{\"subject\":\"Newsletter\"}");
        ApiResponse<EmailExceptionRule> response =
                exceptions(EmailList.WHITELIST).get(id).executeForResponse();
        assertThat(response.value().id()).isEqualTo(id);
        assertThat(response.requestId())
                .isEqualTo(hec.requests("GET", "/exceptions/whitelist/")
                        .get(0)
                        .header("x-av-req-id")
                        .orElseThrow());
        assertThat(response.serverRequestId()).contains(response.requestId());
        assertThat(response.envelope()).containsEntry("recordsNumber", "1").containsEntry("responseCode", "200");
    }

    @Test
    void aRuleIsReadInEachShape() {
        String id = hec.add("whitelist", "{\"subject\":\"Newsletter\"}");
        hec.behavior().data(Data.OBJECT).numericIds(true).idName("id");
        assertThat(exceptions(EmailList.WHITELIST).get(id).execute().id()).isEqualTo(id);
        hec.behavior().names(Names.SNAKE_CASE);
        assertThat(exceptions(EmailList.WHITELIST).get(id).execute().subject()).contains("Newsletter");
        hec.behavior().envelope(false);
        assertThat(exceptions(EmailList.WHITELIST).get(id).execute().id()).isEqualTo(id);
    }

    @Test
    void aMissIsNotFoundHoweverItIsSaid() {
        for (int i = 0; i < 2; i++) {
            hec.behavior().missingIs404(i == 1, false, false);
            assertThatThrownBy(() -> exceptions(EmailList.WHITELIST)
                            .get("99")
                            .with(CallOptions.builder()
                                    .tenantScope(EmailSimulator.DEFAULT_SCOPE)
                                    .build())
                            .execute())
                    .isInstanceOfSatisfying(NotFoundException.class, e -> {
                        assertThat(e).hasMessageContaining("99").hasMessageContaining("whitelist");
                        assertThat(e).hasMessageContaining(EmailSimulator.DEFAULT_SCOPE);
                        assertThat(e.serverRequestId()).isPresent();
                        assertThat(e.mayHaveBeenApplied()).isFalse();
                    });
        }
    }

    @Test
    void anotherRuleThanTheOneAskedForIsRefused() {
        hec.stub("GET", "/exceptions/whitelist/1", "{\"responseData\":[{\"entityId\":\"2\"}]}");
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST).get("1").execute())
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("asked for the rule 1");
    }

    @Test
    void blockingAndAsynchronousAreAlike() throws Exception {
        String id = hec.add("whitelist", "{\"subject\":\"Newsletter\"}");
        EmailClient email = client();
        assertThat(email.exceptions(EmailList.WHITELIST).get(id).executeAsync().get(10, TimeUnit.SECONDS))
                .isEqualTo(email.exceptions(EmailList.WHITELIST).get(id).execute());
        assertThat(email.exceptions(EmailList.WHITELIST)
                        .list()
                        .all()
                        .executeAsync()
                        .get(10, TimeUnit.SECONDS))
                .hasSize(1);
    }

    @Test
    void manyListsLeftOpenDoNotUseUpTheRequestLimits() {
        add(3);
        try (EmailClient client = EmailClient.builder()
                .baseUrl(hec.baseUrl())
                .credentials(key())
                .clock(time)
                .build()) {
            for (int i = 0; i < 25; i++) {
                assertThat(client.exceptions(EmailList.WHITELIST)
                                .list()
                                .iterator()
                                .hasNext())
                        .isTrue();
            }
            assertThat(client.exceptions(EmailList.WHITELIST).list().toList()).hasSize(3);
        }
    }

    @Test
    void aListThatEndsBeforeWhatWasAnnouncedIsNotWhole() {
        add(2);
        hec.faults().always(Fault.truncated());
        assertThatThrownBy(() -> exceptions(EmailList.WHITELIST).list().toList())
                .isInstanceOf(TransportException.class);
    }
}
