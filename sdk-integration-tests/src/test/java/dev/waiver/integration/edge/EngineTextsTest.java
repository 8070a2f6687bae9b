/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.RequestLimits;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptions;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailSimulator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exception of an engine matches is its id: any text gets through the path, the body and the signature. */
class EngineTextsTest {
    private static final EngineTable TABLE = EngineTable.MALWARE_SENDER_NAME;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/a?b=c&d=%20e#f",
                "Smith, John (External)",
                "100%",
                "%2e%2e",
                "a/../b",
                "//",
                "...",
                "\"quoted\" \\ 'text'",
                "a;b=c+d",
                "exceptions",
                "M\u00fcller",
                "\u041f\u043e\u0447\u0442\u0430",
                "\ud83d\udca5",
                "e\u0301",
                "a\tb",
                "a\nb",
            })
    void anyTextIsCreatedReadChangedAndRemoved(String text) {
        for (boolean legacy : new boolean[] {false, true}) {
            SkippingTime time = new SkippingTime();
            try (EmailSimulator simulator = EmailSimulator.builder().clock(time).build();
                    EmailClient email = EmailClient.builder()
                            .baseUrl(simulator.baseUrl())
                            .credentials(credentials(simulator, legacy))
                            .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
                            .defaults(SkippingTime.LIMITS)
                            .requestLimits(RequestLimits.unlimited())
                            .clock(time)
                            .build()) {
                EngineExceptions exceptions = email.engineExceptions(TABLE);
                EngineExceptionRule rule = EngineExceptionRule.of(text).withComment("TICKET-1");
                assertThat(exceptions.ensure(rule).execute().rule().id()).isEqualTo(text);
                assertThat(exceptions.get(text).execute().comment()).contains("TICKET-1");
                assertThat(exceptions
                                .edit(text, found -> found.withComment("TICKET-2"))
                                .execute()
                                .comment())
                        .contains("TICKET-2");
                assertThat(exceptions
                                .ensureAbsent(List.of(rule))
                                .execute()
                                .throwIfFailed()
                                .items())
                        .hasSize(1);
                assertThat(simulator.engineExceptions(TABLE.engine(), TABLE.type()))
                        .isEmpty();
            }
        }
    }

    private static EmailCredentials credentials(EmailSimulator simulator, boolean legacy) {
        return legacy
                ? LegacyCredentials.of(
                        simulator.legacyCredentials().appId(),
                        simulator.legacyCredentials().secret())
                : InfinityCredentials.of(
                        simulator.credentials().clientId(),
                        simulator.credentials().accessKey());
    }
}
