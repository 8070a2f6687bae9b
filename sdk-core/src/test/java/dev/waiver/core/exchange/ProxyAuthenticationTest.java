/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.ProxyAuthenticationException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.spi.AccessToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a proxy that refuses a login gets no more than one, and that the error names it. */
@Timeout(60)
class ProxyAuthenticationTest {
    private static final String KEEPS =
            "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n";
    private static final String CLOSES = KEEPS.replace("Content-Length: 0", "Content-Length: 0\r\nConnection: close");

    private final AtomicInteger logins = new AtomicInteger();

    /** How the application's authenticator behaves. */
    enum Answers {
        /** It gives a login whenever it is asked, also ahead. */
        ALWAYS(2),
        /** It gives one whenever a proxy has responded. */
        WHEN_CHALLENGED(2),
        /** It never gives one. */
        NEVER(1);

        /** The requests of a call: the first one has no login, unless one was given ahead. */
        final int mostRequests;

        Answers(int mostRequests) {
            this.mostRequests = mostRequests;
        }
    }

    private Authenticator authenticator(Answers answers) {
        return (route, response) -> {
            boolean ahead = "OkHttp-Preemptive".equals(response.header("Proxy-Authenticate"));
            if (answers == Answers.NEVER || (ahead && answers == Answers.WHEN_CHALLENGED)) {
                return null;
            }
            logins.incrementAndGet();
            return response.request()
                    .newBuilder()
                    .header("Proxy-Authorization", "Basic eDp5")
                    .build();
        };
    }

    private static Proxy at(RawServer server, String host) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, server.port()));
    }

    private static SdkTransport transport(Proxy proxy, Authenticator authenticator, boolean borrowed) throws Exception {
        List<InetAddress> twice = List.of(
                InetAddress.getByAddress("proxy.example", new byte[] {127, 0, 0, 1}),
                InetAddress.getByAddress("proxy.example", new byte[] {127, 0, 0, 2}));
        return borrowed
                ? SdkTransport.using(new OkHttpClient.Builder()
                        .proxy(proxy)
                        .proxyAuthenticator(authenticator)
                        .dns(host -> twice)
                        .build())
                : SdkTransport.builder()
                        .proxy(proxy)
                        .proxyAuthenticator(authenticator)
                        .dns(host -> twice)
                        .build();
    }

    private static TestProtocol.Api api(String url, SdkTransport transport) {
        return new TestProtocol.Builder()
                .transport(transport)
                .allowPlainHttp()
                .jitter(() -> 0)
                .build(url)
                .builtInApi(TestProtocol.Api.class);
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
    @CsvSource({
        "ALWAYS, http, proxy.example",
        "ALWAYS, https, proxy.example",
        "ALWAYS, https, 127.0.0.1",
        "WHEN_CHALLENGED, http, proxy.example",
        "WHEN_CHALLENGED, https, proxy.example",
        "NEVER, http, proxy.example",
        "NEVER, https, proxy.example",
    })
    void aProxyThatRefusesGetsOneLoginAndNoRetry(Answers answers, String scheme, String host) throws Exception {
        for (String response : List.of(KEEPS, CLOSES)) {
            try (RawServer proxy = new RawServer((request, out) -> out.write(RawServer.bytes(response)))) {
                for (int i = 0; i < 8; i++) {
                    boolean async = (i & 1) != 0;
                    boolean write = (i & 2) != 0;
                    boolean borrowed = (i & 4) != 0;
                    String as = answers + " " + scheme + (async ? " async" : "") + (write ? " write" : "")
                            + (borrowed ? " borrowed" : "");
                    logins.set(0);
                    proxy.received.clear();
                    TestProtocol.Api api = api(
                            scheme + "://service.example/",
                            transport(at(proxy, host), authenticator(answers), borrowed));
                    SdkException e = failure(write ? api.create(Map.of("a", 1)) : api.get("7"), async);
                    assertThat(e)
                            .as(as)
                            .isInstanceOfSatisfying(
                                    ProxyAuthenticationException.class,
                                    refused -> assertThat(refused.proxy()).isEqualTo(host + ":" + proxy.port()));
                    assertThat(e.getMessage()).as(as).contains("the proxy " + host + ":" + proxy.port(), "407");
                    assertThat(e.mayHaveBeenApplied()).as(as).isFalse();
                    assertThat(logins.get()).as(as).isLessThanOrEqualTo(1);
                    assertThat(proxy.received).as(as).hasSizeBetween(1, answers.mostRequests);
                }
            }
        }
    }

    @Test
    void aLoginThatIsAcceptedOpensTheTunnel() throws Exception {
        for (Answers answers : List.of(Answers.ALWAYS, Answers.WHEN_CHALLENGED)) {
            try (RawServer proxy = new RawServer((request, out) -> out.write(RawServer.bytes(
                    request.number() == 1 && answers == Answers.WHEN_CHALLENGED
                            ? KEEPS
                            : "HTTP/1.1 200 Connected\r\n\r\nno TLS")))) {
                SdkException e = failure(
                        api(
                                        "https://service.example/",
                                        transport(at(proxy, "127.0.0.1"), authenticator(answers), false))
                                .create(Map.of("a", 1)),
                        false);
                assertThat(e).hasMessageNotContaining("the proxy"); // it fails in the tunnel, without TLS
                assertThat(e).isNotInstanceOf(ProxyAuthenticationException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSignInThatAProxyRefusesIsReportedAlike(boolean async) throws Exception {
        try (RawServer proxy = new RawServer((request, out) -> out.write(RawServer.bytes(KEEPS)))) {
            SdkTransport transport = transport(at(proxy, "127.0.0.1"), authenticator(Answers.ALWAYS), false);
            TestProtocol.Api signIn = api("https://service.example/", transport);
            TestProtocol.Api api = new TestProtocol.Builder()
                    .transport(transport)
                    .build("https://service.example/", () -> signIn.get("token")
                            .map(json -> AccessToken.untilRefused(dev.waiver.core.Secret.of("token", "t"))))
                    .builtInApi(TestProtocol.Api.class);
            SdkException e = failure(api.create(Map.of("a", 1)), async);
            assertThat(e)
                    .isInstanceOf(ProxyAuthenticationException.class)
                    .hasMessageContaining("authentication failed")
                    .hasMessageContaining("407");
            assertThat(logins).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAuthenticatorForTheServiceIsNotAsked(boolean async) throws Exception {
        try (RawServer server = new RawServer((request, out) -> out.write(
                RawServer.bytes("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")))) {
            SdkTransport transport = SdkTransport.using(new OkHttpClient.Builder()
                    .authenticator((route, response) -> login(response))
                    .build());
            assertThat(failure(api(server.url(), transport).get("7"), async))
                    .isInstanceOf(AuthenticationException.class);
            assertThat(server.received).hasSize(1);
            assertThat(logins).hasValue(0);
        }
    }

    private okhttp3.Request login(Response response) {
        logins.incrementAndGet();
        return response.request()
                .newBuilder()
                .header("Authorization", "Basic eDp5")
                .build();
    }
}
