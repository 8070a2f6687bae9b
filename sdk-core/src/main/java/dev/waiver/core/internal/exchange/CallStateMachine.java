/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.auth.Token;
import dev.waiver.core.internal.auth.TokenProvider;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.CallRuntime;
import dev.waiver.core.internal.call.SentBody;
import dev.waiver.core.internal.redact.Redaction;
import dev.waiver.core.internal.redact.ResponseHeaders;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one request: it decides what to do next until there is a value or an error. It sends nothing and
 * has no threads; its drivers execute each {@link Step} and report the outcome.
 */
final class CallStateMachine<T extends @Nullable Object> {
    /** The next step of the driver. */
    enum Step {
        /** Get a token, then call {@link #tokenReady}, {@link #tokenFailed} or {@link #tokenLate}. */
        GET_TOKEN,
        /** Acquire a permit of the request limiter, then call {@link #acquired}, and {@link #release} in the end. */
        ACQUIRE,
        /** Wait for {@link #waitNanos()}, then call {@link #waited}. */
        WAIT,
        /** Send {@link #attempt()}, then call {@link #responded} or {@link #broken}. */
        SEND,
        /** Return {@link #value()}. */
        DONE,
        /** Throw {@link #failure()}. */
        FAILED
    }

    private static final long BASE_WAIT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int BIGGEST_SHIFT = 10;

    final Engine engine;
    final Operation<T> operation;
    final CallContext context;
    private final Request template;
    private final CallOptions options;

    private @Nullable Token token;
    private @Nullable HttpAttempt attempt;
    private @Nullable Exchange exchange;
    private @Nullable T value;
    private @Nullable SdkException failure;
    private long waitNanos;
    private boolean reserved;
    private long start;
    private boolean permitted;
    private LearnedLimits.@Nullable Turn turn;
    private int sends;
    private int retries;
    private boolean resentAtOnce;
    private boolean unsent;
    private boolean tokenReplaced;
    private boolean misdirected;
    private boolean mayHaveBeenApplied;
    private long sentAt;

    CallStateMachine(Engine engine, Operation<T> operation, Request template, CallContext context) {
        this.engine = engine;
        this.operation = operation;
        this.template = template;
        this.context = context;
        this.options = engine.runtime.defaults().mergedWith(context.options());
    }

    // ------------------------------------------------------------------ what the driver reads

    HttpAttempt attempt() {
        return Objects.requireNonNull(attempt);
    }

    long waitNanos() {
        return waitNanos;
    }

    @SuppressWarnings("NullAway") // T determines whether it may be null
    T value() {
        return value;
    }

    SdkException failure() {
        return Objects.requireNonNull(failure);
    }

    // ------------------------------------------------------------------ what the driver reports

    Step start() {
        if (engine.transport.isClosed()) {
            return closed(null);
        }
        return engine.tokens == null ? acquire() : Step.GET_TOKEN;
    }

    Step tokenReady(Token ready) {
        SdkException refusal = failure;
        failure = null; // it belongs to this renewal: a later retry must not fail with it
        if (refusal != null
                && token != null
                && ready.access().value().equals(token.access().value())) {
            return fail(refusal); // the same token again: the refusal stands
        }
        token = ready;
        return acquire();
    }

    /** Handles a failed authentication. If the service asked to wait, the call waits as long as its deadline allows. */
    Step tokenFailed(Throwable cause) {
        SdkException error =
                ErrorMapper.ofAuthentication(cause, callInfo(), context.clock().now());
        Duration asked = TokenProvider.retryAfter(cause);
        return asked == null ? fail(error) : again(error, asked);
    }

    /** Returns how long to wait for a token: as long as an attempt may take, at most until the deadline. */
    long tokenWaitNanos() {
        return Math.max(0, Math.min(context.remaining(), attemptNanos()));
    }

    /** Handles an authentication that has not ended within {@link #tokenWaitNanos}. It goes on for other calls. */
    Step tokenLate(CompletableFuture<Token> renewal) {
        if (context.remaining() <= 0) {
            return fail(new DeadlineExceededException(
                    "the deadline of the call has passed during the authentication", null, callInfo()));
        }
        if (!engine.tokenProvider().abandon(renewal)) {
            return Step.GET_TOKEN;
        }
        String message = "the authentication took longer than "
                + Duration.ofNanos(attemptNanos()).toMillis() + " ms, the attempt timeout";
        return again(new TransportException(message, null, callInfo()), null);
    }

    private long attemptNanos() {
        return nanos(options.attemptTimeout().orElse(CallRuntime.ATTEMPT_TIMEOUT));
    }

    private Step acquire() {
        LearnedLimits learned = engine.limiter.learned();
        if (learned.isActive()) {
            long now = context.clock().nanoTime();
            LearnedLimits.Turn mine = turn(learned, now);
            long wait = mine == null ? 0 : learned.waitNanos(mine, now);
            if (wait > 0) {
                return waitForTurn(wait);
            }
        }
        if (engine.limiter.isUnlimited()) {
            return send();
        }
        if (!reserved) {
            long now = context.clock().nanoTime();
            start = engine.limiter.reserveStart(now);
            reserved = true;
            long wait = start - now;
            if (wait > 0) {
                return waitForTurn(wait);
            }
        }
        return Step.ACQUIRE;
    }

    private LearnedLimits.@Nullable Turn turn(LearnedLimits learned, long now) {
        LearnedLimits.Turn mine = turn;
        if (mine == null || mine.isTaken()) { // by an attempt that failed
            mine = learned.turn(family(), now);
            turn = mine;
        }
        return mine;
    }

    private String family() {
        return LearnedLimits.family(engine.base, template.url());
    }

    private Step waitForTurn(long wait) {
        waitNanos = wait;
        return wait >= context.remaining() ? noTurn(wait) : Step.WAIT;
    }

    /** Fails because the request limits do not let the request start before the deadline. */
    private Step noTurn(long wait) {
        LearnedLimits learned = engine.limiter.learned();
        LearnedLimits.Turn mine = turn;
        if (mine != null && mine.refusal != null) {
            return fail(mine.refusal); // what the service said is the better explanation
        }
        String after = sends == 0 ? "not sent: " : "not sent again: ";
        return fail(new DeadlineExceededException(
                after + "the request limits of this key have no turn before the deadline: the next one is in "
                        + millis(wait) + " ms, and " + millis(context.remaining()) + " ms are left"
                        + (mine == null
                                ? ""
                                : "; the service has responded to " + learned.limited()
                                        + " with 429, too many requests"),
                null,
                callInfo()));
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos));
    }

    /** Fails because no permit was free until the deadline. */
    Step noPermit() {
        return fail(new DeadlineExceededException(
                (sends == 0 ? "not sent: " : "not sent again: ")
                        + "the request limits of this key had no free place before the deadline: too many other"
                        + " requests are in progress",
                null,
                callInfo()));
    }

    Step waited() {
        if (engine.transport.isClosed()) {
            return closed(null);
        }
        return engine.tokens == null ? acquire() : Step.GET_TOKEN;
    }

    /** Takes a permit, which {@link #release} gives back. */
    void permitted() {
        permitted = true;
    }

    Step acquired() {
        permitted();
        return send();
    }

    /** Gives everything back at the end of the call, a turn that it still waits for included. */
    void end() {
        LearnedLimits.Turn mine = turn;
        if (mine != null) {
            engine.limiter.learned().giveBack(mine);
        }
        release();
    }

    /** Gives back what the call still has of the request limits: its permit, or a start that it has not used. */
    void release() {
        if (reserved) {
            reserved = false;
            engine.limiter.cancelStart(start);
        }
        if (permitted) {
            permitted = false;
            engine.limiter.release();
        }
    }

    private Step send() {
        long left = context.remaining();
        if (left <= 0) {
            return outOfTime(null);
        }
        if (engine.transport.isClosed()) {
            return closed(null);
        }
        LearnedLimits learned = engine.limiter.learned();
        if (learned.isActive()) {
            long now = context.clock().nanoTime();
            LearnedLimits.Turn mine = turn(learned, now);
            long wait = mine == null ? 0 : learned.take(mine, now);
            if (wait > 0) {
                release(); // others may use the permit meanwhile
                return waitForTurn(wait);
            }
        }
        long limit = Math.min(left, attemptNanos());
        try {
            attempt = new HttpAttempt(this, template, options, token, limit);
        } catch (IOException e) {
            return fail(new TransportException("the request body cannot be written", e, callInfo()));
        }
        reserved = false;
        if (!unsent) {
            count(1);
        }
        unsent = false;
        sentAt = System.nanoTime();
        return Step.SEND;
    }

    /**
     * Handles a response whose headers have arrived, and reads its body. The driver closes the response unless the
     * caller gets its stream.
     */
    Step responded(Response arrived) throws IOException {
        count(attempt().takeRepeats());
        Response response = attempt().asReceived(arrived);
        int status = response.code();
        ResponseMetadata meta = new ResponseMetadata(status);
        if (status < 200 || status >= 300) {
            String body = engine.responses.error(response, meta);
            logged(status, null);
            return refused(response, meta, body);
        }
        if (operation.value() instanceof ValueReader.Elements<?> elements) {
            return stream(response, elements, meta);
        }
        @Nullable T read;
        try {
            read = engine.responses.success(response, operation, meta);
        } catch (ResponseReader.NoValueException e) {
            logged(status, null);
            return meta.refused() ? refused(response, meta, e.body()) : unreadable(response, meta, e);
        }
        logged(status, null);
        value = read;
        done(response, meta);
        return Step.DONE;
    }

    private void count(int sent) {
        for (int i = 0; i < sent; i++) {
            sends++;
            context.attempt();
        }
    }

    @SuppressWarnings("unchecked")
    private <E> Step stream(Response response, ValueReader.Elements<E> elements, ResponseMetadata meta)
            throws IOException {
        StreamedResponse<E> stream = new StreamedResponse<>(this, response, elements.element(), meta);
        boolean opened;
        try {
            opened = stream.open();
        } catch (SdkException e) {
            return fail(e);
        }
        if (!opened) {
            logged(response.code(), null);
            return refused(response, meta, stream.kept());
        }
        logged(response.code(), null);
        value = (T) (ItemStream<E>) stream;
        done(response, meta);
        return Step.DONE;
    }

    private void done(Response response, ResponseMetadata meta) {
        passed();
        acknowledged(exchanged(response, new ResponseHeaders(response.headers()), meta));
    }

    private void acknowledged(Exchange ended) {
        if (operation.isWrite()) {
            context.acknowledged(ended, sentBody());
        }
    }

    private SentBody sentBody() {
        return operation.sensitiveResponse() ? () -> "" : attempt().body();
    }

    private Step refused(Response response, ResponseMetadata meta, String body) {
        ResponseHeaders headers = new ResponseHeaders(response.headers());
        Exchange ended = exchanged(response, headers, meta);
        if (response.code() == 407) {
            return fail(attempt().proxyRefusal().forCaller(callInfo())); // OkHttp does not repeat a write
        }
        ApiException error = error(response, headers, meta, body);
        int code = error.response().effectiveStatus();
        if (code == 429) {
            return limited(error);
        }
        if (code < 500) {
            passed();
        }
        if (token != null && engine.tokens != null && !tokenReplaced && refusesToken(token, code)) {
            tokenReplaced = true;
            failure = error;
            engine.tokens.invalidate(token);
            return Step.GET_TOKEN;
        }
        if (code == 404 && token != null && tokenReplaced) {
            token.notFound(operation.name());
        }
        if (response.code() == 421 && !misdirected) {
            misdirected = true; // nothing was done, and a connection of its own may help
            attempt().abandonConnection();
            return waited();
        }
        if (code == 404 && operation.notFoundIsSuccess() && mayHaveBeenApplied && sends > 1) {
            // An earlier attempt, whose response was lost, was applied.
            acknowledged(ended);
            return Step.DONE;
        }
        boolean again = operation.isRepeatable() && (code == 408 || (code >= 500 && code != 501));
        if (!again) {
            return fail(error);
        }
        Duration asked = error.response().retryAfter().orElse(null);
        return asked != null && context.isShared() ? fail(error) : again(error, asked);
    }

    /** Handles a 429. It proves that nothing was done, so that the call waits for its next turn until the deadline. */
    private Step limited(ApiException error) {
        Duration pause = error.response()
                .retryAfter()
                .or(engine.protocol::defaultRetryAfter)
                .orElse(null);
        long asked = pause == null ? -1 : nanos(pause);
        long now = context.clock().nanoTime();
        LearnedLimits learned = engine.limiter.learned();
        LearnedLimits.Turn mine = learned.refused(family(), turn, now, asked, engine.jitter);
        turn = mine;
        mine.refusal = error;
        long wait = Math.max(asked, learned.waitNanos(mine, now));
        return maxRetries() == 0 || (asked >= 0 && context.isShared()) ? fail(error) : waitForTurn(wait);
    }

    /** Records that the service took a request. */
    private void passed() {
        LearnedLimits.Turn mine = turn;
        if (mine != null) {
            engine.limiter.learned().passed(mine, context.clock().nanoTime());
            turn = null;
        }
    }

    /** Returns whether an error may mean that the token is not valid (any more). */
    private boolean refusesToken(Token sent, int code) {
        return code == 401
                || (code == 404
                        && operation.onCollection()
                        && engine.protocol.notFoundMayMeanInvalidToken()
                        && !sent.hasNotFound(operation.name()));
    }

    private Step unreadable(Response response, ResponseMetadata meta, ResponseReader.NoValueException e) {
        if (operation.isWrite()) {
            mayHaveBeenApplied = true;
        }
        exchanged(response, new ResponseHeaders(response.headers()), meta);
        String problem = Objects.requireNonNullElse(e.getMessage(), "unreadable");
        return fail(decode(problem, e.getCause(), response.code(), e.body()));
    }

    /**
     * Handles an attempt that ended without a readable response.
     *
     * @param cause an {@code IOException}, or what OkHttp or the application's part in the exchange threw instead
     * @param expired whether the attempt was ended because its time was up
     */
    Step broken(Throwable cause, boolean expired) {
        HttpAttempt sent = attempt();
        Response noContent = sent.noContent(cause);
        if (noContent != null) {
            return respondedWithoutContent(noContent);
        }
        count(sent.takeRepeats());
        boolean taken = sent.mayHaveBeenTaken(cause);
        if (expired || cause instanceof SocketTimeoutException) {
            sent.timedOut();
        }
        if (operation.isWrite()) {
            mayHaveBeenApplied |= taken;
        }
        logged(0, cause);
        if (context.remaining() <= 0) {
            return outOfTime(cause);
        }
        int status = sent.status();
        Throwable shown = expired
                ? new SocketTimeoutException("the attempt took longer than "
                        + Duration.ofNanos(sent.limitNanos()).toMillis() + " ms")
                : cause;
        TransportException error = new TransportException(
                (status == 0 ? "" : "status " + status + ", then ") + described(shown), shown, callInfo());
        if (!taken && engine.transport.isClosed()) {
            return closed(cause);
        }
        if (cause instanceof ProxyRefusedException refused) {
            return fail(refused.forCaller(callInfo()));
        }
        boolean certain = !taken || operation.isRepeatable();
        boolean harmless = !taken || !operation.isWrite();
        if (cause instanceof StaleConnectionException && !expired) {
            unsent = true; // neither sent nor counted; it ends with the pool's last connection
            return waited();
        }
        if (harmless && !expired && sent.staleConnection(cause) && !resentAtOnce) {
            resentAtOnce = true; // a stale pooled connection is not a failure of the service
            return waited();
        }
        // What is not declared is a defect, which the next attempt would meet as well.
        boolean passing = expired || cause instanceof IOException;
        return certain && passing && status < 300 ? again(error, null) : fail(error);
    }

    /**
     * Handles what the application's part in a call threw between the exchanges: a clock, a supplier, a model. What an
     * exchange in flight throws is reported to {@link #broken}.
     */
    Step failed(Throwable cause) {
        return fail(cause instanceof SdkException e ? e : new TransportException(described(cause), cause, callInfo()));
    }

    /** Returns the message of an exception; the type of one that is not expected says more. */
    private static String described(Throwable e) {
        return e instanceof IOException
                ? Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
                : e.toString();
    }

    private Step respondedWithoutContent(Response response) {
        try {
            return responded(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no body that could break
        }
    }

    Step outOfTime(@Nullable Throwable cause) {
        return fail(new DeadlineExceededException("the deadline of the call has passed", cause, callInfo()));
    }

    private Step closed(@Nullable Throwable cause) {
        return fail(new TransportException("the transport was closed during the call", cause, callInfo()));
    }

    SdkException interrupted(@Nullable Throwable cause) {
        canceled(cause);
        return new InterruptedCallException("the calling thread was interrupted", cause, callInfo());
    }

    /**
     * Records whether the write may have been applied that a cancellation or an interrupt ended.
     *
     * @param cause what the attempt in flight ended with; null if there was none
     */
    void canceled(@Nullable Throwable cause) {
        HttpAttempt sent = attempt;
        if (cause != null && sent != null && operation.isWrite()) {
            mayHaveBeenApplied |= sent.mayHaveBeenTaken(cause);
        }
        unclear();
    }

    // ------------------------------------------------------------------ helpers

    private Step again(SdkException error, @Nullable Duration asked) {
        if (retries >= maxRetries()) {
            return fail(error);
        }
        long most = Math.min(LONGEST_WAIT_NANOS, BASE_WAIT_NANOS << Math.min(retries, BIGGEST_SHIFT));
        long wait = asked != null ? nanos(asked) : (long) (engine.jitter.getAsDouble() * most);
        if (wait >= context.remaining()) {
            return fail(error); // the deadline would pass during the wait
        }
        retries++;
        waitNanos = wait;
        return Step.WAIT;
    }

    private int maxRetries() {
        return options.maxRetries().orElse(CallRuntime.MAX_RETRIES);
    }

    private Step fail(SdkException error) {
        failure = error;
        unclear();
        return Step.FAILED;
    }

    /** Tells the call, if this write failed, that it may have been applied. */
    private void unclear() {
        if (mayHaveBeenApplied) {
            Exchange known = exchange;
            context.unclear(
                    known != null
                            ? known
                            : new Exchange(operation.name(), context.requestId(), 0, sends, null, Map.of(), Map.of()),
                    sentBody());
        }
    }

    private static long nanos(Duration d) {
        return d.compareTo(Duration.ofDays(3650)) > 0 ? Long.MAX_VALUE / 4 : d.toNanos();
    }

    CallInfo callInfo() {
        return callInfo(null);
    }

    private CallInfo callInfo(@Nullable Redaction secrets) {
        return context.callInfo(operation.name(), sends, mayHaveBeenApplied, secrets);
    }

    /** Records the exchange for the call's response and errors, and the attempt's secrets, which they must not show. */
    @CanIgnoreReturnValue
    private Exchange exchanged(Response response, ResponseHeaders headers, ResponseMetadata meta) {
        Exchange ended = new Exchange(
                operation.name(),
                context.requestId(),
                response.code(),
                sends,
                meta.serverRequestId().orElse(null),
                headers,
                meta.envelope());
        exchange = ended;
        context.exchanged(ended);
        List<Secret> once = secretsOfAttempt();
        if (!once.isEmpty()) {
            context.secrets(once);
        }
        return ended;
    }

    /** Returns the error for an error response. */
    ApiException error(Response response, ResponseHeaders headers, ResponseMetadata meta, String body) {
        if (operation.isWrite() && !ErrorMapper.isRefusal(response, meta)) {
            mayHaveBeenApplied = true; // also for later errors of this call
        }
        return errors().ofResponse(response, headers, meta, body);
    }

    DecodeException decode(String problem, @Nullable Throwable cause, int status, String body) {
        return errors().unreadable(problem, cause, status, body);
    }

    private ErrorMapper errors() {
        Redaction secrets = context.secrets(engine.runtime).and(secretsOfAttempt());
        if (token != null) {
            secrets.and(token.access().value());
        }
        return new ErrorMapper(operation, context, callInfo(secrets), secrets);
    }

    private List<Secret> secretsOfAttempt() {
        HttpAttempt last = attempt;
        Request sent = last == null || engine.tokens == null ? null : last.sent();
        return sent == null || engine.tokens == null
                ? List.of()
                : engine.tokens.authentication().secretsOf(sent);
    }

    /** Logs one line per attempt: operation, request id, status, duration. Never a body, never a header. */
    private void logged(int status, @Nullable Throwable cause) {
        if (engine.log.isLoggable(System.Logger.Level.DEBUG)) {
            engine.log.log(
                    System.Logger.Level.DEBUG,
                    "{0} {1} attempt {2}: {3} after {4} ms",
                    operation.name(),
                    context.requestId(),
                    sends,
                    cause == null ? Integer.toString(status) : cause.getClass().getSimpleName(),
                    Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt)));
        }
    }
}
