package dev.waiver.core.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Where a vendor's answers carry the value, and how its errors look. Read in one pass, without a tree. */
public interface ResponseFormat {
    /**
     * Moves to the value of a successful answer and reads what stands before it.
     *
     * @param parser before the first token
     * @param meta takes what is read
     * @return true if the parser stands on the first token of a value, false if the answer has none: either the
     *     vendor's way to say so, or something else ({@link ResponseMetadata#malformed})
     * @throws IOException if it cannot be read
     */
    boolean beginValue(JsonParser parser, ResponseMetadata meta) throws IOException;

    /**
     * Reads what stands behind the value.
     *
     * @param parser on the last token of the value
     * @param meta takes what is read
     * @throws IOException if it cannot be read
     */
    void endValue(JsonParser parser, ResponseMetadata meta) throws IOException;

    /**
     * Reads an answer that is an error by its status.
     *
     * @param body the body as JSON; a text node if it is none
     * @param meta takes what is read
     */
    void readError(JsonNode body, ResponseMetadata meta);
}
