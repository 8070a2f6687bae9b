package dev.waiver.core.error;

import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ensure} found a rule that matches the same and does something else, and was not told to replace or keep it.
 * Nothing was changed.
 */
public class ExistingRuleDiffersException extends SdkException {
    private static final long serialVersionUID = 1;

    private final ArrayList<String> ids;
    private final ArrayList<FieldDifference> differences;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what differs
     * @param callInfo the call
     * @param ids the ids of the rules that are there
     * @param differences in which fields they differ from what was wanted
     */
    public ExistingRuleDiffersException(
            String message, CallInfo callInfo, List<String> ids, List<FieldDifference> differences) {
        super(message, null, callInfo);
        this.ids = new ArrayList<>(ids);
        this.differences = new ArrayList<>(differences);
    }

    /** The ids of the rules that are there. */
    public final List<String> ids() {
        return List.copyOf(ids);
    }

    /** In which fields they differ from what was wanted. */
    public final List<FieldDifference> differences() {
        return List.copyOf(differences);
    }
}
