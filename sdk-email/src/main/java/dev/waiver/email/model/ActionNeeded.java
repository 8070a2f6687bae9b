/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.OpenEnum;
import java.util.List;

/** The verdict of a block rule on a message. The vendor documents one value, by a sample; {@link #of} takes any. */
public final class ActionNeeded extends OpenEnum {
    private static final long serialVersionUID = 1L;

    /** Phishing. In the vendor's sample. */
    public static final ActionNeeded PHISHING = of("phishing");

    /** Spam. Inferred: one client uses it. */
    @Inferred("One client uses this value; the documentation doesn't name it.")
    public static final ActionNeeded SPAM = of("spam");

    /** Unwanted but legal mail. Inferred: one client uses it. */
    @Inferred("One client uses this value; the documentation doesn't name it.")
    public static final ActionNeeded GREYMAIL = of("greymail");

    private ActionNeeded(String value) {
        super(value);
    }

    /**
     * Returns the action with this value.
     *
     * @param value the value as the service expects it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ActionNeeded of(String value) {
        return new ActionNeeded(value);
    }

    /** Returns the values that have a constant, in the order of the constants. The service may accept more. */
    public static List<ActionNeeded> known() {
        return List.of(PHISHING, SPAM, GREYMAIL);
    }

    @Override
    public boolean isKnown() {
        return known().contains(this);
    }
}
