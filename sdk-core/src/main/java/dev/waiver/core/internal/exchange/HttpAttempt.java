/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.CallOptions;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.SdkClock;
import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.call.SentBody;
import dev.waiver.core.spi.RequestContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP attempt: the request template with options and request id, the credentials, which are added at the last
 * moment, and the events, which are the only evidence of what the service may have received. The request carries the
 * attempt as a tag, so that {@link FinalInterceptor} finds it.
 */
final class HttpAttempt extends EventListener implements RequestContext {
    private final Engine engine;
    private final CallOptions options;
    private final @Nullable Token token;
    private final long limitNanos;
    private final String requestId;
    private final SdkClock clock;
    private final boolean write;
    private final @Nullable OneShotBody body;
    private final Request.Builder builder;
    private final Request request;
    private HttpUrl url;
    private @Nullable Call call;

    private boolean passed;
    private int passes;
    private volatile @Nullable List<String> hidden;
    private volatile boolean reused = true;
    private volatile @Nullable Connection connection;
    private volatile @Nullable Request sent;
    private volatile boolean headersStarted;
    private volatile boolean headersEnded;
    private volatile boolean bodyEnded;
    private volatile boolean requestFailed;
    private volatile @Nullable Response response;

    HttpAttempt(
            CallStateMachine<?> attempts, Request template, CallOptions options, @Nullable Token token, long limitNanos)
            throws IOException {
        this.engine = attempts.engine;
        this.options = options;
        this.token = token;
        this.limitNanos = limitNanos;
        this.requestId = attempts.context.requestId();
        this.clock = attempts.context.clock();
        this.write = attempts.operation.isWrite();
        RequestBody given = template.body();
        boolean bodiless = template.method().equals("GET") || template.method().equals("HEAD");
        this.body = given != null ? OneShotBody.of(given) : bodiless ? null : OneShotBody.empty();
        this.builder = template.newBuilder();
        this.url = template.url();
        this.request = build(template, attempts.context.snapshot());
    }

    private Request build(Request template, ContextPropagator.@Nullable Snapshot snapshot) {
        engine.protocol.prepare(this);
        if (!options.headers().isEmpty()) {
            options.headers().forEach(builder::header);
        }
        if (!options.query().isEmpty()) {
            HttpUrl.Builder more = url.newBuilder();
            options.query().forEach(more::setQueryParameter);
            url = more.build();
        }
        if (!url.equals(template.url())) {
            builder.url(url);
        }
        if (body != null) {
            builder.method(template.method(), body);
        }
        if (snapshot != null) {
            builder.tag(ContextPropagator.Snapshot.class, snapshot);
        }
        return builder.tag(HttpAttempt.class, this).build();
    }

    Call newCall() {
        OkHttpClient http = engine.transport.http(request.url());
        if (engine.contexts != null && request.tag(ContextPropagator.Snapshot.class) != null) {
            http = engine.contexts.before(http);
        }
        Call made = http.newCall(request); // this attempt is its listener
        call = made;
        return made;
    }

    /**
     * Ends a call that threw, which may have left its exchange half done unless it was an {@code IOException}.
     *
     * @return what was thrown first, below OkHttp
     */
    static Throwable ended(Call call, Throwable thrown) {
        if (thrown instanceof IOException) {
            // The dispatcher has canceled a call that threw anything else.
            Throwable hidden = thrown.getCause();
            if (hidden != null && String.valueOf(thrown.getMessage()).startsWith("canceled due to ")) {
                return hidden;
            }
            return thrown;
        }
        try {
            call.cancel();
        } catch (Throwable e) { // from a listener
            if (!e.equals(thrown)) {
                thrown.addSuppressed(e);
            }
        }
        return thrown;
    }

    /** Returns the OkHttp call of this attempt. Throws if {@link #newCall} was not called. */
    Call call() {
        return Objects.requireNonNull(call);
    }

    /** Returns a task for another thread that runs in the context of the calling thread. */
    Runnable inContext(Runnable task) {
        return engine.runtime.inContext(task);
    }

    long limitNanos() {
        return limitNanos;
    }

    SentBody body() {
        return body == null ? () -> "" : body;
    }

    // ------------------------------------------------------------------ the last step before the network

    /**
     * Sends the request with its credentials: a write only once, and nothing on a connection that the service has
     * closed or sent something on.
     */
    Response send(Interceptor.Chain chain) throws IOException {
        connection = chain.connection();
        if (write) {
            if (!firstPass()) {
                throw new IOException(
                        "this write was sent before; an interceptor of the OkHttpClient must not send it again");
            }
        }
        Request outgoing = authorized(chain.request());
        if (StaleConnectionCheck.foundUnusable(chain.connection(), this, !reused, write, clock.nanoTime())) {
            if (reused) {
                throw new StaleConnectionException();
            }
            throw new IOException("the service sent something before the request");
        }
        sent = outgoing;
        countPass();
        return withoutFollowUp(chain.proceed(outgoing));
    }

    /**
     * Hides from OkHttp a {@code Retry-After} that it acts on: it repeats a 503 with zero seconds unseen, and fails
     * with a {@code NumberFormatException} if the number is not an {@code int}.
     */
    private Response withoutFollowUp(Response arrived) {
        if (arrived.code() != 503) {
            return arrived;
        }
        Long seconds = RetryAfter.seconds(arrived.header("Retry-After"));
        if (seconds == null || (seconds > 0 && seconds <= Integer.MAX_VALUE)) {
            return arrived;
        }
        hidden = arrived.headers("Retry-After");
        return arrived.newBuilder().removeHeader("Retry-After").build();
    }

    /** Returns the response with the header that was hidden from OkHttp. */
    Response asReceived(Response from) {
        List<String> values = hidden;
        if (values == null || from.code() != 503 || from.header("Retry-After") != null) {
            return from;
        }
        Response.Builder restored = from.newBuilder();
        values.forEach(value -> restored.addHeader("Retry-After", value));
        return restored.build();
    }

    /**
     * Returns how often the request was sent besides the first time since the last call of this method: a proxy's
     * authenticator and interceptors may repeat a read.
     */
    synchronized int takeRepeats() {
        int repeats = Math.max(0, passes - 1);
        passes -= repeats;
        return repeats;
    }

    private synchronized void countPass() {
        passes++;
    }

    /** Returns the refusal of a proxy that responded with 407. */
    ProxyRefusedException proxyRefusal() {
        Connection used = connection;
        return new ProxyRefusedException(used == null ? null : used.route(), false);
    }

    /** Sends no further requests on this attempt's connection. */
    void abandonConnection() {
        Connection used = connection;
        if (used != null) {
            engine.transport.abandon(used);
        }
    }

    /**
     * Sends no further requests on this attempt's connection if it is shared: it may be dead. OkHttp itself closes a
     * connection of HTTP/1.1 and goes on to use one of HTTP/2.
     */
    void timedOut() {
        if (isShared()) {
            abandonConnection();
        }
    }

    private boolean isShared() {
        Connection used = connection;
        return used != null && used.protocol() == Protocol.HTTP_2;
    }

    private synchronized boolean firstPass() {
        boolean first = !passed;
        passed = true;
        return first;
    }

    private Request authorized(Request outgoing) {
        HttpUrl to = outgoing.url();
        HttpUrl base = engine.base;
        boolean home = to.host().equals(base.host())
                && to.port() == base.port()
                && to.scheme().equals(base.scheme());
        return token == null || engine.tokens == null || !home
                ? outgoing
                : engine.tokens.authentication().authorize(outgoing, token.access());
    }

    // ------------------------------------------------------------------ what has happened

    /**
     * Returns the request as it was sent, including credentials, or {@code null} if the attempt did not get that far.
     */
    @Nullable
    Request sent() {
        return sent;
    }

    /** Returns whether anything of the request was written. */
    boolean started() {
        return headersStarted;
    }

    /** Returns the status of the response, or 0 while its headers have not arrived. */
    int status() {
        Response arrived = response;
        return arrived == null ? 0 : arrived.code();
    }

    /**
     * Returns whether the attempt presumably failed because its pooled connection was stale, not because of the
     * service.
     */
    boolean staleConnection(Throwable failure) {
        return failure instanceof StaleConnectionException
                || (reused
                        && headersStarted
                        && status() == 0
                        && failure instanceof IOException
                        && !(failure instanceof InterruptedIOException));
    }

    /**
     * Returns whether the service may have received the whole request and not refused it.
     *
     * @param failure what ended the attempt
     */
    boolean mayHaveBeenTaken(Throwable failure) {
        int responded = status();
        if (responded >= 300 && responded < 500 && responded != 408) {
            return false; // refused; only the body of the error was cut off
        }
        if (!headersStarted || failure instanceof StaleConnectionException) {
            return false; // nothing was sent
        }
        // What is no IOException may have kept an event from this listener. Over HTTP/2, the last bytes may have been
        // sent with those of another stream.
        boolean known = failure instanceof IOException && !isShared();
        if (body != null && !bodyEnded && (known || !headersEnded)) {
            return false; // the body was not written completely
        }
        if (requestFailed && !isShared()) {
            return false; // the last bytes could not be written
        }
        // HTTP/2: the service states that it did not process the request
        return !String.valueOf(failure.getMessage()).equals("stream was reset: REFUSED_STREAM");
    }

    /**
     * Returns the response without its body if OkHttp refused it because a status without content announced a body, or
     * {@code null} if the attempt failed otherwise.
     */
    @Nullable
    Response noContent(Throwable failure) {
        Response arrived = response;
        return failure instanceof ProtocolException && arrived != null && ResponseReader.hasNoContent(arrived.code())
                ? arrived.newBuilder().body(ResponseBody.create("", null)).build()
                : null;
    }

    // ------------------------------------------------------------------ EventListener

    @Override
    public void proxySelectStart(Call call, HttpUrl target) {
        ProxyLogin.connecting();
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        InterruptibleDns.CALL.set(call);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        reused = false;
        ProxyLogin.connected();
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        ProxyLogin.connected();
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        StaleConnectionCheck.released(connection, this, clock.nanoTime());
        if (engine.transport.isClosed()) {
            engine.transport.close(); // which closes this connection, too
        }
    }

    @Override
    public void requestHeadersStart(Call call) {
        headersStarted = true;
    }

    @Override
    public void requestHeadersEnd(Call call, Request outgoing) {
        headersEnded = true;
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        bodyEnded = true;
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        // When the SDK ends the attempt, the bytes may have been sent all the same.
        if (!(failure instanceof InterruptedIOException) && !call.isCanceled()) {
            requestFailed = true;
        }
    }

    @Override
    public void responseHeadersEnd(Call call, Response arrived) {
        response = arrived;
    }

    // ------------------------------------------------------------------ RequestContext

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public Optional<String> tenantScope() {
        return options.tenantScope();
    }

    @Override
    public String encodedPath() {
        return url.encodedPath();
    }

    @Override
    public void header(String name, String value) {
        builder.header(name, value);
    }

    @Override
    public void queryIfAbsent(String name, String value) {
        if (url.queryParameter(name) == null) {
            url = url.newBuilder().addQueryParameter(name, value).build();
        }
    }
}
