package dev.waiver.email.internal;

import dev.waiver.email.model.EmailExceptionRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a list goes on, should it ever do so: no list was seen that did, and the envelope has a field for it. It is
 * followed while new ids keep arriving, so that a service that ignores it ends the walk quietly.
 */
final class Scroll {
    private final Set<String> seen = new HashSet<>();
    private boolean firstPage = true;
    private boolean newIds;

    /** What of these rules is new; they are remembered if they may come again. */
    List<EmailExceptionRule> take(List<EmailExceptionRule> rules, boolean remember) {
        if (firstPage) {
            newIds |= !rules.isEmpty();
            if (remember) {
                rules.forEach(rule -> rule.entityId().ifPresent(seen::add));
            }
            return rules;
        }
        List<EmailExceptionRule> fresh = new ArrayList<>(rules.size());
        for (EmailExceptionRule rule : rules) {
            if (rule.entityId().map(seen::add).orElse(false)) {
                fresh.add(rule);
            }
        }
        newIds |= !fresh.isEmpty();
        return fresh;
    }

    /** Where the list goes on after this page, if it does. */
    @Nullable
    String next(Map<String, String> envelope) {
        String from = envelope.get("scrollId");
        boolean goesOn = newIds && from != null && !from.isBlank();
        firstPage = false;
        newIds = false;
        return goesOn ? from : null;
    }
}
