package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.spi.PlainText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What can be set for one call, and as defaults of a client. What is not set is taken from the client, and there from
 * the SDK: deadline 2 minutes, attempt time-out 30 seconds, two retries.
 */
public final class CallOptions {
    private static final CallOptions NONE = builder().build();
    private static final int MOST_RETRIES = 100;

    private final @Nullable Duration deadline;
    private final @Nullable Duration attemptTimeout;
    private final @Nullable String requestId;
    private final @Nullable Integer maxRetries;
    private final @Nullable String tenantScope;
    private final Map<String, String> headers;
    private final Map<String, String> query;

    private CallOptions(Builder b) {
        deadline = b.deadline;
        attemptTimeout = b.attemptTimeout;
        requestId = b.requestId;
        maxRetries = b.maxRetries;
        tenantScope = b.tenantScope;
        headers = kept(b.headers);
        query = kept(b.query);
    }

    private static Map<String, String> kept(Map<String, String> given) {
        return given.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** Nothing set. */
    public static CallOptions none() {
        return NONE;
    }

    /** Starts with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long the whole call may take: sign-in, waits, all attempts, all exchanges of a composed call. */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** How long one attempt may take, from connecting to the end of the answer. */
    public Optional<Duration> attemptTimeout() {
        return Optional.ofNullable(attemptTimeout);
    }

    /** The request id to send. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** How often a failed attempt may be repeated. */
    public OptionalInt maxRetries() {
        return maxRetries == null ? OptionalInt.empty() : OptionalInt.of(maxRetries);
    }

    /** The tenant that the call is for, where a key sees several. */
    public Optional<String> tenantScope() {
        return Optional.ofNullable(tenantScope);
    }

    /** Extra request headers, in the order they were added. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Extra query parameters, unencoded, in the order they were added. */
    public Map<String, String> query() {
        return query;
    }

    /**
     * These options, with what is set in {@code later} taking its place; headers and query parameters are joined. The
     * deadline is the shorter one.
     *
     * @param later the options that win
     */
    public CallOptions mergedWith(CallOptions later) {
        if (this == NONE) {
            return later;
        }
        if (later == NONE) {
            return this;
        }
        Builder b = later.toBuilder();
        if (b.deadline == null || (deadline != null && deadline.compareTo(b.deadline) < 0)) {
            b.deadline = deadline;
        }
        if (b.attemptTimeout == null) {
            b.attemptTimeout = attemptTimeout;
        }
        if (b.requestId == null) {
            b.requestId = requestId;
        }
        if (b.maxRetries == null) {
            b.maxRetries = maxRetries;
        }
        if (b.tenantScope == null) {
            b.tenantScope = tenantScope;
        }
        headers.forEach(b.headers::putIfAbsent);
        query.forEach(b.query::putIfAbsent);
        return b.build();
    }

    /** A builder that starts with these options. */
    public Builder toBuilder() {
        Builder b = new Builder();
        b.deadline = deadline;
        b.attemptTimeout = attemptTimeout;
        b.requestId = requestId;
        b.maxRetries = maxRetries;
        b.tenantScope = tenantScope;
        b.headers.putAll(headers);
        b.query.putAll(query);
        return b;
    }

    /** Names of headers only: a value may be a credential. */
    @Override
    public String toString() {
        return "CallOptions[deadline=" + deadline + ", attemptTimeout=" + attemptTimeout + ", requestId=" + requestId
                + ", maxRetries=" + maxRetries + ", tenantScope=" + tenantScope + ", headers=" + headers.keySet()
                + ", query=" + query.keySet() + "]";
    }

    /** Builds {@link CallOptions}. */
    public static final class Builder {
        private @Nullable Duration deadline;
        private @Nullable Duration attemptTimeout;
        private @Nullable String requestId;
        private @Nullable Integer maxRetries;
        private @Nullable String tenantScope;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();

        private Builder() {}

        /**
         * How long the whole call may take. Default: 2 minutes.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        @CanIgnoreReturnValue
        public Builder deadline(Duration value) {
            deadline = positive("deadline", value);
            return this;
        }

        /**
         * How long one attempt may take. Default: 30 seconds, less when the deadline is nearer.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        @CanIgnoreReturnValue
        public Builder attemptTimeout(Duration value) {
            attemptTimeout = positive("attemptTimeout", value);
            return this;
        }

        /**
         * The request id to send instead of a generated UUID.
         *
         * @throws IllegalArgumentException if it is blank or cannot stand in a header
         */
        @CanIgnoreReturnValue
        public Builder requestId(String value) {
            Objects.requireNonNull(value, "requestId");
            if (value.isBlank()) {
                throw new IllegalArgumentException("requestId: must not be blank; leave it out to have one made");
            }
            PlainText.checkHeaderValue("requestId", value);
            requestId = value;
            return this;
        }

        /**
         * How often a failed attempt may be repeated. Default: 2. Whether it is repeated at all depends on the
         * operation.
         *
         * @throws IllegalArgumentException if it is negative or above 100
         */
        @CanIgnoreReturnValue
        public Builder maxRetries(int value) {
            if (value < 0 || value > MOST_RETRIES) {
                throw new IllegalArgumentException("maxRetries: must be 0 to " + MOST_RETRIES + ", not " + value);
            }
            maxRetries = value;
            return this;
        }

        /**
         * The tenant that the call is for.
         *
         * @throws IllegalArgumentException if it is blank or cannot stand in a header
         */
        @CanIgnoreReturnValue
        public Builder tenantScope(String value) {
            PlainText.checkTenantScope(value);
            tenantScope = value;
            return this;
        }

        /**
         * An extra request header.
         *
         * @throws IllegalArgumentException if the name is no header name or the value holds a line break or another
         *     character that cannot stand in a header; the message does not quote the value
         */
        @CanIgnoreReturnValue
        public Builder header(String name, String value) {
            Objects.requireNonNull(name, "header name");
            Objects.requireNonNull(value, "header value");
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new IllegalArgumentException("header name: letters, digits and - only, no spaces or line breaks");
            }
            PlainText.checkHeaderValue("header " + name, value);
            headers.put(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /**
         * An extra query parameter; name and value are given unencoded and encoded on the way.
         *
         * @throws IllegalArgumentException if one of them holds half a character (a lone surrogate)
         */
        @CanIgnoreReturnValue
        public Builder query(String name, String value) {
            PlainText.check("query name", Objects.requireNonNull(name, "query name"));
            PlainText.check("query value", Objects.requireNonNull(value, "query value"));
            query.put(name, value);
            return this;
        }

        /** The options. */
        public CallOptions build() {
            return new CallOptions(this);
        }

        private static Duration positive(String field, Duration value) {
            Objects.requireNonNull(value, field);
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(field + ": must be longer than zero, not " + value);
            }
            return value;
        }
    }
}
