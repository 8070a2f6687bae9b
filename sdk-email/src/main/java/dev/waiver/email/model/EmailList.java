package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.json.OpenEnum;
import dev.waiver.email.internal.PathValues;
import java.util.List;

/** A list of rules: the vendor's {@code excType}, as it stands in the path. Any other name can be given as text. */
public final class EmailList extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Allowed: what matches passes the anti-phishing inspection. Documented. */
    public static final EmailList WHITELIST = of("whitelist");

    /** Blocked: what matches is treated as phishing. Documented; "Blocklist" in the vendor's delete page means this. */
    public static final EmailList BLACKLIST = of("blacklist");

    /** Allowed by the anti-spam engine. Not documented; several clients use it. */
    public static final EmailList SPAM_WHITELIST = of("spam_whitelist");

    private static final List<EmailList> KNOWN = List.of(WHITELIST, BLACKLIST, SPAM_WHITELIST);

    private EmailList(String value) {
        super(value);
    }

    /**
     * A list by its name.
     *
     * @param value the name as in the path, lower case at all lists known today
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or holds half a character
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EmailList of(String value) {
        PathValues.check("list", value, "give the name of a list, such as whitelist");
        return new EmailList(value);
    }

    /** Returns the words that this SDK knows, in the order of the constants. The service may know more. */
    public static List<EmailList> known() {
        return KNOWN;
    }
}
