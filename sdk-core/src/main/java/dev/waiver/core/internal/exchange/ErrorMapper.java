/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import dev.waiver.core.Exchange;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.ProxyAuthenticationException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.auth.NotSentException;
import dev.waiver.core.internal.auth.TokenProvider;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.redact.Redaction;
import dev.waiver.core.internal.redact.ResponseHeaders;
import dev.waiver.core.spi.ResponseMetadata;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A mapper from responses to errors. It redacts the credentials that a response may echo. */
record ErrorMapper(Operation<?> operation, CallContext context, CallInfo callInfo, Redaction secrets) {

    /** Returns the error for a response that is an error by its status or its envelope. */
    ApiException ofResponse(Response response, ResponseHeaders headers, ResponseMetadata meta, String body) {
        Instant now = context.clock().now();
        Duration retryAfter = RetryAfter.parse(response.header("Retry-After"), response.header("Date"), now);
        ErrorResponse error = new ErrorResponse(
                response.code(),
                meta.refused() ? meta.refusalCode().orElse(null) : null,
                secrets.textOrNull(meta.serverRequestId().orElse(null)),
                secrets.headers(headers),
                secrets.entries(meta.errors()),
                secrets.body(body),
                retryAfter);
        String skew = error.effectiveStatus() == 401 ? ClockSkew.describe(error.headers(), now) : null;
        if (skew != null) {
            return new AuthenticationException(describe(error) + "; " + skew, null, callInfo, error);
        }
        return ofResponse(callInfo, error, operation.permission());
    }

    /** Returns the error for a response whose status is a success and whose body cannot be read. */
    DecodeException unreadable(String problem, @Nullable Throwable cause, int status, String body) {
        if (operation.sensitiveResponse()) {
            return new DecodeException(
                    "status " + status
                            + ", but the response cannot be read; it is not shown, for it may hold a credential",
                    null,
                    callInfo,
                    status,
                    "");
        }
        String shown = secrets.body(body);
        return new DecodeException(
                "status " + status + ", but the response cannot be read: " + secrets.body(problem)
                        + (shown.isBlank() ? "" : ". It begins: " + Redaction.beginning(shown)),
                // Jackson's exceptions quote the body; the message has what matters of it, redacted.
                cause == null ? null : new IOException(cause.getClass().getSimpleName() + " in the response"),
                callInfo,
                status,
                shown);
    }

    /** Returns the error for a response, by its envelope's code or else its status. */
    static ApiException ofResponse(CallInfo call, ErrorResponse response, @Nullable String permission) {
        int code = response.effectiveStatus();
        if (code >= 300 && code < 400) {
            String target = response.headers().getOrDefault("location", List.of()).stream()
                    .findFirst()
                    .map(ErrorMapper::origin)
                    .orElse("nowhere");
            return new ApiException(
                    response.status() + ", a redirect to " + target
                            + ", which is not followed: credentials go to the configured address only; check it",
                    null,
                    call,
                    response);
        }
        if (code == 403 && permission != null) {
            return new PermissionException(
                    describe(response) + ": the credentials lack the permission " + permission
                            + " that this operation needs",
                    null,
                    call,
                    response);
        }
        return switch (code) {
            case 400, 422 -> new ValidationException(null, null, call, response);
            case 401 -> new AuthenticationException(null, null, call, response);
            case 403 -> new PermissionException(null, null, call, response);
            case 404 -> new NotFoundException(null, null, call, response);
            case 409 -> new ConflictException(null, null, call, response);
            case 429 -> new RateLimitException(null, null, call, response);
            case 408 -> new ServerException(null, null, call, response);
            default ->
                code >= 500 && code < 600
                        ? new ServerException(null, null, call, response)
                        : new ApiException(null, null, call, response);
        };
    }

    /**
     * Returns the error of a call whose authentication failed: of a type that fits the cause, with this call's name and
     * the cause's request id and attempts. All calls that wait for one authentication share them.
     */
    static SdkException ofAuthentication(Throwable cause, CallInfo waiting, Instant now) {
        if (cause instanceof NotSentException e) {
            String message = "authentication was not sent: "
                    + (TokenProvider.retryAfter(e) == null ? "refused" : "failed") + " at " + e.failedAt()
                    + ", next try in "
                    + seconds(e.left()) + " s: ";
            return refused(message, e.failure(), waiting, e.failedAt());
        }
        CallInfo call = cause instanceof SdkException e ? withAuthentication(waiting, e.callInfo()) : waiting;
        if (cause instanceof ApiException e) {
            return refused("authentication was refused: ", e, call, now);
        }
        if (cause instanceof DeadlineExceededException) {
            return new DeadlineExceededException("authentication took too long", cause, call);
        }
        String message = "authentication failed: " + cause.getMessage();
        return cause instanceof ProxyAuthenticationException e
                ? new ProxyAuthenticationException(message, e, call, e.proxy())
                : new TransportException(message, cause, call);
    }

    private static SdkException refused(String intro, ApiException e, CallInfo call, Instant at) {
        String message = intro + describe(e.response());
        return switch (e.response().effectiveStatus()) {
            case 429 -> new RateLimitException(message, e, call, e.response());
            case 408, 500, 501, 502, 503, 504 -> new ServerException(message, e, call, e.response());
            default -> {
                String skew = ClockSkew.describe(e.headers(), at);
                yield new AuthenticationException(
                        skew == null ? message : message + "; " + skew, e, call, e.response());
            }
        };
    }

    /** Returns the seconds of a wait, rounded up. */
    private static long seconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }

    /** The call's own exchanges precede those of the authentication, which are the last ones. */
    private static CallInfo withAuthentication(CallInfo call, CallInfo authentication) {
        List<Exchange> exchanges = new ArrayList<>(call.exchanges());
        exchanges.addAll(authentication.exchanges());
        return new CallInfo(
                call.operation(),
                authentication.requestId(),
                authentication.attempts(),
                call.mayHaveBeenApplied(),
                exchanges);
    }

    private static String describe(ErrorResponse response) {
        String said = response.errors().isEmpty() ? "" : " " + response.errors().get(0);
        return response.status() + said;
    }

    /**
     * Returns whether an error response is a refusal: the request was certainly not applied. After any other error
     * response a write may have been applied. An envelope that says no more than "failed" is a refusal.
     */
    static boolean isRefusal(Response response, ResponseMetadata meta) {
        int code = meta.refused() ? meta.refusalCode().orElse(0) : response.code();
        return (meta.refused() && code == 0) || (code >= 300 && code < 500 && code != 408);
    }

    /** Returns scheme, host and port of a location. The rest may carry what must not be shown. */
    private static String origin(String location) {
        okhttp3.HttpUrl url = okhttp3.HttpUrl.parse(location);
        return url == null ? "a relative location" : url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
