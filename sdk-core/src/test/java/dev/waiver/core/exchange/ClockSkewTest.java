/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.spi.AccessToken;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a 401 says by how much the local clock and the service's differ. */
class ClockSkewTest {
    private static Throwable failure(ApiCall<?> call, boolean async) {
        Throwable e = catchThrowable(() ->
                assertThat(async ? call.executeAsync().get() : call.execute()).isNull());
        return Objects.requireNonNull(e instanceof ExecutionException ? e.getCause() : e);
    }

    @ParameterizedTest
    @CsvSource({
        "PT10M, 401, the local clock is 10 min 0 s ahead of the service's",
        "PT-75S, 401, the local clock is 1 min 15 s behind the service's",
        "PT26H3M, 401, the local clock is 26 h 3 min ahead of the service's",
        "PT61S, 401, the local clock is 1 min 1 s ahead of the service's",
        "PT60S, 401,",
        "PT-60S, 401,",
        "PT10M, 403,",
        "PT10M, 404,"
    })
    void aRefusalSaysByHowMuchTheClocksDiffer(Duration skew, int status, @Nullable String text) throws Exception {
        ManualClock time = new ManualClock();
        time.shiftWallClock(skew);
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .code(status)
                            .addHeader("Date", "Sun, 22 Nov 2026 10:00:00 GMT")
                            .body("{\"message\":\"token not valid at this time\"}")
                            .build();
                }
            });
            server.start();
            String url = server.url("/").toString();
            TestProtocol.Api plain =
                    new TestProtocol.Builder().clock(time).build(url).builtInApi(TestProtocol.Api.class);
            for (boolean async : new boolean[] {false, true}) {
                Throwable call = failure(plain.get("1"), async);
                assertThat(call).hasMessageContaining("Api.get failed: " + status + " token not valid at this time");
                expect(call, text);
            }
            if (status == 404) {
                return;
            }
            for (boolean async : new boolean[] {false, true}) {
                TestProtocol.Api api = new TestProtocol.Builder()
                        .clock(time)
                        .build(url, () -> plain.get("sign-in")
                                .map(json ->
                                        AccessToken.untilRefused(dev.waiver.core.Secret.of("token", json.asText()))))
                        .builtInApi(TestProtocol.Api.class);
                Throwable signIn = failure(api.get("1"), async);
                assertThat(signIn)
                        .isInstanceOf(AuthenticationException.class)
                        .hasMessageContaining("authentication was refused: " + status + " token not valid");
                if (status == 401) {
                    expect(signIn, text);
                    time.advance(Duration.ofMillis(900));
                    Throwable held = failure(api.get("1"), async);
                    assertThat(held).hasMessageContaining("not sent: refused at");
                    expect(held, text);
                    time.shiftWallClock(Duration.ofMillis(-900));
                }
            }
        }
    }

    private static void expect(Throwable error, @Nullable String text) {
        if (text == null) {
            assertThat(error).hasMessageNotContaining("local clock");
        } else {
            assertThat(error).hasMessageContaining(text + ", which may be the reason: correct it");
        }
    }
}
