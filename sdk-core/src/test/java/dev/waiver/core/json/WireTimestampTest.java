/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimestampTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wed, 25 Sep 2024 16:41:35 GMT        | 2024-09-25T16:41:35Z           | true",
                "Mon, 25 Sep 2024 16:41:35 GMT        | 2024-09-25T16:41:35Z           | true",
                "25 Sep 2024 16:41:35 +0200           | 2024-09-25T14:41:35Z           | true",
                "Wed, 5 Sep 2024 06:41 UTC            | 2024-09-05T06:41:00Z           | true",
                "2018-11-20T17:58:49Z                 | 2018-11-20T17:58:49Z           | true",
                "2018-11-20T17:58:47.164Z             | 2018-11-20T17:58:47.164Z       | true",
                "2019-10-31T17:27:23.6470751          | 2019-10-31T17:27:23.647075100Z | false",
                "2019-10-31T17:27:23.123456789        | 2019-10-31T17:27:23.123456789Z | false",
                "2019-10-31T17:27:23.1234567891234Z   | 2019-10-31T17:27:23.123456789Z | true",
                "2019-10-31 17:27:23                  | 2019-10-31T17:27:23Z           | false",
                "2019-10-31t17:27z                    | 2019-10-31T17:27:00Z           | true",
                "2019-10-31T17:27:23+05:30            | 2019-10-31T11:57:23Z           | true",
                "2019-10-31T17:27:23-0800             | 2019-11-01T01:27:23Z           | true",
                "2019-10-31T17:27:23 +00              | 2019-10-31T17:27:23Z           | true",
                "2019-10-31                           | 2019-10-31T00:00:00Z           | false",
                "9/25/2024 4:41:35 PM                 | 2024-09-25T16:41:35Z           | false",
                "12/1/2024 12:00:00 AM                | 2024-12-01T00:00:00Z           | false",
                "12/1/2024 12:05:00 pm                | 2024-12-01T12:05:00Z           | false",
            })
    void readsWhatServicesWrite(String raw, Instant instant, boolean zoned) {
        WireTimestamp time = WireTimestamp.of(raw);

        assertThat(time.instant()).contains(instant);
        assertThat(time.hasZone()).isEqualTo(zoned);
        assertThat(time.raw()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "2024-13-01T00:00:00Z",
                "2024-02-30",
                "2024-01-01T25:00:00",
                "2024-01-01T10:00:00+25:00",
                "25 Xyz 2024 10:00:00 GMT",
                "25 Anf 2024 10:00:00 GMT",
                "13/25/2024 4:00:00 PM",
                "1/1/2024 13:00:00 PM",
                "1/1/2024 0:00:00 AM",
                "1537893695",
                "2024-01-01T10:00:00Z and a tail that goes on and on and on and on and on"
            })
    void keepsWhatItCannotRead(String raw) {
        WireTimestamp time = WireTimestamp.of(raw);

        assertThat(time.instant()).isEmpty();
        assertThat(time.hasZone()).isFalse();
        assertThat(time).hasToString(raw);
    }

    @Test
    void readsNumbersThatArePlainlySecondsOrMilliseconds() {
        assertThat(read("1537893695").instant()).contains(Instant.ofEpochSecond(1_537_893_695));
        assertThat(read("1537893695123").instant()).contains(Instant.ofEpochMilli(1_537_893_695_123L));
        assertThat(read("1537893695").hasZone()).isTrue();
        assertThat(read("20180920").instant()).isEmpty();
        assertThat(read("-1537893695").instant()).isEmpty();
        assertThat(read("1537893695.5").instant()).isEmpty();
    }

    @Test
    void isWrittenAsItWasSent() {
        for (String json : new String[] {"1537893695", "1.50", "1e9", "\"1537893695\"", "\" 2024-01-01 \"", "\"\""}) {
            assertThat(JsonCodec.strictNames().write(read(json))).isEqualTo(json);
        }
    }

    @Test
    void isEqualByWhatWasSent() {
        assertThat(WireTimestamp.of("2024-01-01"))
                .isEqualTo(WireTimestamp.of("2024-01-01"))
                .hasSameHashCodeAs(WireTimestamp.of("2024-01-01"))
                .isNotEqualTo(WireTimestamp.of("2024-01-01T00:00:00"))
                .isNotEqualTo("2024-01-01");
        assertThat(read("1537893695")).isNotEqualTo(WireTimestamp.of("1537893695"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> WireTimestamp.of(null));
    }

    private static WireTimestamp read(String json) {
        return JsonCodec.strictNames().read(WireTimestamp.class, json);
    }
}
