/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

    private static Optional<Duration> lifetime(String claims) {
        byte[] part = claims.getBytes(StandardCharsets.UTF_8);
        return AccessTokens.jwtLifetime("e30." + Base64.getUrlEncoder().encodeToString(part) + ".sig", NOW);
    }

    @Test
    void theLifetimeCountsFromTheTimeOfIssueElseFromNow() {
        assertThat(lifetime("{\"iat\": 500000, \"exp\": 501800}")).contains(Duration.ofMinutes(30));
        assertThat(lifetime("{\"exp\": 1001800}")).contains(Duration.ofMinutes(30));
        assertThat(lifetime("{\"exp\": \"1001800\"}")).contains(Duration.ofMinutes(30));
    }

    @Test
    void anExpiryThatIsMissingOrImplausibleIsIgnored() {
        for (String claims : new String[] {
            "{}",
            "[]",
            "not JSON",
            "{\"exp\": null}",
            "{\"exp\": \"soon\"}",
            "{\"exp\": 1000000}",
            "{\"exp\": 999999}",
            "{\"exp\": 1086401}",
            "{\"exp\": 9223372036854775807}"
        }) {
            assertThat(lifetime(claims)).as(claims).isEmpty();
        }
        for (String token : new String[] {"", "opaque", "a.b", "a.!.c", "a.b.c.d"}) {
            assertThat(AccessTokens.jwtLifetime(token, NOW)).as(token).isEmpty();
        }
    }

    @Test
    void aTokenThatCanBeSentIsVisibleAscii() {
        assertThat(AccessTokens.isSendable("eyJ.a-b_c~!")).isTrue();
        for (String token : new String[] {"", " ", "a b", "a\nb", "a\u007f", "\u00e9", "\ud83d\ude00"}) {
            assertThat(AccessTokens.isSendable(token)).as(token).isFalse();
        }
    }
}
