package dev.waiver.core.internal.engine;

import dev.waiver.core.error.AnswerFacts;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.CallFacts;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.PermissionException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.spi.AnswerMeta;
import java.util.List;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong into the one error model. */
public final class Failures {
    private Failures() {}

    /** The error for an answer, by its status or its envelope's code. */
    static ApiException answered(CallFacts call, AnswerFacts answer, @Nullable String permission) {
        int code = answer.effectiveStatus();
        if (code >= 300 && code < 400) {
            String target = answer.headers().getOrDefault("location", List.of()).stream()
                    .findFirst()
                    .map(Failures::origin)
                    .orElse("nowhere");
            return new ApiException(
                    answer.status() + ", a redirect to " + target
                            + ", which is not followed: credentials stay at the base URL; check it",
                    null,
                    call,
                    answer);
        }
        if (code == 403 && permission != null) {
            return new PermissionException(
                    "403: the credentials lack the permission " + permission + " that this operation needs",
                    null,
                    call,
                    answer);
        }
        return switch (code) {
            case 400, 422 -> new ValidationException(null, null, call, answer);
            case 401 -> new AuthenticationException(null, null, call, answer);
            case 403 -> new PermissionException(null, null, call, answer);
            case 404 -> new NotFoundException(null, null, call, answer);
            case 409 -> new ConflictException(null, null, call, answer);
            case 429 -> new RateLimitException(null, null, call, answer);
            case 408 -> new ServerException(null, null, call, answer);
            default ->
                code >= 500 && code < 600
                        ? new ServerException(null, null, call, answer)
                        : new ApiException(null, null, call, answer);
        };
    }

    /** The error of a call whose sign-in failed: of the sign-in's kind, with this call's name and ids. */
    static SdkException signIn(Throwable cause, CallFacts call) {
        if (cause instanceof ApiException e) {
            String message = "sign-in was refused: " + describe(e);
            return switch (e.answer().effectiveStatus()) {
                case 429 -> new RateLimitException(message, e, call, e.answer());
                case 408, 500, 501, 502, 503, 504 -> new ServerException(message, e, call, e.answer());
                default -> new AuthenticationException(message, e, call, e.answer());
            };
        }
        if (cause instanceof DeadlineExceededException) {
            return new DeadlineExceededException("the sign-in took too long", cause, call);
        }
        return new TransportException("sign-in failed: " + cause.getMessage(), cause, call);
    }

    private static String describe(ApiException e) {
        String said = e.errors().isEmpty() ? "" : " " + e.errors().get(0);
        return e.status() + said;
    }

    /** What an answer that is an error says by its envelope, else by its status. */
    static int code(Response response, AnswerMeta meta) {
        return meta.refused() ? meta.refusalCode().orElse(0) : response.code();
    }

    /** What is refused is certain not to be applied; every other answer to a write may have been. */
    static boolean isRefusal(int code) {
        return code >= 300 && code < 500 && code != 408;
    }

    /** Scheme, host and port of a location: the rest of it may carry what must not be shown. */
    private static String origin(String location) {
        okhttp3.HttpUrl url = okhttp3.HttpUrl.parse(location);
        return url == null ? "a relative location" : url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
