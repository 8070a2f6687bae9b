/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Reading takes time in proportion to the size, whatever the text is. */
class LargeRegisterTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HEAD =
            "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope: {email: {}, scanning: {}, detection: {}}\n";

    @Test
    void readsThousandsOfEntries() {
        StringBuilder text = new StringBuilder(HEAD).append("exceptions:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("- key: e")
                    .append(i)
                    .append("\n  email: {list: blacklist, tenants: [\"mt:t")
                    .append(i);
            text.append("\"], rule: {senderDomain: same.example, senderDomainMatching: exact}}\n");
        }

        Register register = Assertions.assertTimeoutPreemptively(LONG, () -> Register.parse("r.yaml", text.toString()));

        assertThat(register.entries()).hasSize(5_000);
    }

    @Test
    void refusesManyMistakesInTime() {
        StringBuilder text = new StringBuilder(HEAD).append("tenantGroups:\n  all-of-them: [");
        for (int i = 0; i < 5_000; i++) {
            text.append("tenant-number-").append(i).append(", ");
        }
        text.append("last]\nexceptions:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("- {key: E, unknown")
                    .append(i)
                    .append(": x, email: {list: blacklist, tenants: [\"tenant-numbr-");
            text.append(i).append("\"], domain: same.example}}\n");
        }

        Assertions.assertTimeoutPreemptively(LONG, () -> assertThatThrownBy(
                        () -> Register.parse("r.yaml", text.toString()))
                .isInstanceOfSatisfying(RegisterException.class, refused -> {
                    assertThat(refused.problems()).hasSizeGreaterThan(15_000);
                    assertThat(String.valueOf(refused.getMessage()).lines()).hasSizeLessThan(110);
                }));
    }
}
