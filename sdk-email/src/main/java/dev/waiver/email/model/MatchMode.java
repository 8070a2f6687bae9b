package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/**
 * How a field of a rule is compared with a message. The vendor's guide, its samples and the known clients use different
 * words, and which of them the service takes for which field is not documented; any word can be given as text.
 */
public final class MatchMode extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /**
     * The message's value ends with the rule's. <b>On a bare domain this matches more than that domain:</b>
     * {@code evil.example} also covers {@code notevil.example}. Put a dot in front to cover sub-domains only:
     * {@code .evil.example}. Documented for {@code senderDomainMatching}.
     */
    public static final MatchMode ENDS_WITH = of("endswith");

    /** The message's value contains the rule's. In the vendor's samples. */
    public static final MatchMode CONTAINS = of("contains");

    /** In the vendor's sample for {@code recipientMatching}; presumably the whole value. */
    public static final MatchMode MATCH = of("match");

    /** Used by clients for text fields; presumably the whole value. Not documented. */
    public static final MatchMode MATCHING = of("matching");

    /** Named by one client; presumably the whole value. Not documented. */
    public static final MatchMode EXACT = of("exact");

    private static final List<MatchMode> KNOWN = List.of(ENDS_WITH, CONTAINS, MATCH, MATCHING, EXACT);

    private MatchMode(String value) {
        super(value);
    }

    /**
     * A mode by its word.
     *
     * @param value the word as the service takes it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MatchMode of(String value) {
        return new MatchMode(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<MatchMode> known() {
        return KNOWN;
    }
}
