package dev.waiver.core.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A value that stands for a JSON object of a vendor and keeps the members it does not know.
 *
 * <p>Every level of a document is such a model. Only members that are named with {@code @JsonProperty} belong to one:
 * convenience methods never reach the wire by accident. Members that are not set are not written.
 */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        setterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public interface JsonModel {

    /**
     * The members of the object that this model has no method for, in the order they were sent, with numbers as they
     * were written. They are written back.
     *
     * @return the members by name; empty if there are none
     */
    @JsonAnyGetter
    Map<String, JsonNode> additionalProperties();
}
