package dev.waiver.email.internal;

import dev.waiver.email.model.EmailExceptionRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The position in a list that continues in another response. The envelope has the field {@code scrollId} for it, but no
 * exceptions list with one was seen, and a connector that sent it on read the same rules over and over. Inferred: the
 * query parameter. The scroll id is followed only while new ids arrive, so that a service that ignores it ends the list
 * without an error.
 */
final class Scroll {
    private final Set<String> seen = new HashSet<>();
    private boolean firstPage = true;
    private boolean newIds;

    /** Returns those of the rules that are new. On the first page, ids are kept only if {@code remember} is set. */
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

    /** Returns the scroll id of the next page, or null after the last. */
    @Nullable
    String next(Map<String, String> envelope) {
        String from = envelope.get("scrollId");
        boolean goesOn = newIds && from != null && !from.isBlank();
        firstPage = false;
        newIds = false;
        return goesOn ? from : null;
    }
}
