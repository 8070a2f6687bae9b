/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that as many requests reach the network as the error, the exchanges and the listeners report. */
class FollowUpTest {
    private static final List<Function<TestProtocol.Api, ApiCall<?>>> CALLS = List.of(
            TestProtocol.Api::list,
            TestProtocol.Api::stream,
            api -> api.create(Map.of("a", 1)),
            api -> api.replace("7", Map.of("a", 1)),
            api -> api.remove("7"));

    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();

    private final List<String> events = new CopyOnWriteArrayList<>();

    private final EventListener counting = new EventListener() {
        @Override
        public void requestHeadersStart(Call call) {
            events.add("request");
        }
    };

    private static RawServer server(String head) throws Exception {
        return new RawServer((request, out) ->
                out.write(RawServer.bytes("HTTP/1.1 " + head.replace("|", "\r\n") + "\r\nContent-Length: 0\r\n\r\n")));
    }

    private TestProtocol.Api api(String url, SdkTransport transport) {
        return new TestProtocol.Builder()
                .transport(transport)
                .clock(new UnhurriedClock())
                .jitter(() -> 0)
                .build(url)
                .builtInApi(TestProtocol.Api.class);
    }

    /** The system clock without the waits of a second that follow a date in the past. */
    private static final class UnhurriedClock implements SdkClock {
        private static final long SECOND = Duration.ofSeconds(1).toNanos();

        @Override
        public Instant now() {
            return SdkClock.system().now();
        }

        @Override
        public long nanoTime() {
            return SdkClock.system().nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            SdkClock.system().sleep(nanos == SECOND ? 0 : nanos);
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            return SdkClock.system().schedule(task, nanos == SECOND ? 0 : nanos);
        }
    }

    private SdkTransport transport(boolean borrowed) {
        return borrowed
                ? SdkTransport.using(new OkHttpClient.Builder()
                        .eventListenerFactory(call -> counting)
                        .authenticator((route, response) -> response.request())
                        .proxyAuthenticator((route, response) -> response.request())
                        .build())
                : SdkTransport.builder().eventListenerFactory(call -> counting).build();
    }

    private static SdkException failure(ApiCall<?> call, boolean async) {
        return catchThrowableOfType(SdkException.class, () -> {
            if (!async) {
                call.execute();
                return;
            }
            try {
                call.executeAsync().join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 Busy|Retry-After: 0",
                "503 Busy|Retry-After:   00  ",
                "503 Busy|Retry-After: 99999999999",
                "503 Busy|Retry-After: 99999999999999999999999999999999",
                "503 Busy|Retry-After: 2147483648",
                "503 Busy|Retry-After: -1",
                "503 Busy|Retry-After: 0.0",
                "503 Busy|Retry-After: Thu, 01 Jan 1970 00:00:00 GMT",
                "503 Busy|Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
                "503 Busy|Retry-After: 0|Retry-After: 0",
                "408 Timeout",
                "408 Timeout|Retry-After: 0",
                "408 Timeout|Retry-After: 99999999999",
                "421 Misdirected",
                "429 Slow|Retry-After: 0",
                "429 Slow|Retry-After: 99999999999999999999999",
                "301 Moved|Location: /elsewhere",
                "302 Found|Location: /elsewhere",
                "303 See|Location: /elsewhere",
                "307 Temporary|Location: /elsewhere",
                "308 Permanent|Location: /elsewhere",
                "300 Choices|Location: /elsewhere",
                "401 Who|WWW-Authenticate: Basic realm=x",
                "407 Who|Proxy-Authenticate: Basic realm=x"
            })
    void asManyRequestsAsAttempts(String head) throws Exception {
        try (RawServer server = server(head)) {
            for (int i = 0; i < 4; i++) {
                SdkTransport transport = transport((i & 1) != 0);
                for (Function<TestProtocol.Api, ApiCall<?>> call : CALLS) {
                    server.received.clear();
                    events.clear();
                    ApiCall<?> made = call.apply(api(server.url(), transport));
                    // A call waits for its turn after a 429 until the deadline.
                    SdkException e = failure(head.startsWith("429") ? made.with(ONCE) : made, (i & 2) != 0);
                    assertThat(e).isNotNull();
                    assertThat(server.received).hasSize(e.attempts());
                    assertThat(events).hasSize(e.attempts());
                    assertThat(e.callInfo().exchanges().size()).isIn(0, e.attempts());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "00, PT0S", "0000000000000005, PT5S", "99999999999, PT99999999999S"})
    void retryAfterIsReportedAsItCame(String value, Duration parsed) throws Exception {
        try (RawServer server = server("503 Busy|Retry-After: " + value)) {
            TestProtocol.Api api = api(server.url(), transport(false));
            ServerException e = (ServerException) failure(
                    api.get("7").with(CallOptions.builder().maxRetries(0).build()), false);
            assertThat(e.response().headers()).containsEntry("retry-after", List.of(value));
            assertThat(e.callInfo().exchanges().get(0).headers()).containsEntry("retry-after", List.of(value));
            assertThat(e.response().retryAfter()).contains(parsed);
        }
    }

    @Test
    void whatAnInterceptorOfABorrowedClientRepeatsIsCounted() throws Exception {
        try (RawServer server = server("503 Busy")) {
            OkHttpClient stubborn = new OkHttpClient.Builder()
                    .addInterceptor(chain -> {
                        chain.proceed(chain.request()).close();
                        return chain.proceed(chain.request());
                    })
                    .build();
            SdkException e =
                    failure(api(server.url(), SdkTransport.using(stubborn)).get("7"), false);
            assertThat(server.received).hasSize(6);
            assertThat(e.attempts()).isEqualTo(6);
        }
    }

    @Test
    void whatAProxyAuthenticatorRepeatsIsCounted() throws Exception {
        try (RawServer proxy = new RawServer((request, out) -> out.write(RawServer.bytes(
                request.number() == 1
                        ? "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
                        : RawServer.ok("{\"code\":200,\"data\":{}}"))))) {
            Authenticator authenticator = (route, response) -> authorized(response);
            SdkTransport transport = SdkTransport.builder()
                    .proxy(new Proxy(
                            Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                    .proxyAuthenticator(authenticator)
                    .build();
            assertThat(api("http://127.0.0.1:1/", transport)
                            .get("7")
                            .executeForResponse()
                            .attempts())
                    .isEqualTo(2);
            assertThat(proxy.received).hasSize(2);
        }
    }

    private static Request authorized(Response response) {
        return response.request()
                .newBuilder()
                .header("Proxy-Authorization", "Basic eDp5")
                .build();
    }
}
