package dev.waiver.benchmarks;

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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * The JDK's HTTP client answered from memory. It opens channels of its own and takes no sockets, so it is replaced as a
 * whole: unlike the clients on OkHttp, this contestant pays for no HTTP at all on the canned transport.
 */
final class CannedHttpClient extends HttpClient {
    private static final HttpHeaders HEADERS = HttpHeaders.of(
            Map.of("content-type", List.of("application/json"), "x-request-id", List.of("7d2f")), (n, v) -> true);

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        Payloads.Answer answer = Payloads.to(request.method(), request.uri().getRawPath());
        request.bodyPublisher().ifPresent(CannedHttpClient::drain);
        HttpResponse.BodySubscriber<T> subscriber = handler.apply(new Info(answer.status()));
        subscriber.onSubscribe(new Nothing());
        subscriber.onNext(List.of(ByteBuffer.wrap(answer.body())));
        subscriber.onComplete();
        return new Canned<>(
                answer.status(), request, subscriber.getBody().toCompletableFuture().join());
    }

    private static void drain(HttpRequest.BodyPublisher body) {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer item) {
                // taken
            }

            @Override
            public void onError(Throwable failure) {
                throw new IllegalStateException(failure);
            }

            @Override
            public void onComplete() {
                // all of it
            }
        });
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long n) {
            // everything comes at once
        }

        @Override
        public void cancel() {
            // nothing is under way
        }
    }

    private record Info(int statusCode) implements HttpResponse.ResponseInfo {
        @Override
        public HttpHeaders headers() {
            return HEADERS;
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private record Canned<T>(int statusCode, HttpRequest request, T body) implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HEADERS;
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
        return CompletableFuture.completedFuture(send(request, handler));
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

    /** Takes whatever settings and builds the canned client. */
    static final class Builder implements HttpClient.Builder {
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
            return new CannedHttpClient();
        }
    }
}
