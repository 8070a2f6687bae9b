/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A click-time protection list with its items. In recordings, a list with several items comes as several rows, each
 * with a single object for its item; an array of items is read, too. Inferred: rows of one id are one list.
 */
@Inferred("Rows of one id are one list.")
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableClickTimeList.class)
public interface ClickTimeList extends JsonModel, WithClickTimeList {
    /** Returns the id of the list, such as {@code 0}. */
    @JsonProperty("listId")
    @JsonAlias("listid")
    Optional<String> listId();

    /** Returns the name of the list, {@code whitelist} or {@code blacklist} in recordings. */
    @JsonProperty("listName")
    @JsonAlias("listname")
    Optional<String> listName();

    /** Returns the items of the list; empty if it has none. */
    @JsonProperty("listItem")
    @JsonAlias("listitem")
    List<ClickTimeItem> items();

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link ClickTimeList}. */
    final class Builder extends ImmutableClickTimeList.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
