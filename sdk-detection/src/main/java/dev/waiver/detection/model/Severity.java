package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** How severe a detection rule is; exceptions have none. */
public final class Severity extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** High. */
    public static final Severity HIGH = of("High");

    /** Medium. */
    public static final Severity MEDIUM = of("Medium");

    /** Low. */
    public static final Severity LOW = of("Low");

    /** Informational. */
    public static final Severity INFORMATIONAL = of("Informational");

    private static final List<Severity> KNOWN = List.of(HIGH, MEDIUM, LOW, INFORMATIONAL);

    private Severity(String value) {
        super(value);
    }

    /**
     * Any word, also one that is not among the constants.
     *
     * @param value the word exactly as the service spells it
     * @throws NullPointerException if it is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Severity of(String value) {
        return new Severity(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<Severity> known() {
        return KNOWN;
    }
}
