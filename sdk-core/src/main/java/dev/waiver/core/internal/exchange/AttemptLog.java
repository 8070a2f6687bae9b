package dev.waiver.core.internal.exchange;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The debug log, with one line per attempt: operation, request id, status, duration. Never a body, never a header. */
final class AttemptLog {
    private final System.Logger logger;

    private AttemptLog(System.Logger logger) {
        this.logger = logger;
    }

    /** Returns the log {@code dev.waiver.<service>}. */
    static AttemptLog ifWanted(String service) {
        return new AttemptLog(System.getLogger("dev.waiver." + service));
    }

    void attempt(String operation, String requestId, int attempt, int status, @Nullable Throwable failure, long nanos) {
        if (logger.isLoggable(System.Logger.Level.DEBUG)) {
            logger.log(
                    System.Logger.Level.DEBUG,
                    "{0} {1} attempt {2}: {3} after {4} ms",
                    operation,
                    requestId,
                    attempt,
                    failure == null
                            ? Integer.toString(status)
                            : failure.getClass().getSimpleName(),
                    Long.toString(TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }
}
