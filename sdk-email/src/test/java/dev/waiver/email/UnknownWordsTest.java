/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.error.NotFoundException;
import dev.waiver.email.model.ActionNeeded;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import org.junit.jupiter.api.Test;

/** Tests of words without a constant: they are sent as they are, and named as unknown where people read them. */
class UnknownWordsTest extends EmailFixture {
    private static final EmailList LIST = EmailList.of("blacklst");

    @Test
    void theyAreSentAsTheyAre() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("evil.example", MatchMode.of("ends"))
                .actionNeeded(ActionNeeded.of("junk"))
                .build();
        EmailExceptionRule created = exceptions(LIST).create(rule).execute();
        assertThat(creates().get(0).resource()).endsWith("/exceptions/blacklst");
        assertThat(requestData(creates().get(0)).path("senderDomainMatching").asText())
                .isEqualTo("ends");
        assertThat(requestData(creates().get(0)).path("actionNeeded").asText()).isEqualTo("junk");
        assertThat(created.senderDomainMatching()).contains(MatchMode.of("ends"));
        assertThat(exceptions(LIST).list().toList()).containsExactly(created);
        exceptions(LIST).remove(created.id()).execute();
        assertThat(hec.rules("blacklst")).isEmpty();
    }

    @Test
    void theyAreNamedAsUnknown() {
        assertThat(LIST.isKnown()).isFalse();
        assertThat(LIST).hasToString("blacklst (unknown)");
        assertThat(EmailList.BLACKLIST.isKnown()).isTrue();
        assertThat(EmailList.of("blacklist")).hasToString("blacklist");
        EmailExceptionRule rule = RULE.withSenderDomainMatching(MatchMode.of("ends"));
        assertThat(rule.toString()).contains("senderDomainMatching=ends (unknown)");
        assertThatThrownBy(() -> exceptions(LIST).get("1").execute())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("in the list blacklst (unknown) of");
    }
}
