/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.OnDifference;
import dev.waiver.core.RuleLock;
import dev.waiver.core.error.TransportException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.testing.EmailSimulator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what the operations lock for several JVMs, and for how long. */
class RuleLockTest extends EmailFixture {
    /** How a call is executed. */
    enum Way {
        BLOCKING,
        ASYNC;

        <T> T execute(ApiCall<T> call) {
            try {
                return this == BLOCKING ? call.execute() : call.executeAsync().join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }
    }

    /** The keys, in the order of their first use. */
    private final List<String> keys = new CopyOnWriteArrayList<>();

    /** The uses of the lock: the number of the key, and the number of requests that the service had received. */
    private final List<String> events = new CopyOnWriteArrayList<>();

    private final RuleLock lock = (key, atMost) -> {
        if (!keys.contains(key)) {
            keys.add(key);
        }
        int number = keys.indexOf(key);
        events.add("acquire " + number + " at " + requests());
        return () -> events.add("release " + number + " at " + requests());
    };

    private long requests() {
        return hec.requests().stream()
                .filter(request -> !request.authentication())
                .count();
    }

    private EmailExceptions locking(EmailList list) {
        return locking().exceptions(list);
    }

    private EmailClient locking() {
        return closing(settings().credentials(key()).ruleLock(lock).build());
    }

    /** Returns the key that ensuring a rule locks. */
    private String key(EmailExceptions exceptions, EmailExceptionRule rule) {
        Object unused = exceptions.ensure(rule).execute();
        String event = events.get(events.size() - 1);
        return keys.get(Integer.parseInt(event.split(" ", -1)[1]));
    }

    @ParameterizedTest
    @EnumSource
    void ensureHoldsTheLockFromItsFirstRequestToItsLast(Way way) {
        assertThat(way.execute(locking(EmailList.BLACKLIST).ensure(RULE)).outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(requests()).isGreaterThan(2);
        assertThat(events).containsExactly("acquire 0 at 0", "release 0 at " + requests());
    }

    @ParameterizedTest
    @EnumSource
    void editAndReplaceHoldTheLockOfTheId(Way way) {
        String id = hec.add("blacklist", "{\"senderDomain\":\".evil.example\"}");
        EmailExceptions rules = locking(EmailList.BLACKLIST);
        Object unused = way.execute(rules.edit(id, rule -> rule.withComment("edited")));
        long edited = requests();
        assertThat(events).containsExactly("acquire 0 at 0", "release 0 at " + edited);
        events.clear();
        unused = way.execute(rules.replace(id, rules.get(id).execute().withComment("replaced")));
        assertThat(events).containsExactly("acquire 0 at " + (edited + 1), "release 0 at " + requests());
    }

    @ParameterizedTest
    @EnumSource
    void ensureThatReplacesTakesTheLockOfTheIdInsideOfThatOfTheRule(Way way) {
        String id = hec.add(
                "blacklist",
                "{\"senderDomain\":\".evil.example\",\"senderDomainMatching\":\"endswith\",\"actionNeeded\":\"spam\"}");
        EmailExceptions rules = locking(EmailList.BLACKLIST);
        EmailExceptionRule wanted = RULE.withActionNeeded(ActionNeeded.PHISHING);
        assertThat(way.execute(rules.ensure(wanted, OnDifference.REPLACE)).outcome())
                .isEqualTo(Outcome.REPLACED);
        assertThat(events)
                .map(event -> event.substring(0, 9))
                .containsExactly("acquire 0", "acquire 1", "release 1", "release 0");
        Object unused = way.execute(rules.edit(id, rule -> rule.withComment("edited")));
        assertThat(keys).hasSize(2);
        assertThat(events.subList(4, 6)).allMatch(event -> event.contains(" 1 at "));
    }

    @Test
    void equalRulesHaveEqualKeys() {
        EmailExceptions rules = locking(EmailList.BLACKLIST);
        String first = key(
                rules,
                EmailExceptionRule.builder()
                        .linkDomains("b.example, a.example, bücher.example")
                        .senderEmail("boss@evil.example", MatchMode.MATCH)
                        .senderIp("2001:db8::1")
                        .comment("a")
                        .build());
        String again = key(
                rules,
                EmailExceptionRule.builder()
                        .senderIp("2001:DB8:0::0:1")
                        .linkDomains("xn--bcher-kva.example., A.example, b.example")
                        .senderEmail(" Boss@Evil.example ", MatchMode.MATCH)
                        .comment("b")
                        .build());
        assertThat(again).isEqualTo(first);
        assertThat(hec.rules("blacklist")).hasSize(1);
        assertThat(key(locking(EmailList.BLACKLIST), RULE)).isEqualTo(key(locking(EmailList.of("blacklist")), RULE));
    }

    @Test
    void theKeyDependsOnRuleListTenantAndService() {
        String first = key(locking(EmailList.BLACKLIST), RULE);
        String rule = key(locking(EmailList.BLACKLIST), RULE.withSubject("x", MatchMode.CONTAINS));
        String list = key(locking(EmailList.WHITELIST), RULE);
        String tenant = key(locking().forTenant(EmailSimulator.DEFAULT_SCOPE).exceptions(EmailList.BLACKLIST), RULE);
        String perCall;
        Object unused = locking(EmailList.BLACKLIST)
                .ensure(RULE)
                .with(CallOptions.builder()
                        .tenantScope(EmailSimulator.DEFAULT_SCOPE)
                        .build())
                .execute();
        perCall = keys.get(Integer.parseInt(events.get(events.size() - 1).split(" ", -1)[1]));
        assertThat(perCall).isEqualTo(tenant);
        try (EmailSimulator another = EmailSimulator.create()) {
            String service = key(
                    closing(settings()
                                    .baseUrl(another.baseUrl())
                                    .credentials(key())
                                    .ruleLock(lock)
                                    .build())
                            .exceptions(EmailList.BLACKLIST),
                    RULE);
            assertThat(List.of(first, rule, list, tenant, service)).doesNotHaveDuplicates();
        }
        assertThat(keys).allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @EnumSource
    void aLockThatFailsMeansThatNothingIsSent(Way way) {
        EmailExceptions rules = closing(settings()
                        .credentials(key())
                        .ruleLock((key, atMost) -> {
                            throw new IOException("no database");
                        })
                        .build())
                .exceptions(EmailList.BLACKLIST);
        assertThatThrownBy(() -> way.execute(rules.ensure(RULE)))
                .isInstanceOfSatisfying(TransportException.class, e -> {
                    assertThat(e.operation()).isEqualTo("EmailExceptions.ensure");
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        assertThatThrownBy(() -> way.execute(rules.edit("17", rule -> rule))).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> way.execute(rules.replace("17", RULE))).isInstanceOf(TransportException.class);
        assertThat(hec.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFailedReleaseDoesNotHideWhatWasCreated(Way way) {
        EmailExceptions rules = closing(settings()
                        .credentials(key())
                        .ruleLock((key, atMost) -> () -> {
                            throw new IOException("the connection broke");
                        })
                        .build())
                .exceptions(EmailList.BLACKLIST);
        assertThat(way.execute(rules.ensure(RULE)).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(way.execute(rules.ensure(RULE)).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(creates()).hasSize(1);
    }
}
