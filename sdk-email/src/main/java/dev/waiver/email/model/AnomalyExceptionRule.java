/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.WireTimestamp;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An exception of the anomaly engine, as the service returns it. It is never sent: a create has a JSON value of the
 * vendor's instead. Unknown members are kept. Inferred: the members, as a recording shows them; camel case is read,
 * too.
 */
@Inferred("The members, as a recording shows them.")
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableAnomalyExceptionRule.class)
public interface AnomalyExceptionRule extends ExceptionRule, JsonModel, WithAnomalyExceptionRule {
    /** Returns the id, an opaque text assigned by the service. */
    @JsonProperty("id")
    @Override
    Optional<String> entityId();

    /** Returns the type of the anomaly, such as {@code superman_anomaly}. */
    @JsonProperty("anomaly_type")
    @JsonAlias("anomalyType")
    Optional<String> anomalyType();

    /** Returns who added the exception, an address. */
    @JsonProperty("added_by")
    @JsonAlias("addedBy")
    Optional<String> addedBy();

    /** Returns the comments. */
    @JsonProperty("comments")
    Optional<String> comments();

    /** Returns the tenant's domain. */
    @JsonProperty("customer_domain")
    @JsonAlias("customerDomain")
    Optional<String> customerDomain();

    /** Returns whether the exception is enabled. */
    @JsonProperty("enabled")
    Optional<Boolean> enabled();

    /** Returns the id of the event that the exception was made from. */
    @JsonProperty("event_id")
    @JsonAlias("eventId")
    Optional<String> eventId();

    /** Returns what is excepted, a text of several lines for people. */
    @JsonProperty("exception_rule")
    @JsonAlias("exceptionRule")
    Optional<String> exceptionRule();

    /** Returns when the exception ends; empty if it does not. */
    @JsonProperty("expiration_date")
    @JsonAlias("expirationDate")
    Optional<WireTimestamp> expirationDate();

    /** Returns when the exception was created, without a zone in the recording. */
    @JsonProperty("insert_time")
    @JsonAlias("insertTime")
    Optional<WireTimestamp> insertTime();

    /** Returns when the exception was last changed, without a zone in the recording. */
    @JsonProperty("update_time")
    @JsonAlias("updateTime")
    Optional<WireTimestamp> updateTime();

    /**
     * Returns whether the exception applies at a time: it is enabled, and has not ended. Inferred: one that does not
     * say whether it is enabled applies, and so does one whose end cannot be read; an end without a zone is UTC.
     *
     * @param time the time, such as now
     */
    @Inferred("An exception that does not say whether it is enabled applies, and its end without a zone is UTC.")
    default boolean isActive(Instant time) {
        return enabled().orElse(true)
                && expirationDate()
                        .flatMap(WireTimestamp::instant)
                        .map(time::isBefore)
                        .orElse(true);
    }

    /** Returns an empty builder, for tests and for exceptions that another client read. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link AnomalyExceptionRule}. */
    final class Builder extends ImmutableAnomalyExceptionRule.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
