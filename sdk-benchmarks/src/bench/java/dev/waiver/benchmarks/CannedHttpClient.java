/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * An implementation of the JDK's HTTP client on OkHttp with the canned sockets. The JDK's own client opens channels
 * itself and accepts no socket factory; this way its contestant bears the cost of HTTP like all others.
 */
final class CannedHttpClient extends HttpClient {
    private final OkHttpClient http;

    CannedHttpClient(OkHttpClient http) {
        this.http = http;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        RequestBody body = request.bodyPublisher()
                .filter(publisher -> publisher.contentLength() != 0)
                .map(CannedHttpClient::body)
                .orElse(null);
        Request.Builder sent =
                new Request.Builder().url(request.uri().toString()).method(request.method(), body);
        request.headers().map().forEach((name, values) -> values.forEach(value -> sent.addHeader(name, value)));
        try (Response response = http.newCall(sent.build()).execute()) {
            HttpHeaders headers = HttpHeaders.of(response.headers().toMultimap(), (name, value) -> true);
            HttpResponse.BodySubscriber<T> subscriber = handler.apply(new Info(response.code(), headers));
            subscriber.onSubscribe(new Nothing());
            subscriber.onNext(List.of(ByteBuffer.wrap(response.body().bytes())));
            subscriber.onComplete();
            return new Canned<>(
                    response.code(),
                    request,
                    headers,
                    subscriber.getBody().toCompletableFuture().join());
        }
    }

    private static RequestBody body(HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) Math.max(0, publisher.contentLength()));
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer item) {
                content.write(item.array(), item.arrayOffset() + item.position(), item.remaining());
            }

            @Override
            public void onError(Throwable failure) {
                throw new IllegalStateException(failure);
            }

            @Override
            public void onComplete() {
                // the content is complete
            }
        });
        return RequestBody.create(content.toByteArray());
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {
            // the whole body is delivered at once
        }

        @Override
        public void cancel() {
            // nothing is in progress
        }
    }

    private record Info(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private record Canned<T>(int statusCode, HttpRequest request, HttpHeaders headers, T body) implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException("only the blocking generated client is measured");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> push) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException("plain HTTP only");
    }

    @Override
    public SSLParameters sslParameters() {
        throw new UnsupportedOperationException("plain HTTP only");
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }

    /** A builder of the canned client that ignores all settings. */
    static final class Builder implements HttpClient.Builder {
        private final OkHttpClient http;

        Builder(OkHttpClient http) {
            this.http = http;
        }

        @Override
        public HttpClient.Builder cookieHandler(CookieHandler value) {
            return this;
        }

        @Override
        public HttpClient.Builder connectTimeout(Duration value) {
            return this;
        }

        @Override
        public HttpClient.Builder sslContext(SSLContext value) {
            return this;
        }

        @Override
        public HttpClient.Builder sslParameters(SSLParameters value) {
            return this;
        }

        @Override
        public HttpClient.Builder executor(Executor value) {
            return this;
        }

        @Override
        public HttpClient.Builder followRedirects(Redirect value) {
            return this;
        }

        @Override
        public HttpClient.Builder version(Version value) {
            return this;
        }

        @Override
        public HttpClient.Builder priority(int value) {
            return this;
        }

        @Override
        public HttpClient.Builder proxy(ProxySelector value) {
            return this;
        }

        @Override
        public HttpClient.Builder authenticator(Authenticator value) {
            return this;
        }

        @Override
        public HttpClient build() {
            return new CannedHttpClient(http);
        }
    }
}
