package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * What kind of document it is. The vendor's samples and its table contradict each other: exceptions are sent as
 * {@code ExceptionRule}.
 */
public final class ObjectType extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** An exception, as in the samples. */
    public static final ObjectType EXCEPTION_RULE = of("ExceptionRule");

    /** A detection rule. */
    public static final ObjectType DETECTION_RULE = of("DetectionRule");

    /** A response rule. */
    public static final ObjectType RESPONSE_RULE = of("ResponseRule");

    private static final List<ObjectType> KNOWN = List.of(EXCEPTION_RULE, DETECTION_RULE, RESPONSE_RULE);

    private ObjectType(String value) {
        super(value);
    }

    /**
     * Any word, also one that is not among the constants.
     *
     * @param value the word exactly as the service spells it
     * @throws NullPointerException if it is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ObjectType of(String value) {
        return new ObjectType(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<ObjectType> known() {
        return KNOWN;
    }
}
