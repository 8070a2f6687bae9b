package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Ensured;
import dev.waiver.core.Ensured.Outcome;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.DiffersException;
import dev.waiver.core.error.UndecidedException;
import dev.waiver.core.json.FieldDifference;
import dev.waiver.core.json.SentTime;
import dev.waiver.core.spi.Calls;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import java.util.List;
import java.util.Optional;

/** Having a rule once: found by what it matches, compared by what it does. */
public final class RuleEnsuring {
    private final RuleReading reading;
    private final RuleCreation creation;
    private final RuleChanges changes;

    /**
     * Ensures through a client.
     *
     * @param reading reads lists
     * @param creation creates what is not there
     * @param changes replaces what differs
     */
    public RuleEnsuring(RuleReading reading, RuleCreation creation, RuleChanges changes) {
        this.reading = reading;
        this.creation = creation;
        this.changes = changes;
    }

    /** Sees to it that the rule is there. */
    public ApiCall<Ensured<EmailExceptionRule>> ensure(EmailList list, EmailExceptionRule rule, OnDifference option) {
        Object key = RuleFields.compared(rule, RuleFields.MATCHING);
        return reading.oneAtATime(
                list, key, () -> reading.checked(list).flatMap(listed -> decide(list, rule, option, listed)));
    }

    private ApiCall<Ensured<EmailExceptionRule>> decide(
            EmailList list, EmailExceptionRule rule, OnDifference option, List<EmailExceptionRule> listed) {
        List<EmailExceptionRule> matching = matching(rule, listed);
        List<EmailExceptionRule> equal = matching.stream()
                .filter(other -> RuleFields.equal(rule, other, RuleFields.EFFECTS))
                .toList();
        if (!equal.isEmpty()) {
            Optional<EmailExceptionRule> inForce =
                    equal.stream().filter(other -> !hasExpired(other)).findFirst();
            return ApiCall.of(new Ensured<>(
                    inForce.isPresent() ? Outcome.PRESENT : Outcome.PRESENT_NOT_IN_FORCE,
                    inForce.orElseGet(() -> equal.get(0)),
                    List.of(),
                    matching));
        }
        List<String> unreadable =
                ids(listed.stream().filter(RuleFields::isUnreadable).toList());
        if (!unreadable.isEmpty()) {
            return Calls.failing(state -> new UndecidedException(
                    "the list holds rules in a shape that does not tell what they match, so it cannot be said whether this"
                            + " one is among them; nothing was created. Their ids: " + unreadable,
                    state.facts(),
                    unreadable));
        }
        return matching.isEmpty() ? created(list, rule, listed) : different(list, rule, option, matching);
    }

    private ApiCall<Ensured<EmailExceptionRule>> created(
            EmailList list, EmailExceptionRule rule, List<EmailExceptionRule> before) {
        return creation.create(list, List.of(rule), before)
                .map(found -> new Ensured<>(
                        Outcome.CREATED, found.created().get(0), List.of(), matching(rule, found.listed())));
    }

    private ApiCall<Ensured<EmailExceptionRule>> different(
            EmailList list, EmailExceptionRule rule, OnDifference option, List<EmailExceptionRule> matching) {
        EmailExceptionRule there = matching.get(0);
        List<FieldDifference> differences = RuleFields.differences(rule, there, RuleFields.EFFECTS);
        return switch (option) {
            case KEEP -> ApiCall.of(new Ensured<>(Outcome.DIFFERS, there, differences, matching));
            case FAIL ->
                Calls.failing(state -> new DiffersException(
                        "rules that match the same do something else: " + ids(matching) + ", " + differences
                                + ". Nothing was changed; OnDifference says what to do instead",
                        state.facts(),
                        ids(matching),
                        differences));
            case REPLACE -> replaced(list, rule, matching, differences);
        };
    }

    private ApiCall<Ensured<EmailExceptionRule>> replaced(
            EmailList list,
            EmailExceptionRule rule,
            List<EmailExceptionRule> matching,
            List<FieldDifference> differences) {
        EmailExceptionRule there = matching.get(0);
        Optional<String> id = there.entityId();
        if (matching.size() > 1 || id.isEmpty()) {
            return Calls.failing(state -> new UndecidedException(
                    "several rules match the same and do something else, and which to replace cannot be said: "
                            + ids(matching) + "; remove all but one",
                    state.facts(),
                    ids(matching)));
        }
        EmailExceptionRule wanted = there.withActionNeeded(rule.actionNeeded())
                .withQuarantineAll(flag(rule.quarantineAll(), there.quarantineAll()))
                .withMatchOnlyFuture(flag(rule.matchOnlyFuture(), there.matchOnlyFuture()))
                .withIgnoringSpfCheck(flag(rule.ignoringSpfCheck(), there.ignoringSpfCheck()))
                .withComment(rule.comment().or(there::comment));
        return changes.replace(list, id.get(), wanted)
                .map(stored -> new Ensured<>(Outcome.DIFFERS, stored, differences, List.of(stored)));
    }

    /** What is left out may stay, so a flag that was on is switched off by name. */
    private static Optional<EmailFlag> flag(Optional<EmailFlag> wanted, Optional<EmailFlag> there) {
        return wanted.or(() -> there.map(flag -> flag.with(false)));
    }

    /** Inferred: only answers of an older backend were seen with an end. */
    private boolean hasExpired(EmailExceptionRule rule) {
        return rule.expires()
                .flatMap(SentTime::instant)
                .map(end -> end.isBefore(reading.core.time().now()))
                .orElse(false);
    }

    private static List<EmailExceptionRule> matching(EmailExceptionRule rule, List<EmailExceptionRule> listed) {
        return listed.stream()
                .filter(other -> RuleFields.equal(rule, other, RuleFields.MATCHING))
                .toList();
    }

    private static List<String> ids(List<EmailExceptionRule> rules) {
        return rules.stream().map(rule -> rule.entityId().orElse("(no id)")).toList();
    }
}
