package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** Where an operand comes from: literals, or something that took part in the event. */
public final class OperandSource extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** One text. */
    public static final OperandSource LITERAL = of("Literal");

    /** A set of texts. */
    public static final OperandSource LITERAL_SET = of("LiteralSet");

    /** The process that acted. */
    public static final OperandSource INSTIGATING_PROCESS = of("InstigatingProcess");

    /** The program file of the process that acted. */
    public static final OperandSource INSTIGATING_PROCESS_IMAGE_FILE = of("InstigatingProcessImageFile");

    /** Who ran the process that acted. */
    public static final OperandSource INSTIGATING_PROCESS_OWNER = of("InstigatingProcessOwner");

    /** The process that was acted on. */
    public static final OperandSource TARGET_PROCESS = of("TargetProcess");

    /** The program file of the process that was acted on. */
    public static final OperandSource TARGET_PROCESS_IMAGE_FILE = of("TargetProcessImageFile");

    /** Who ran the process that was acted on. */
    public static final OperandSource TARGET_PROCESS_OWNER = of("TargetProcessOwner");

    /** The file that was acted on. */
    public static final OperandSource TARGET_FILE = of("TargetFile");

    /** Who owns the file that was acted on. */
    public static final OperandSource TARGET_FILE_OWNER = of("TargetFileOwner");

    /** The network connection. */
    public static final OperandSource TARGET_NETWORK_CONNECTION = of("TargetNetworkConnection");

    private static final List<OperandSource> KNOWN = List.of(
            LITERAL,
            LITERAL_SET,
            INSTIGATING_PROCESS,
            INSTIGATING_PROCESS_IMAGE_FILE,
            INSTIGATING_PROCESS_OWNER,
            TARGET_PROCESS,
            TARGET_PROCESS_IMAGE_FILE,
            TARGET_PROCESS_OWNER,
            TARGET_FILE,
            TARGET_FILE_OWNER,
            TARGET_NETWORK_CONNECTION);

    private OperandSource(String value) {
        super(value);
    }

    /**
     * Any word, also one that is not among the constants.
     *
     * @param value the word exactly as the service spells it
     * @throws NullPointerException if it is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperandSource of(String value) {
        return new OperandSource(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<OperandSource> known() {
        return KNOWN;
    }
}
