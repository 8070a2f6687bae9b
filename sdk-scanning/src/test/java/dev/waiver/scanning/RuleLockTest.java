/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningPort;
import dev.waiver.scanning.model.ScanningScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the keys that other JVMs lock for the same rule. */
class RuleLockTest extends ScanningFixture {
    private final List<String> keys = new ArrayList<>();

    private String key(ScanningExceptionRule rule) {
        try (ScanningClient client = settings()
                .ruleLock((key, atMost) -> {
                    keys.add(key);
                    return () -> {};
                })
                .build()) {
            Object unused = client.exceptions().ensure(rule).execute();
        }
        return keys.get(keys.size() - 1);
    }

    private static ScanningExceptionRule rule(String hosts, @Nullable String port) {
        return rule(ScanningScope.read(hosts, port == null ? null : ScanningPort.read(port), null, null));
    }

    private static ScanningExceptionRule rule(ScanningScope scope) {
        return ScanningExceptionRule.rawBuilder()
                .nvt(OID)
                .text("x")
                .scope(scope)
                .build();
    }

    @Test
    void equalRulesHaveEqualKeys() {
        assertThat(key(rule("b.example, A.example,10.1.2.7/24", "8080")))
                .isEqualTo(key(rule("10.1.2.0/24,a.example.,B.example", "8080/tcp")))
                .isEqualTo(key(rule(ScanningScope.hosts("a.example", "b.example", "10.1.2.0/24")
                                .and(ScanningScope.port(8080)))
                        .withText("another text")));
        assertThat(cg.rules()).hasSize(1);
    }

    @Test
    void differentRulesHaveDifferentKeys() {
        List<String> all = List.of(
                key(rule("a.example", null)),
                key(rule("a.example", "8080")),
                key(rule("a.example", "8081")),
                key(rule("a.example,b.example", "8080")),
                key(rule("", "8080")),
                key(rule(ScanningScope.scan(SCAN))));
        assertThat(all).doesNotHaveDuplicates();
    }
}
