/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published examples of the legacy signature. */
class LegacySignatureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "d290f1ee-6c54-4b01-90e6 US:myapp29 2021-04-10T00:00:00.000Z '' my_avanan_secret"
                        + " 2462b23346ab0642b65d7d094aca5fb4c29fd96d0468deceae2704d258e81497",
                "00000000-0000-0000-0000-000000000000 **** 2023-08-13T19:08:35.263817 /v1.0/soar/test ****"
                        + " 66968b7de6a44c879eedc2a426ec76c254c203d60ce746236645b52b5b5dcddb",
                "00000000-0000-0000-0000-000000000000 **** 2023-08-13T19:08:35.263817 '' ****"
                        + " ac07ea6ddd026cbbfad8751d45d6e9e1823bc03e227eeb117976834391b629b8",
                "rid-1 app-1 2026-01-01T00:00:00.000 /v1.0/msp/usage?year=2026&month=8 sec-1"
                        + " c97db7dc303c0b8d83705663d48ccd7f7d210b0d8b29b8e89dffc3393514b07f"
            })
    void publishedExamples(
            String requestId, String appId, String date, String requestString, String secret, String signature) {
        assertThat(LegacySignature.of(requestId, appId, date, requestString, secret))
                .isEqualTo(signature);
    }

    @Test
    void theDateHasNoZone() {
        assertThat(LegacySignature.date(Instant.parse("2026-11-20T16:41:35Z"))).isEqualTo("2026-11-20T16:41:35.000");
        assertThat(LegacySignature.date(Instant.parse("2026-11-20T16:41:35.1239Z")))
                .isEqualTo("2026-11-20T16:41:35.123");
    }

    @Test
    void whatIsSignedIsWhatGoesOut() {
        assertThat(LegacySignature.requestString(HttpUrl.get("https://h/v1.0/exceptions/my%20list?scope=a%3Ab&x=c:d")))
                .isEqualTo("/v1.0/exceptions/my%20list?scope=a%3Ab&x=c:d");
        assertThat(LegacySignature.requestString(HttpUrl.get("https://h/v1.0/scopes")))
                .isEqualTo("/v1.0/scopes");
    }
}
