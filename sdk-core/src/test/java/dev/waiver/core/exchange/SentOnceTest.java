/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a write reaches the service once, and that the error says whether it may have been applied. */
class SentOnceTest {
    private static final String OK = "{\"code\":200,\"data\":{}}";

    private final MockWebServer server = new MockWebServer();
    private TestProtocol.Api api;

    record Write(String name, Function<TestProtocol.Api, ApiCall<?>> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Write> writes() {
        return Stream.of(
                new Write("POST", api -> api.create(Map.of("a", 1))),
                new Write("PUT", api -> api.replace("7", Map.of("a", 1))),
                new Write("DELETE without a body", api -> api.remove("7")),
                new Write("POST without a body", api -> api.activate("7")));
    }

    @BeforeEach
    void start() throws Exception {
        server.start();
        api = api(SdkTransport.create());
    }

    private TestProtocol.Api api(SdkTransport transport) {
        return new TestProtocol.Builder()
                .transport(transport)
                .jitter(() -> 0)
                .build(server.url("/").toString())
                .builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void responses(MockResponse.Builder... responses) {
        for (MockResponse.Builder response : responses) {
            server.enqueue(response.build());
        }
    }

    private static MockResponse.Builder ok() {
        return new MockResponse.Builder().body(OK);
    }

    private static MockResponse.Builder closeWithoutResponse() {
        return ok().onResponseStart(new SocketEffect.CloseSocket());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void readOnAReusedConnectionWithoutAResponse(Write write) {
        responses(ok(), closeWithoutResponse());
        api.get("warm-up").execute();
        assertThatThrownBy(() -> write.call()
                        .apply(api)
                        .with(CallOptions.builder().maxRetries(0).build())
                        .execute())
                .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void anIdempotentWriteIsRepeatedWhenItMayBe() {
        responses(ok(), closeWithoutResponse(), ok());
        api.get("warm-up").execute();
        assertThat(api.replace("7", Map.of("a", 1)).executeForResponse().attempts())
                .isEqualTo(2);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void onAConnectionThatTheServiceHadClosed(Write write) throws Exception {
        responses(ok().onResponseEnd(new SocketEffect.CloseSocket()), ok());
        api.get("warm-up").execute();
        TimeUnit.MILLISECONDS.sleep(1_100); // the stale connection check applies after a second of idle time
        write.call().apply(api).execute();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aRetryingInterceptorOfABorrowedClientCannotSendAWriteAgain() {
        OkHttpClient stubborn = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    response.close();
                    return chain.proceed(chain.request());
                })
                .build();
        responses(ok(), ok(), ok());
        assertThatThrownBy(() ->
                        api(SdkTransport.using(stubborn)).create(Map.of("a", 1)).execute())
                .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void okHttpDoesNotFollowUp(Write write) {
        for (int status : new int[] {408, 503}) {
            int before = server.getRequestCount();
            responses(new MockResponse.Builder().code(status).addHeader("Retry-After", "0"));
            assertThatThrownBy(() -> write.call()
                            .apply(api)
                            .with(CallOptions.builder().maxRetries(0).build())
                            .execute())
                    .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
            assertThat(server.getRequestCount() - before).isEqualTo(1);
        }
    }

    @Test
    void refusedIsCertain() {
        for (int status : new int[] {301, 400, 401, 403, 404, 409, 422, 429}) {
            responses(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", "https://elsewhere.example/x?token=1"));
            assertThatThrownBy(() -> api.create(Map.of("a", 1))
                            .with(CallOptions.builder().maxRetries(0).build())
                            .execute())
                    .isInstanceOfSatisfying(SdkException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        }
        assertThat(server.getRequestCount()).isEqualTo(8);
    }

    @Test
    void connectionRefusedIsCertainAndRepeated() {
        String url = server.url("/").toString();
        server.close();
        TestProtocol.Api nobody =
                new TestProtocol.Builder().jitter(() -> 0).build(url).builtInApi(TestProtocol.Api.class);
        assertThatThrownBy(() -> nobody.create(Map.of("a", 1)).execute())
                .isInstanceOfSatisfying(TransportException.class, e -> {
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                    assertThat(e.attempts()).isEqualTo(3);
                });
    }

    @Test
    void aMissAfterALostRemovalIsSuccess() {
        responses(closeWithoutResponse(), new MockResponse.Builder().code(404).body("{\"message\":\"no such rule\"}"));
        api.remove("7").execute();
        assertThat(server.getRequestCount()).isEqualTo(2);
        responses(new MockResponse.Builder().code(404).body("{\"message\":\"no such rule\"}"));
        assertThatThrownBy(() -> api.remove("7").execute()).isInstanceOf(dev.waiver.core.error.NotFoundException.class);
    }
}
