package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** The type of what is compared. The service writes {@code String} as well as {@code string}. */
public final class OperandType extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** A text, as in the samples of exceptions. */
    public static final OperandType STRING = of("string");

    /** A whole number. */
    public static final OperandType INTEGER = of("Integer");

    /** True or false. */
    public static final OperandType BOOLEAN = of("Boolean");

    private static final List<OperandType> KNOWN = List.of(STRING, INTEGER, BOOLEAN);

    private OperandType(String value) {
        super(value);
    }

    /**
     * Any word, also one that is not among the constants.
     *
     * @param value the word exactly as the service spells it
     * @throws NullPointerException if it is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperandType of(String value) {
        return new OperandType(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<OperandType> known() {
        return KNOWN;
    }
}
