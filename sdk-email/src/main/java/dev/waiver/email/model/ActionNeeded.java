package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** What a block rule makes of a message. The vendor documents one word by a sample; any can be given as text. */
public final class ActionNeeded extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Phishing. In the vendor's sample. */
    public static final ActionNeeded PHISHING = of("phishing");

    /** Spam. Seen in one client. */
    public static final ActionNeeded SPAM = of("spam");

    /** Unwanted but legal mail. Seen in one client. */
    public static final ActionNeeded GREYMAIL = of("greymail");

    private static final List<ActionNeeded> KNOWN = List.of(PHISHING, SPAM, GREYMAIL);

    private ActionNeeded(String value) {
        super(value);
    }

    /**
     * An action by its word.
     *
     * @param value the word as the service takes it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ActionNeeded of(String value) {
        return new ActionNeeded(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<ActionNeeded> known() {
        return KNOWN;
    }
}
