package dev.waiver.detection.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** An operating system that an exception is for. The service writes {@code macOS} as {@code MacOS} too. */
public final class OperatingSystem extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Windows. */
    public static final OperatingSystem WINDOWS = of("Windows");

    /** macOS. */
    public static final OperatingSystem MAC_OS = of("macOS");

    /** Linux. */
    public static final OperatingSystem LINUX = of("Linux");

    private static final List<OperatingSystem> KNOWN = List.of(WINDOWS, MAC_OS, LINUX);

    private OperatingSystem(String value) {
        super(value);
    }

    /**
     * Any word, also one that is not among the constants.
     *
     * @param value the word exactly as the service spells it
     * @throws NullPointerException if it is null
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static OperatingSystem of(String value) {
        return new OperatingSystem(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<OperatingSystem> known() {
        return KNOWN;
    }
}
