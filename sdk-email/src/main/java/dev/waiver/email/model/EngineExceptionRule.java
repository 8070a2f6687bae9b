/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.json.JsonModel;
import dev.waiver.core.json.RuleStyle;
import dev.waiver.core.json.WireTimestamp;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An exception of one engine, such as a hash that the anti-malware engine passes. Its {@link #exceptionStr()} is what
 * it matches and also its id. The {@link EngineTable} says what kind of text that is, and whether it is passed or
 * blocked.
 *
 * <p>Requests have the names of this class in camel case, responses have them in snake case; both spellings are read in
 * either. Unknown members are kept, and sent back by {@code edit} under the names that they came with. Inferred: the
 * members and their effects, as two clients use them; the vendor's guide shows a part of them for DLP, in snake case.
 */
@Inferred("The members and their effects, as two clients use them; requests in camel case, responses in snake case.")
@Value.Immutable
@RuleStyle
@JsonDeserialize(as = ImmutableEngineExceptionRule.class)
public interface EngineExceptionRule extends ExceptionRule, JsonModel {

    /** Returns the text that the exception matches, such as a hash, a URL, a domain or an address. It is the id. */
    @JsonProperty("exceptionStr")
    @JsonAlias("exception_str")
    Optional<String> exceptionStr();

    /**
     * Returns the {@link #exceptionStr()}, also for an exception that was not read from the service. Not to be confused
     * with the {@link #boundEntityId()}, whose name on the wire is {@code entityId}.
     */
    @Override
    default Optional<String> entityId() {
        return exceptionStr();
    }

    /**
     * Returns the exception type. Requests have that of the table that they are sent to, whatever this is; the recorded
     * response lacks it.
     */
    @JsonProperty("exceptionType")
    @JsonAlias("exception_type")
    Optional<String> exceptionType();

    /** Returns the comment, such as a ticket number. It has no effect. */
    @JsonProperty("comment")
    Optional<String> comment();

    /** Returns the payload, which has the {@link #condition()}. */
    @JsonProperty("exceptionPayload")
    @JsonAlias("exception_payload")
    Optional<EngineExceptionPayload> exceptionPayload();

    /** Returns whether the exception is exclusive. */
    @JsonProperty("isExclusive")
    @JsonAlias("is_exclusive")
    Optional<EmailFlag> exclusive();

    /** Returns the type of the entity that the exception is bound to; {@code entityType} on the wire. */
    @JsonProperty("entityType")
    @JsonAlias("entity_type")
    Optional<String> boundEntityType();

    /** Returns the id of the entity that the exception is bound to; {@code entityId} on the wire. */
    @JsonProperty("entityId")
    @JsonAlias("entity_id")
    Optional<String> boundEntityId();

    /** Returns the name of the file that a hash belongs to. It describes the exception and has no effect. */
    @JsonProperty("fileName")
    @JsonAlias("file_name")
    Optional<String> fileName();

    /** Returns the address of the user who created the exception. */
    @JsonProperty("createdByEmail")
    @JsonAlias("created_by_email")
    Optional<String> createdByEmail();

    /** Returns when the exception was created. Set by the service. */
    @JsonProperty("insertTime")
    @JsonAlias("insert_time")
    Optional<WireTimestamp> insertTime();

    /** Returns the condition in the {@link #exceptionPayload()}. */
    default Optional<EngineCondition> condition() {
        return exceptionPayload().flatMap(EngineExceptionPayload::condition);
    }

    /**
     * Returns an exception for a text and nothing else.
     *
     * @param exceptionStr what it matches, such as {@code evil.example}; see the table for what it has to be
     * @throws IllegalArgumentException if it is blank
     */
    static EngineExceptionRule of(String exceptionStr) {
        return builder().exceptionStr(exceptionStr).build();
    }

    /** Returns a builder with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that sets every member and checks none, for exceptions that another client read. */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Returns a builder with everything that this exception has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns a copy with another comment. */
    default EngineExceptionRule withComment(String value) {
        return raw().rawComment(value);
    }

    /** Returns a copy with another comment, or without it, if empty. */
    default EngineExceptionRule withComment(Optional<String> value) {
        return raw().rawComment(value);
    }

    /** Returns a copy with another condition. The other members of the payload are kept. */
    default EngineExceptionRule withCondition(EngineCondition value) {
        return withCondition(Optional.of(value));
    }

    /** Returns a copy with another condition, or without it, if empty. The other members of the payload are kept. */
    default EngineExceptionRule withCondition(Optional<EngineCondition> value) {
        EngineExceptionPayload payload = exceptionPayload()
                .orElseGet(() -> EngineExceptionPayload.builder().build())
                .withCondition(value);
        boolean empty = value.isEmpty() && payload.additionalProperties().isEmpty();
        return raw().rawExceptionPayload(empty ? Optional.empty() : Optional.of(payload));
    }

    /** Returns a copy that says whether the exception is exclusive, in the form that this one has; else as boolean. */
    default EngineExceptionRule withExclusive(boolean value) {
        return withExclusive(
                Optional.of(exclusive().map(flag -> flag.with(value)).orElse(EmailFlag.of(value))));
    }

    /** Returns a copy that says whether the exception is exclusive, or does not say so, if empty. */
    default EngineExceptionRule withExclusive(Optional<EmailFlag> value) {
        return raw().rawExclusive(value);
    }

    /**
     * Returns a copy that is bound to another entity.
     *
     * @throws IllegalArgumentException if the type or the id is blank
     */
    default EngineExceptionRule withBoundEntity(String type, String id) {
        return toBuilder().boundEntity(type, id).build();
    }

    /** Returns a copy that is bound to no entity. */
    default EngineExceptionRule withoutBoundEntity() {
        return raw().rawBoundEntityType(Optional.empty()).rawBoundEntityId(Optional.empty());
    }

    /** Returns a copy with another name of the file. */
    default EngineExceptionRule withFileName(String value) {
        return raw().rawFileName(value);
    }

    /** Returns a copy with another name of the file, or without it, if empty. */
    default EngineExceptionRule withFileName(Optional<String> value) {
        return raw().rawFileName(value);
    }

    private ImmutableEngineExceptionRule raw() {
        return (ImmutableEngineExceptionRule) ImmutableEngineExceptionRule.copyOf(this);
    }

    /** A builder that sets every member of an exception, also those that are never sent, and checks none. */
    final class RawBuilder extends ImmutableEngineExceptionRule.Builder {
        /** Creates a builder with nothing set. */
        public RawBuilder() {}
    }

    /** A builder of exceptions. */
    @CanIgnoreReturnValue
    final class Builder {
        private final RawBuilder raw = new RawBuilder();
        private EngineExceptionPayload payload =
                EngineExceptionPayload.builder().build();
        private Optional<EmailFlag> exclusive = Optional.empty();

        private Builder() {}

        private Builder(EngineExceptionRule source) {
            raw.from(source);
            payload = source.exceptionPayload().orElse(payload);
            exclusive = source.exclusive();
        }

        /**
         * Sets what the exception matches, such as a hash, a URL, a domain or an address.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder exceptionStr(String value) {
            raw.exceptionStr(TextChecks.checkNotBlank(
                    "exceptionStr", value, "give what the exception matches, such as evil.example"));
            return this;
        }

        /** Sets the comment, such as a ticket number. */
        public Builder comment(String value) {
            raw.comment(value);
            return this;
        }

        /** Sets the condition. The other members of the payload are kept. */
        public Builder condition(EngineCondition value) {
            payload = payload.withCondition(value);
            raw.exceptionPayload(payload);
            return this;
        }

        /**
         * Sets whether the exception is exclusive; sent as a boolean, unless the exception that
         * {@link EngineExceptionRule#toBuilder} was called on has another form.
         */
        public Builder exclusive(boolean value) {
            return exclusive(exclusive.map(flag -> flag.with(value)).orElse(EmailFlag.of(value)));
        }

        /** Sets whether the exception is exclusive, in a form of your choice. */
        public Builder exclusive(EmailFlag value) {
            raw.exclusive(value);
            return this;
        }

        /**
         * Binds the exception to an entity.
         *
         * @param type the type of the entity
         * @param id the id of the entity
         * @throws IllegalArgumentException if one of them is blank
         */
        public Builder boundEntity(String type, String id) {
            String fix = "give type and id of the entity, or leave out both";
            raw.boundEntityType(TextChecks.checkNotBlank("boundEntityType", type, fix));
            raw.boundEntityId(TextChecks.checkNotBlank("boundEntityId", id, fix));
            return this;
        }

        /** Sets the name of the file that a hash belongs to. */
        public Builder fileName(String value) {
            raw.fileName(value);
            return this;
        }

        /** Sets the address of the user who creates the exception. */
        public Builder createdByEmail(String value) {
            raw.createdByEmail(value);
            return this;
        }

        /** Sets a member that the SDK does not know. */
        public Builder putAdditionalProperty(String name, JsonNode value) {
            raw.putAdditionalProperty(name, value);
            return this;
        }

        /** Builds the exception. What it matches may be missing: {@code replace} takes it from the id. */
        @CheckReturnValue
        public EngineExceptionRule build() {
            return raw.build();
        }
    }
}
