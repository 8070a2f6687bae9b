package dev.waiver.core.spi;

import dev.waiver.core.json.JsonCodec;
import java.time.Duration;
import java.util.Optional;

/** How one vendor's service is spoken to: all that the call engine knows of a vendor. */
public interface ServiceProtocol {
    /** A short name, such as {@code email}: in thread-independent log lines and error messages. */
    String name();

    /** How its JSON is read and written. */
    JsonCodec codec();

    /** Where its answers carry value and errors. */
    ResponseFormat format();

    /**
     * Adds what belongs on each request: the id header, the tenant, {@code Accept}.
     *
     * @param request the request of one attempt
     */
    void prepare(RequestContext request);

    /** How long to wait after a 429 that does not say it. Default: the usual back-off. */
    default Optional<Duration> defaultRetryAfter() {
        return Optional.empty();
    }
}
