package dev.waiver.core.internal.exchange;

import dev.waiver.core.CallOptions;
import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.call.SentBody;
import dev.waiver.core.spi.RequestContext;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP attempt: the request template with options and request id, and the credentials, which are added at the last
 * moment.
 */
final class HttpAttempt extends AttemptEvents implements RequestContext {
    private final Engine engine;
    private final CallOptions options;
    private final @Nullable Token token;
    private final long limitNanos;
    private final String requestId;
    private final @Nullable OneShotBody body;
    private final Request.Builder builder;
    private HttpUrl url;
    private @Nullable Request request;
    private @Nullable Call call;
    private volatile @Nullable Request sent;

    private HttpAttempt(
            CallStateMachine<?> attempts,
            Request template,
            CallOptions options,
            @Nullable Token token,
            long limitNanos,
            @Nullable OneShotBody body) {
        super(attempts.operation.isWrite(), body != null, attempts.context.clock());
        this.engine = attempts.engine;
        this.options = options;
        this.token = token;
        this.limitNanos = limitNanos;
        this.requestId = attempts.context.requestId();
        this.body = body;
        this.builder = template.newBuilder();
        this.url = template.url();
    }

    static HttpAttempt prepare(
            CallStateMachine<?> attempts, Request template, CallOptions options, @Nullable Token token, long limitNanos)
            throws IOException {
        RequestBody given = template.body();
        boolean bodiless = template.method().equals("GET") || template.method().equals("HEAD");
        OneShotBody body = given != null ? OneShotBody.of(given) : bodiless ? null : OneShotBody.empty();
        HttpAttempt attempt = new HttpAttempt(attempts, template, options, token, limitNanos, body);
        attempt.build(template);
        return attempt;
    }

    private void build(Request template) {
        engine.protocol.prepare(this);
        options.headers().forEach(builder::header);
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
        request = builder.tag(AttemptEvents.class, this).build();
    }

    Call newCall() {
        Call made = engine.transport.http().newCall(Objects.requireNonNull(request));
        made.addEventListener(this);
        call = made;
        return made;
    }

    /** Returns the OkHttp call of this attempt. Throws if {@link #newCall} was not called. */
    Call call() {
        return Objects.requireNonNull(call);
    }

    long limitNanos() {
        return limitNanos;
    }

    SentBody body() {
        return body == null ? () -> "" : body;
    }

    @Override
    public Request authorized(Request outgoing) {
        HttpUrl to = outgoing.url();
        HttpUrl base = engine.base;
        boolean home = to.host().equals(base.host())
                && to.port() == base.port()
                && to.scheme().equals(base.scheme());
        Request made = token == null || engine.tokens == null || !home
                ? outgoing
                : engine.tokens.authentication().authorize(outgoing, token.access());
        sent = made;
        return made;
    }

    /**
     * Returns the request as it was sent, including credentials, or {@code null} if the attempt did not get that far.
     */
    @Nullable
    Request sent() {
        return sent;
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
