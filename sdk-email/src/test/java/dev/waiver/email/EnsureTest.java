/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.testing.EmailSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Tests of {@code ensure}: its outcomes, and concurrent calls. */
class EnsureTest extends EmailFixture {
    private static final String DOMAIN = "\"senderDomain\":\".evil.example\",\"senderDomainMatching\":\"endswith\"";

    private EnsureResult<EmailExceptionRule> ensure(EmailExceptionRule rule, OnDifference option) {
        return exceptions(EmailList.BLACKLIST).ensure(rule, option).execute();
    }

    private EnsureResult<EmailExceptionRule> ensure() {
        return exceptions(EmailList.BLACKLIST).ensure(RULE).execute();
    }

    @Test
    void whatIsNotThereIsCreatedOnce() {
        EnsureResult<EmailExceptionRule> first = ensure();
        assertThat(first.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(first.matches()).containsExactly(first.rule());
        EnsureResult<EmailExceptionRule> second = ensure();
        assertThat(second.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(second.rule()).isEqualTo(first.rule());
        assertThat(creates()).hasSize(1);
    }

    @Test
    void whatEndedIsPresentAndNotInForce() {
        String ended = hec.add("blacklist", "{" + DOMAIN + ",\"expiration_time\":\"2026-11-20T16:00:00Z\"}");
        assertThat(ensure().outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
        assertThat(ensure().rule().id()).isEqualTo(ended);
        String later = hec.add("blacklist", "{" + DOMAIN + ",\"expiration_time\":\"2027-11-20T16:00:00Z\"}");
        assertThat(ensure().outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(ensure().rule().id()).isEqualTo(later);
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void anotherEffectIsAnErrorUnlessAskedFor() {
        String id = hec.add("blacklist", "{" + DOMAIN + ",\"actionNeeded\":\"spam\",\"quarantineAll\":\"true\"}");
        EmailExceptionRule wanted = RULE.withActionNeeded(ActionNeeded.PHISHING);
        assertThatThrownBy(() -> ensure(wanted, OnDifference.FAIL))
                .isInstanceOfSatisfying(ExistingRuleDiffersException.class, e -> {
                    assertThat(e.ids()).containsExactly(id);
                    assertThat(e.differences())
                            .extracting(Object::toString)
                            .containsExactly(
                                    "actionNeeded: expected \"phishing\", found \"spam\"",
                                    "quarantineAll: expected nothing, found \"true\"");
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        EnsureResult<EmailExceptionRule> kept = ensure(wanted, OnDifference.KEEP);
        assertThat(kept.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(kept.rule().id()).isEqualTo(id);
        assertThat(kept.conflicts()).containsExactly(kept.rule());
        assertThat(hec.writes()).isEmpty();
        EnsureResult<EmailExceptionRule> replaced = ensure(wanted, OnDifference.REPLACE);
        assertThat(replaced.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(replaced.differences()).hasSize(2);
        assertThat(replaced.rule().actionNeeded()).contains(ActionNeeded.PHISHING);
        assertThat(replaced.rule().quarantineAll().orElseThrow().isOff()).isTrue();
        assertThat(ensure(wanted, OnDifference.FAIL).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(creates()).isEmpty();
    }

    @Test
    void anEffectThatCannotBeClearedIsReported() {
        hec.add("blacklist", "{" + DOMAIN + ",\"actionNeeded\":\"spam\"}");
        assertThatThrownBy(() -> ensure(RULE, OnDifference.REPLACE))
                .isInstanceOfSatisfying(AppliedButUnconfirmedException.class, e -> assertThat(e.differences())
                        .extracting(d -> d.path())
                        .containsExactly("actionNeeded"));
    }

    @Test
    void whichOfSeveralToReplaceIsNotGuessed() {
        hec.add("blacklist", "{" + DOMAIN + ",\"actionNeeded\":\"spam\"}");
        hec.add("blacklist", "{" + DOMAIN + ",\"actionNeeded\":\"greymail\"}");
        assertThatThrownBy(() -> ensure(RULE, OnDifference.REPLACE))
                .isInstanceOfSatisfying(
                        AmbiguousMatchException.class, e -> assertThat(e.ids()).hasSize(2));
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void equalRulesAreAllReportedAndNoneIsRemoved() {
        hec.add("blacklist", "{" + DOMAIN + "}");
        hec.add("blacklist", "{" + DOMAIN + ",\"comment\":\"another\"}");
        assertThat(ensure().matches()).hasSize(2);
        assertThat(ensure().outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void anEqualRuleOfAnotherWriterIsReported() {
        hec.behavior().concurrentWriter(() -> hec.add("blacklist", "{" + DOMAIN + ",\"comment\":\"theirs\"}"));
        EnsureResult<EmailExceptionRule> ensured = ensure();
        assertThat(ensured.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(ensured.rule().comment()).isEqualTo(RULE.comment());
        assertThat(ensured.matches()).hasSize(2);
    }

    @Test
    void aShapeThatCannotBeComparedIsAnErrorAndNoCreate() {
        hec.stub(
                "GET",
                "/exceptions/blacklist",
                "{\"responseData\":[{\"id\":\"5\",\"type\":\"domain\",\"value\":\"evil.example\",\"actor\":\"a\"}]}");
        assertThatThrownBy(this::ensure).isInstanceOfSatisfying(AmbiguousMatchException.class, e -> assertThat(e.ids())
                .containsExactly("5"));
        assertThat(hec.writes()).isEmpty();
    }

    @Test
    void fiftyThreadsOfTwoClientsHaveItOnce() throws Exception {
        hec.behavior().listLag(Duration.ofSeconds(1));
        List<EmailClient> clients = List.of(client(), client());
        List<EnsureResult<EmailExceptionRule>> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<EnsureResult<EmailExceptionRule>>> running = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                EmailClient client = clients.get(i % 2);
                running.add(threads.submit(() ->
                        client.exceptions(EmailList.BLACKLIST).ensure(RULE).execute()));
            }
            for (Future<EnsureResult<EmailExceptionRule>> one : running) {
                all.add(one.get());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(all).filteredOn(e -> e.outcome() == Outcome.CREATED).hasSize(1);
        assertThat(all).filteredOn(e -> e.outcome() == Outcome.PRESENT).hasSize(49);
        assertThat(hec.rules("blacklist")).hasSize(1);
    }

    @Test
    void asynchronousOnesStandInTheSameLine() {
        List<EmailClient> clients = List.of(client(), client());
        List<CompletableFuture<EnsureResult<EmailExceptionRule>>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            // Serialized for the same tenant, whether the client or the call names it.
            EmailClient client = clients.get(i % 2);
            all.add(
                    i % 4 < 2
                            ? client.forTenant(EmailSimulator.DEFAULT_SCOPE)
                                    .exceptions(EmailList.BLACKLIST)
                                    .ensure(RULE)
                                    .executeAsync()
                            : client.exceptions(EmailList.BLACKLIST)
                                    .ensure(RULE)
                                    .with(CallOptions.builder()
                                            .tenantScope(EmailSimulator.DEFAULT_SCOPE)
                                            .build())
                                    .executeAsync());
        }
        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        assertThat(hec.rules("blacklist")).hasSize(1);
    }
}
