package dev.waiver.core.internal.engine;

import dev.waiver.core.error.AnswerFacts;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.CallFacts;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.internal.call.AnswerHeaders;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.Redaction;
import dev.waiver.core.spi.AnswerMeta;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the errors of an answer, without the credentials that it may echo. */
record AttemptErrors(Operation<?> operation, CallContext context, CallFacts facts, Redaction secrets) {

    /** The answer is an error, by its status or its envelope. */
    ApiException answered(Response response, AnswerHeaders headers, AnswerMeta meta, String body) {
        Duration retryAfter =
                RetryAfter.parse(response.header("Retry-After"), context.time().now());
        AnswerFacts answer = new AnswerFacts(
                response.code(),
                meta.refused() ? (Integer) Failures.code(response, meta) : null,
                secrets.textOrNull(meta.serverRequestId().orElse(null)),
                secrets.headers(headers),
                secrets.entries(meta.errors()),
                secrets.body(body),
                retryAfter);
        return Failures.answered(facts, answer, operation.permission());
    }

    /** The answer says success and cannot be read. */
    DecodeException unreadable(String problem, @Nullable Throwable cause, int status, String body) {
        if (operation.secretAnswer()) {
            return new DecodeException(
                    "status " + status
                            + ", but the answer cannot be read; it is not shown, for it may hold a credential",
                    null,
                    facts,
                    status,
                    "");
        }
        String shown = secrets.body(body);
        return new DecodeException(
                "status " + status + ", but the answer cannot be read: " + secrets.body(problem)
                        + (shown.isBlank() ? "" : ". It begins: " + Redaction.beginning(shown)),
                // Jackson's own errors quote what they read; ours says what matters of it.
                cause == null ? null : new IOException(cause.getClass().getSimpleName() + " in the answer"),
                facts,
                status,
                shown);
    }
}
