package dev.waiver.scanning.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * How far a rule has come. The vendor documents no list of these words; only {@link #REQUESTED} has been seen (in
 * version 1 of the API), so any word passes through.
 */
public final class ScanningStatus extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Asked for and not in force yet: somebody has to activate it. */
    public static final ScanningStatus REQUESTED = of("requested");

    private static final List<ScanningStatus> KNOWN = List.of(REQUESTED);

    private ScanningStatus(String value) {
        super(value);
    }

    /**
     * A status by its word.
     *
     * @param value the word as the service sends it
     * @return the status
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ScanningStatus of(String value) {
        return new ScanningStatus(value);
    }

    /**
     * Whether this is {@link #REQUESTED}, in any case.
     *
     * @return whether the rule is merely requested
     */
    public boolean isRequested() {
        return value().equalsIgnoreCase(REQUESTED.value());
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<ScanningStatus> known() {
        return KNOWN;
    }
}
