/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.Inferred;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/** One side of a comparison: a source, and its literals or facet. What was read is not validated. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableOperand.class)
public interface Operand extends JsonModel, WithOperand {
    /** Returns the source: literals, or a participant in the event. */
    @JsonProperty("Source")
    Optional<OperandSource> source();

    /**
     * Returns the literals, as a string or a list of strings, or the facet of the source, as the service sent it. See
     * {@link #texts()}. Inferred: a set of literals is a list, although the vendor's samples show a bare string.
     */
    @Inferred("A set of literals is a list, as a client known to work sends it; the vendor's samples show a bare "
            + "string.")
    @JsonProperty("Data")
    Optional<JsonNode> data();

    /** Returns the data as strings, whether it is one string or a list; empty if it is neither. */
    default List<String> texts() {
        List<String> texts = new ArrayList<>();
        JsonNode data = data().orElse(null);
        if (data instanceof TextNode text) {
            texts.add(text.textValue());
        } else if (data instanceof ArrayNode list) {
            for (JsonNode element : list) {
                texts.add(element.asText());
            }
        }
        return List.copyOf(texts);
    }

    /**
     * Returns the operand with other strings, written as a list. Inferred: the list, as for {@link #literals}.
     *
     * @param texts the strings
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    @Inferred("A set of literals is a list, as a client known to work sends it; the vendor's samples show a bare "
            + "string.")
    default Operand withTexts(Iterable<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String text : texts) {
            boolean same = texts().contains(Objects.requireNonNull(text, "literal"));
            list.add(
                    same
                            ? text
                            : TextChecks.checkNotBlank(
                                    "literal", text, "it would match nothing or everything; leave it out"));
        }
        if (list.isEmpty() && !data().equals(Optional.of(list))) {
            throw new IllegalArgumentException("literals: give at least one; none would match nothing or everything");
        }
        return withData(list);
    }

    /**
     * Returns a set of literals. Inferred: it is sent as a list, as a client known to work does; the vendor's samples
     * show a bare string.
     *
     * @param literals the literals
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    @Inferred("A set of literals is a list, as a client known to work sends it; the vendor's samples show a bare "
            + "string.")
    static Operand literals(Iterable<String> literals) {
        return builder().source(OperandSource.LITERAL_SET).build().withTexts(literals);
    }

    /**
     * Returns a facet of a participant in the event: the first operand of a comparison.
     *
     * @param source the participant
     * @param facet the vendor's name of its property, such as {@code Sha256Hash}
     * @throws IllegalArgumentException if the facet is blank
     */
    static Operand facet(OperandSource source, String facet) {
        String checked = TextChecks.checkNotBlank("facet", facet, "name what is compared, such as Path");
        return builder().source(source).data(TextNode.valueOf(checked)).build();
    }

    /** Returns an empty builder. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder for {@link Operand}. */
    final class Builder extends ImmutableOperand.Builder {
        /** Creates an empty builder. */
        public Builder() {}
    }
}
