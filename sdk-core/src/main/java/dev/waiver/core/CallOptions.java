/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.check.TextChecks;
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
 * The options of a call, also used as the defaults of a client. Options that are not set are taken from the client,
 * then from the SDK: a deadline of 2 minutes, an attempt timeout of 30 seconds, 2 retries.
 */
public final class CallOptions {
    private static final CallOptions NONE = builder().build();
    private static final int MAX_RETRIES = 100;

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

    /** Returns options with nothing set. */
    public static CallOptions none() {
        return NONE;
    }

    /** Returns a builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the time limit for the whole call: authentication, waits, all attempts, all exchanges of a composed call.
     */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    /** Returns the time limit for one attempt, from connecting to the end of the response. */
    public Optional<Duration> attemptTimeout() {
        return Optional.ofNullable(attemptTimeout);
    }

    /** Returns the request id to send. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** Returns how often a failed attempt may be retried. */
    public OptionalInt maxRetries() {
        return maxRetries == null ? OptionalInt.empty() : OptionalInt.of(maxRetries);
    }

    /** Returns the tenant that the call is for, if the key sees several. */
    public Optional<String> tenantScope() {
        return Optional.ofNullable(tenantScope);
    }

    /** Returns additional request headers, in the order in which they were added. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns additional query parameters, unencoded, in the order in which they were added. */
    public Map<String, String> query() {
        return query;
    }

    /**
     * Returns these options, overridden by those that {@code later} sets. Headers and query parameters are combined.
     * The shorter deadline applies.
     *
     * @param later the options that take precedence
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

    /** Returns a builder that starts with these options. */
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

    /** Returns a description without the values of headers and query parameters: one may be a credential. */
    @Override
    public String toString() {
        return "CallOptions[deadline=" + deadline + ", attemptTimeout=" + attemptTimeout + ", requestId=" + requestId
                + ", maxRetries=" + maxRetries + ", tenantScope=" + tenantScope + ", headers=" + headers.keySet()
                + ", query=" + query.keySet() + "]";
    }

    /** A builder of {@link CallOptions}. */
    @CanIgnoreReturnValue
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
         * Sets the time limit for the whole call. Default: 2 minutes.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder deadline(Duration value) {
            deadline = positive("deadline", value);
            return this;
        }

        /**
         * Sets the time limit for one attempt. Default: 30 seconds, or less if the deadline is nearer.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder attemptTimeout(Duration value) {
            attemptTimeout = positive("attemptTimeout", value);
            return this;
        }

        /**
         * Sets the request id to send instead of a generated UUID.
         *
         * @throws IllegalArgumentException if it is blank or not a valid header value
         */
        public Builder requestId(String value) {
            TextChecks.checkNotBlank("requestId", value, "leave it out to have one generated");
            TextChecks.checkHeaderValue("requestId", value);
            requestId = value;
            return this;
        }

        /**
         * Sets how often a failed attempt may be retried. Default: 2. Whether it is retried at all depends on the
         * operation. Attempts after a 429 do not count: the call waits for its turn until its deadline, unless this is
         * 0.
         *
         * @throws IllegalArgumentException if it is negative or above 100
         */
        public Builder maxRetries(int value) {
            if (value < 0 || value > MAX_RETRIES) {
                throw new IllegalArgumentException("maxRetries: must be 0 to " + MAX_RETRIES + ", not " + value);
            }
            maxRetries = value;
            return this;
        }

        /**
         * Sets the tenant that the call is for. None by default.
         *
         * @throws IllegalArgumentException if it is blank or not a valid header value
         */
        public Builder tenantScope(String value) {
            TextChecks.checkTenantScope(value);
            tenantScope = value;
            return this;
        }

        /**
         * Adds a request header, which replaces one of the same name.
         *
         * @throws IllegalArgumentException if the name is not a header name, or the value contains a line break or
         *     another character that is not allowed in a header; the message does not quote the value
         */
        public Builder header(String name, String value) {
            Objects.requireNonNull(name, "header name");
            Objects.requireNonNull(value, "header value");
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new IllegalArgumentException("header name: letters, digits and - only, no spaces or line breaks");
            }
            TextChecks.checkHeaderValue("header " + name, value);
            headers.put(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        /**
         * Adds a query parameter, which replaces one of the same name. The SDK encodes name and value.
         *
         * @throws IllegalArgumentException if one of them contains a lone surrogate
         */
        public Builder query(String name, String value) {
            TextChecks.check("query name", Objects.requireNonNull(name, "query name"));
            TextChecks.check("query value", Objects.requireNonNull(value, "query value"));
            query.put(name, value);
            return this;
        }

        /** Returns the options. */
        @CheckReturnValue
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
