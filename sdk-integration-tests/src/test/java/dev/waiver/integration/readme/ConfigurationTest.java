/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waiver.core.SdkTransport;
import dev.waiver.core.Settings;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.testing.EmailSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the snippets about settings, the transport and observability. */
class ConfigurationTest {
    @RegisterExtension
    static final EmailSimulator hec = EmailSimulator.create();

    @RegisterExtension
    static final OpenTelemetryExtension telemetry = OpenTelemetryExtension.create();

    private static EmailClient client(SdkTransport transport) {
        return builder(transport).build();
    }

    private static EmailClient.Builder builder(SdkTransport transport) {
        return EmailClient.builder()
                .transport(transport)
                .baseUrl(hec.baseUrl())
                .credentials(InfinityCredentials.of(
                        hec.credentials().clientId(), hec.credentials().accessKey()));
    }

    @Test
    void settingsComeFromTheEnvironmentAndFromProperties() {
        Properties properties = new Properties();
        properties.setProperty("waiver.email.base-url", hec.baseUrl());
        properties.setProperty("waiver.email.client-id", hec.credentials().clientId());
        properties.setProperty("waiver.email.access-key", hec.credentials().accessKey());
        // snippet: settings
        EmailClient email = EmailClient.builder()
                .settings(Settings.environment().withFallback(Settings.properties(properties)))
                .userAgentSuffix("acme-soar/7") // replaces the value from the settings, which are read above
                .build();
        // end
        try (email) {
            assertThat(email.scopes().execute()).containsExactly(EmailSimulator.DEFAULT_SCOPE);
        }
        properties.remove("waiver.email.client-id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailClient.builder()
                        .settings(Settings.properties(properties))
                        .build())
                .withMessageContaining("credentials")
                .withMessageContaining("Tried: property waiver.email.client-id");
        properties.remove("waiver.email.base-url");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailClient.builder()
                        .settings(Settings.properties(properties))
                        .build())
                .withMessageContaining("Tried: property waiver.email.base-url");
    }

    // snippet: transport
    SdkTransport transport(SSLContext tls, X509TrustManager trust, String proxyUser, String proxyPassword) {
        String pass = Credentials.basic(proxyUser, proxyPassword);
        return SdkTransport.builder()
                .connectTimeout(Duration.ofSeconds(5))
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128)))
                .proxyAuthenticator((route, refused) -> refused.request().header("Proxy-Authorization") != null
                        ? null // the proxy refused these credentials, and there are no others
                        : refused.request()
                                .newBuilder()
                                .header("Proxy-Authorization", pass)
                                .build())
                .tls(tls.getSocketFactory(), trust) // trust store and client certificate
                .connectionPool(8, Duration.ofSeconds(20))
                .build(); // or SdkTransport.using(yourOkHttpClient), which has its own configuration
    }
    // end

    // snippet: key-stores
    /** Trusts the certificates of one key store and presents the client certificate of the other. */
    static SSLContext tls(X509TrustManager trust, KeyStore own, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return tls;
    }

    static X509TrustManager trust(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return Arrays.stream(trust.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
    // end

    @Test
    void theTransportOfTheDocumentationIsMade(@TempDir Path folder) throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        Path file = folder.resolve("own.p12");
        try (var out = Files.newOutputStream(file)) {
            empty.store(out, "password".toCharArray());
        }
        X509TrustManager trust = trust(systemTrust());
        SSLContext tls = tls(trust, KeyStore.getInstance(file.toFile(), "password".toCharArray()), new char[0]);
        try (SdkTransport transport = transport(tls, trust, "user", "password")) {
            assertThat(transport.toString()).isEqualTo("SdkTransport[owned]");
        }
    }

    /** The JDK's own trust store. */
    private static KeyStore systemTrust() {
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, null);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // snippet: metrics
    SdkTransport measured(MeterRegistry registry) {
        OkHttpMetricsEventListener metrics = OkHttpMetricsEventListener.builder(registry, "waiver.http")
                .uriMapper(request -> "all") // paths contain ids: one meter per path would be too many
                .build();
        return SdkTransport.builder().eventListenerFactory(call -> metrics).build();
    }
    // end

    @Test
    void micrometersListenerCountsEveryAttemptAndAuthentication() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (SdkTransport transport = measured(registry)) {
            client(transport).scopes().execute();
        }
        assertThat(registry.get("waiver.http").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(hec.requests().size())
                .isEqualTo(2);
    }

    // snippet: tracing
    /** Creates a span for each attempt, below the current span of the thread that sends it, and sends its context. */
    record Traced(OpenTelemetry telemetry) implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Tracer tracer = telemetry.getTracer("waiver");
            Span span = tracer.spanBuilder(chain.request().method())
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute("server.address", chain.request().url().host())
                    .startSpan();
            try {
                Request.Builder request = chain.request().newBuilder();
                telemetry
                        .getPropagators()
                        .getTextMapPropagator()
                        .inject(
                                Context.current().with(span),
                                request,
                                (to, name, value) -> request.header(name, value));
                Response response = chain.proceed(request.build());
                span.setAttribute("http.response.status_code", response.code());
                return response;
            } catch (IOException e) {
                span.recordException(e);
                throw e;
            } finally {
                span.end();
            }
        }
    }
    // end

    // snippet: context
    EmailClient traced(EmailClient.Builder builder) {
        return builder.contextPropagator(() -> Context.current()::makeCurrent).build();
    }
    // end

    @Test
    void asynchronousCallsBelongToTheTraceOfTheCaller() {
        Span caller = telemetry
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("caller")
                .startSpan();
        try (SdkTransport transport = SdkTransport.builder()
                        .addInterceptor(new Traced(telemetry.getOpenTelemetry()))
                        .build();
                Scope scope = caller.makeCurrent();
                EmailClient email = traced(builder(transport))) {
            assertThat(scope).isNotNull();
            List<String> scopes = email.scopes().executeAsync().join();
            assertThat(scopes).isNotEmpty();
        }
        assertThat(hec.requests()).hasSize(2).allSatisfy(request -> assertThat(
                        request.header("traceparent").orElseThrow())
                .contains(caller.getSpanContext().getTraceId()));
    }

    @Test
    void spansOfOpenTelemetryReachTheService() {
        try (SdkTransport transport = SdkTransport.builder()
                .addInterceptor(new Traced(telemetry.getOpenTelemetry()))
                .build()) {
            client(transport).scopes().execute();
        }
        List<SpanData> spans = telemetry.getSpans();
        assertThat(spans).extracting(SpanData::getName).containsExactly("POST", "GET");
        for (int i = 0; i < 2; i++) {
            assertThat(hec.requests().get(i).header("traceparent").orElseThrow())
                    .contains(spans.get(i).getTraceId())
                    .contains(spans.get(i).getSpanId());
        }
    }
}
