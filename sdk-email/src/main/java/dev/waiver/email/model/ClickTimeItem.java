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
 * An item of a click-time protection list: a site whose links are passed or blocked when somebody clicks on them.
 *
 * <p>Requests have the names in camel case; responses have them in lower case without separators, and both spellings
 * are read. Unknown members are kept, and sent back by {@code edit}. Inferred: the members, as recordings show them.
 */
@Inferred("The members, as recordings and two clients show them.")
@Value.Immutable
@RuleStyle
@JsonDeserialize(as = ImmutableClickTimeItem.class)
public interface ClickTimeItem extends ExceptionRule, JsonModel {

    /** Returns the id of the item, assigned by the service; empty for one that was not read from it. */
    @JsonProperty("listItemId")
    @JsonAlias("listitemid")
    @Override
    Optional<String> entityId();

    /** Returns the id of the list. */
    @JsonProperty("listId")
    @JsonAlias("listid")
    Optional<String> listId();

    /** Returns the name of the item: the site, such as {@code www.evil.example}. */
    @JsonProperty("listItemName")
    @JsonAlias("listitemname")
    Optional<String> listItemName();

    /** Returns the name of the list, {@code whitelist} or {@code blacklist} in recordings. Set by the service. */
    @JsonProperty("listName")
    @JsonAlias("listname")
    Optional<String> listName();

    /** Returns who created the item, an address. */
    @JsonProperty("createdBy")
    @JsonAlias({"created_by", "createdby"})
    Optional<String> createdBy();

    /** Returns when the item was created, without a zone in recordings. Set by the service. */
    @JsonProperty("createdAt")
    @JsonAlias({"created_at", "createdat"})
    Optional<WireTimestamp> createdAt();

    /**
     * Returns an item with a list and a name.
     *
     * @param listId the id of the list, as {@link ClickTimeList#listId()} returns it
     * @param name the site, such as {@code www.evil.example}
     * @throws IllegalArgumentException if one of them is blank
     */
    static ClickTimeItem of(String listId, String name) {
        return builder().listId(listId).listItemName(name).build();
    }

    /** Returns a builder with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that sets every member and checks none, for items that another client read. */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Returns a builder with everything that this item has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns a copy in another list.
     *
     * @throws IllegalArgumentException if the id is blank
     */
    default ClickTimeItem withListId(String value) {
        return toBuilder().listId(value).build();
    }

    /**
     * Returns a copy with another name.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default ClickTimeItem withListItemName(String value) {
        return toBuilder().listItemName(value).build();
    }

    /** Returns a copy with another author. */
    default ClickTimeItem withCreatedBy(String value) {
        return toBuilder().createdBy(value).build();
    }

    /** A builder that sets every member of an item, also those that are never sent, and checks none. */
    final class RawBuilder extends ImmutableClickTimeItem.Builder {
        /** Creates a builder with nothing set. */
        public RawBuilder() {}
    }

    /** A builder of items. */
    @CanIgnoreReturnValue
    final class Builder {
        private final RawBuilder raw = new RawBuilder();

        private Builder() {}

        private Builder(ClickTimeItem source) {
            raw.from(source);
        }

        /**
         * Sets the id of the list.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder listId(String value) {
            raw.listId(TextChecks.checkNotBlank("listId", value, "give the id of a list, as lists() returns it"));
            return this;
        }

        /**
         * Sets the name: the site, such as {@code www.evil.example}.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder listItemName(String value) {
            raw.listItemName(
                    TextChecks.checkNotBlank("listItemName", value, "give the site, such as www.evil.example"));
            return this;
        }

        /** Sets who creates the item, an address. */
        public Builder createdBy(String value) {
            raw.createdBy(value);
            return this;
        }

        /** Sets a member that the SDK does not know. */
        public Builder putAdditionalProperty(String name, JsonNode value) {
            raw.putAdditionalProperty(name, value);
            return this;
        }

        /** Builds the item. */
        @CheckReturnValue
        public ClickTimeItem build() {
            return raw.build();
        }
    }
}
