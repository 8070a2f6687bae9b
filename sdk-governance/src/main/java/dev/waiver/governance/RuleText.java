/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Marker;
import dev.waiver.governance.internal.Printable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the free text of a rule says for an entry. The text was written by anybody: it becomes one line without control
 * characters, and never begins like a marker.
 *
 * @param text the text of the entry; empty if there is none, or it is the ticket
 * @param ticket the ticket; empty if nothing in the text looks like one
 */
record RuleText(Optional<String> text, Optional<String> ticket) {
    private static final Pattern TICKET = Pattern.compile("(?<![\\w-])([A-Z][A-Z0-9]{1,15}-[0-9]{1,9}"
            + "|(?:INC|CHG|REQ|RITM|PRB|TASK|SCTASK)[0-9]{5,10}|#[0-9]{2,9})(?![\\w-])");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    static RuleText of(Optional<String> stored) {
        String text = stored.map(Marker::strip)
                .map(written -> CONTROLS.matcher(written).replaceAll(" "))
                .map(Printable::text)
                .map(String::strip)
                .filter(written -> !written.startsWith("[wv"))
                .orElse("");
        Matcher matcher = TICKET.matcher(text);
        Optional<String> ticket = matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        boolean isTicket = ticket.filter(text::equals).isPresent();
        return new RuleText(text.isEmpty() || isTicket ? Optional.empty() : Optional.of(text), ticket);
    }

    /** Returns the text that the rules of an entry get. */
    Optional<String> ruleText() {
        return text.or(() -> ticket);
    }
}
