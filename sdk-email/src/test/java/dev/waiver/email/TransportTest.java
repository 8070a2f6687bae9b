/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.TransportException;
import dev.waiver.email.auth.InfinityCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that transport settings apply to authentication as to any other call. */
class TransportTest {
    private static final String HOST = "hec.example";
    private static final String TOKEN = "{\"success\":true,\"data\":{\"token\":\"t1\",\"expiresIn\":1800}}";
    private static final String SCOPES =
            "{\"responseEnvelope\":{\"responseCode\":200},\"responseData\":[\"mt-prod-3:acme\"]}";

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .addSubjectAlternativeName(HOST)
            .signedBy(AUTHORITY)
            .build();
    private static final HeldCertificate CLIENT = new HeldCertificate.Builder()
            .commonName("an application")
            .signedBy(AUTHORITY)
            .build();

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> arrived = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(SERVER, AUTHORITY.certificate())
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslSocketFactory());
        serve(request -> new MockResponse.Builder()
                .body(request.getTarget().endsWith("/auth/external") ? TOKEN : SCOPES)
                .build());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private interface Responses {
        MockResponse to(RecordedRequest request);
    }

    private void serve(Responses responses) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                arrived.add(request);
                return responses.to(request);
            }
        });
    }

    private static HandshakeCertificates trust(HeldCertificate... own) {
        HandshakeCertificates.Builder trust =
                new HandshakeCertificates.Builder().addTrustedCertificate(AUTHORITY.certificate());
        for (HeldCertificate certificate : own) {
            trust.heldCertificate(certificate);
        }
        return trust.build();
    }

    private static List<InetAddress> loopback(String host) {
        assertThat(host).isEqualTo(HOST);
        return List.of(InetAddress.getLoopbackAddress());
    }

    /** Returns a builder of a transport that resolves the service's name and trusts its certificate. */
    private static SdkTransport.Builder trusting(HeldCertificate... own) {
        HandshakeCertificates trust = trust(own);
        return SdkTransport.builder()
                .tls(trust.sslSocketFactory(), trust.trustManager())
                .dns(TransportTest::loopback);
    }

    private EmailClient client(SdkTransport transport) {
        return EmailClient.builder()
                .transport(transport)
                .baseUrl("https://" + HOST + ":" + server.getPort())
                .credentials(InfinityCredentials.of("id", "key"))
                .userAgentSuffix("acme-soar/7")
                .defaults(CallOptions.builder().maxRetries(0).build())
                .build();
    }

    /** Makes a call: an authentication request and a read. */
    private void call(SdkTransport transport) {
        assertThat(client(transport).scopes().execute()).containsExactly("mt-prod-3:acme");
    }

    private List<String> targets() {
        return arrived.stream().map(RecordedRequest::getTarget).toList();
    }

    private void both(Consumer<RecordedRequest> check) {
        assertThat(targets())
                .satisfiesExactly(signIn -> assertThat(signIn).endsWith("/auth/external"), read -> assertThat(read)
                        .endsWith("/scopes"));
        arrived.forEach(check);
    }

    @Test
    void namesAreLookedUpAndCertificatesTrustedAsAsked() {
        try (SdkTransport transport = trusting().build()) {
            call(transport);
        }
        both(request -> assertThat(
                        Objects.requireNonNull(request.getHandshake()).peerCertificates())
                .isEmpty());

        try (SdkTransport transport =
                SdkTransport.builder().dns(TransportTest::loopback).build()) {
            EmailClient distrusting = client(transport);
            assertThatThrownBy(() -> distrusting.scopes().execute())
                    .isInstanceOfSatisfying(TransportException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        }
        assertThat(arrived).hasSize(2);
    }

    @Test
    void aClientCertificateIsShownToBoth() {
        server.requireClientAuth();
        try (SdkTransport transport = trusting(CLIENT).build()) {
            call(transport);
        }
        both(request -> assertThat(
                        Objects.requireNonNull(request.getHandshake()).peerCertificates())
                .contains(CLIENT.certificate()));
    }

    @Test
    void aHostNameVerifierOfTheUsersHolds() {
        try (SdkTransport transport =
                trusting().hostnameVerifier((host, session) -> false).build()) {
            EmailClient client = client(transport);
            assertThatThrownBy(() -> client.scopes().execute()).isInstanceOf(TransportException.class);
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void aProxyGetsItsCredentialsAndNoneOfTheService() {
        String pass = Credentials.basic("proxy-user", "proxy-password");
        AtomicBoolean tunnelled = new AtomicBoolean();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse peek() {
                return tunnelled.get()
                        ? new MockResponse.Builder().build()
                        : new MockResponse.Builder().inTunnel().build(); // begins with CONNECT
            }

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                arrived.add(request);
                if (!request.getMethod().equals("CONNECT")) {
                    return new MockResponse.Builder()
                            .body(request.getTarget().endsWith("/auth/external") ? TOKEN : SCOPES)
                            .build();
                }
                tunnelled.set(pass.equals(request.getHeaders().get("Proxy-Authorization")));
                return tunnelled.get()
                        ? new MockResponse.Builder().inTunnel().build()
                        : new MockResponse.Builder()
                                .code(407)
                                .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                                .inTunnel()
                                .build();
            }
        });
        try (SdkTransport transport = trusting()
                .proxy(new Proxy(Proxy.Type.HTTP, server.getSocketAddress()))
                .proxyAuthenticator((route, response) -> response.request().header("Proxy-Authorization") != null
                        ? null // refused: there are no other credentials
                        : response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", pass)
                                .build())
                .dns(host -> {
                    throw new java.net.UnknownHostException("only the proxy knows " + host);
                })
                .build()) {
            call(transport);
        }
        List<RecordedRequest> connects = arrived.stream()
                .filter(request -> request.getMethod().equals("CONNECT"))
                .toList();
        assertThat(connects).isNotEmpty().allSatisfy(request -> {
            assertThat(request.getHeaders().get("Authorization")).isNull();
            assertThat(request.getTarget()).startsWith(HOST + ":");
        });
        arrived.removeAll(connects);
        both(request ->
                assertThat(request.getHeaders().get("Proxy-Authorization")).isNull());
    }

    @Test
    void theUserAgentNamesTheSdkAndThenTheApplication() {
        try (SdkTransport transport = trusting().build()) {
            call(transport);
        }
        both(request -> assertThat(request.getHeaders().get("User-Agent"))
                .startsWith("waiver-sdk/")
                .endsWith(" acme-soar/7"));
    }

    @Test
    void connectionsAreKeptAsAsked() {
        try (SdkTransport transport = trusting().build()) {
            call(transport);
        }
        assertThat(arrived).extracting(RecordedRequest::getExchangeIndex).containsExactly(0, 1);

        arrived.clear();
        try (SdkTransport transport =
                trusting().connectionPool(0, Duration.ofSeconds(1)).build()) {
            call(transport);
        }
        assertThat(arrived).extracting(RecordedRequest::getExchangeIndex).containsExactly(0, 0);
    }

    @Test
    void interceptorsAndListenersSeeBothCallsAndNoCredential() {
        List<String> intercepted = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        try (SdkTransport transport = trusting()
                .addInterceptor(chain -> {
                    intercepted.add(chain.request().url().encodedPath()
                            + chain.request().header("Authorization"));
                    return chain.proceed(chain.request());
                })
                .eventListenerFactory(call -> new EventListener() {
                    @Override
                    public void callEnd(Call ended) {
                        heard.add(ended.request().url().encodedPath()
                                + ended.request().header("Authorization"));
                    }
                })
                .build()) {
            call(transport);
        }
        assertThat(intercepted).containsExactly("/auth/externalnull", "/app/hec-api/v1.0/scopesnull");
        assertThat(heard).isEqualTo(intercepted);
        assertThat(arrived.get(1).getHeaders().get("Authorization")).isEqualTo("Bearer t1");
    }

    @Test
    void aBorrowedClientBringsAllOfItAndStaysOpen() {
        HandshakeCertificates trust = trust(CLIENT);
        List<String> intercepted = new ArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .dns(TransportTest::loopback)
                .addInterceptor(chain -> {
                    intercepted.add(chain.request().url().encodedPath());
                    return chain.proceed(chain.request());
                })
                .build();
        server.requireClientAuth();
        try (SdkTransport transport = SdkTransport.using(own)) {
            call(transport);
        }
        both(request -> assertThat(
                        Objects.requireNonNull(request.getHandshake()).peerCertificates())
                .contains(CLIENT.certificate()));
        assertThat(intercepted).hasSize(2);
        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
        assertThat(own.connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenIsSentAtOnce() {
        AtomicBoolean prompt = new AtomicBoolean();
        try (SdkTransport transport = trusting()
                .eventListenerFactory(call -> new EventListener() {
                    @Override
                    public void connectionAcquired(Call acquired, Connection connection) {
                        prompt.set(isPrompt(connection.socket()));
                    }
                })
                .build()) {
            call(transport);
        }
        assertThat(prompt).isTrue();
    }

    private static boolean isPrompt(Socket socket) {
        try {
            return socket.getTcpNoDelay();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void socketsOfTheCallersOwnAreUsed() {
        List<Socket> made = Collections.synchronizedList(new ArrayList<>());
        try (SdkTransport transport = trusting()
                .socketFactory(new OneWayOfMakingSockets() {
                    @Override
                    public Socket createSocket() {
                        Socket socket = new Socket();
                        made.add(socket);
                        return socket;
                    }
                })
                .build()) {
            call(transport);
        }
        assertThat(made).isNotEmpty();
    }

    /** A socket factory without connected sockets: OkHttp creates unconnected ones only. */
    private abstract static class OneWayOfMakingSockets extends SocketFactory {
        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
