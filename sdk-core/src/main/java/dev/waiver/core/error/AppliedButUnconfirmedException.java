package dev.waiver.core.error;

import dev.waiver.core.FieldDifference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The service acknowledged a write, and what had to follow failed: the look-up of the new id, the reading back, or the
 * comparison of what is stored with what was sent. <b>Never send it again</b>; look instead. The cause is what failed
 * afterwards; this is deliberately no subtype of it, so that {@code catch (RateLimitException)} cannot repeat a write.
 */
public class AppliedButUnconfirmedException extends SdkException {
    private static final long serialVersionUID = 1;

    private final String sent;
    private final ArrayList<FieldDifference> differences;

    /**
     * For the engine, and for tests that make an error.
     *
     * @param message what could not be confirmed
     * @param cause what failed after the write
     * @param callInfo the call
     * @param sent the body of the acknowledged write
     * @param differences in which fields what is stored differs from what was sent
     */
    public AppliedButUnconfirmedException(
            String message,
            @Nullable Throwable cause,
            CallInfo callInfo,
            String sent,
            List<FieldDifference> differences) {
        super(message, cause, callInfo);
        this.sent = sent;
        this.differences = new ArrayList<>(differences);
    }

    /** The body of the write that was acknowledged, as it was sent; empty if it had none. */
    public final String sent() {
        return sent;
    }

    /** In which fields what is stored differs from what was sent; empty when it could not be read. */
    public final List<FieldDifference> differences() {
        return List.copyOf(differences);
    }
}
