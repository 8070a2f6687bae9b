package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.JsonModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One side of a comparison: where it comes from and what of it. What was read is never judged. */
@Value.Immutable
@ImmutablesStyle
@JsonDeserialize(as = ImmutableOperand.class)
public interface Operand extends JsonModel, WithOperand {
    /** Literals, or something that took part in the event. */
    @JsonProperty("Source")
    Optional<OperandSource> source();

    /**
     * The literals, as a text or as a list of texts, or what of the source is compared. As the service sent it; see
     * {@link #texts()}.
     */
    @JsonProperty("Data")
    Optional<JsonNode> data();

    /** The data as texts, whether the service sent one text or a list of them; empty if it is neither. */
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
     * The operand with other texts. They are written as a list.
     *
     * @param texts the texts
     */
    default Operand withTexts(Iterable<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return withData(list);
    }

    /**
     * A set of literals. The vendor's samples show a bare text; a client known to work sends a list, and so do we.
     *
     * @param literals the texts
     */
    static Operand literals(Iterable<String> literals) {
        return builder().source(OperandSource.LITERAL_SET).build().withTexts(literals);
    }

    /**
     * A facet of something that took part in the event: the left-hand side of a comparison.
     *
     * @param source what takes part
     * @param facet what of it, such as {@code Sha256Hash}
     */
    static Operand facet(OperandSource source, String facet) {
        return builder().source(source).data(TextNode.valueOf(facet)).build();
    }

    /** Starts with nothing set. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link Operand}. */
    final class Builder extends ImmutableOperand.Builder {
        /** Starts with nothing set. */
        public Builder() {}
    }
}
