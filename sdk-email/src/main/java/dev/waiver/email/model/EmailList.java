/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** A list of rules: the vendor's {@code excType}, as in the path. {@link #of} takes any other name. */
public final class EmailList extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Allow rules: what matches passes the anti-phishing inspection. Documented. */
    public static final EmailList WHITELIST = of("whitelist");

    /**
     * Block rules: what matches is treated as phishing. Documented; "Blocklist" on the vendor's delete page means this
     * list.
     */
    public static final EmailList BLACKLIST = of("blacklist");

    /** Allow rules of the anti-spam engine. Not documented. Inferred: several clients use it. */
    @Inferred("Several clients use this list; the documentation doesn't name it.")
    public static final EmailList SPAM_WHITELIST = of("spam_whitelist");

    private EmailList(String value) {
        super(value);
    }

    /**
     * Returns the list with this name.
     *
     * @param value the name as in the path; all known ones are lower case
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static EmailList of(String value) {
        PathValues.check("list", value, "give the name of a list, such as whitelist");
        return new EmailList(value);
    }

    /** Returns the lists that have a constant, in the order of the constants. The service may have more. */
    public static List<EmailList> known() {
        return List.of(WHITELIST, BLACKLIST, SPAM_WHITELIST);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
