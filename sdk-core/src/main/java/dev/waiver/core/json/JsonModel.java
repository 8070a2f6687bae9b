/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A value that represents a JSON object of a vendor and keeps its unknown members.
 *
 * <p>Every level of a document is such a model. Its members are those with {@code @JsonProperty}, so that convenience
 * methods are never written by accident. Members that are not set are not written.
 */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        setterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public interface JsonModel {

    /**
     * Returns the members of the object that this model has no method for, by name, in the order they were sent and
     * with numbers as they were written; empty if there are none. They are written back.
     */
    @JsonAnyGetter
    Map<String, JsonNode> additionalProperties();
}
