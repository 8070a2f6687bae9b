package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import java.util.List;
import java.util.Optional;

/** The {@code ensure} operation: finds a rule by what it matches, and compares it by its effects. */
public final class EnsureOperation {
    private final EmailPaging reading;
    private final RuleCreation creation;
    private final RuleUpdates changes;

    /**
     * Creates the operation.
     *
     * @param reading reads lists
     * @param creation creates a missing rule
     * @param changes replaces a rule that differs
     */
    public EnsureOperation(EmailPaging reading, RuleCreation creation, RuleUpdates changes) {
        this.reading = reading;
        this.creation = creation;
        this.changes = changes;
    }

    /** Creates the rule unless an equal one exists. */
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(
            EmailList list, EmailExceptionRule rule, OnDifference option) {
        Object key = EmailRuleComparator.compared(rule, EmailRuleComparator.MATCHING);
        return reading.serialized(
                list, key, () -> reading.checked(list).flatMap(listed -> decide(list, rule, option, listed)));
    }

    private ApiCall<EnsureResult<EmailExceptionRule>> decide(
            EmailList list, EmailExceptionRule rule, OnDifference option, List<EmailExceptionRule> listed) {
        List<EmailExceptionRule> matching = matching(rule, listed);
        List<EmailExceptionRule> equal = matching.stream()
                .filter(other -> EmailRuleComparator.equal(rule, other, EmailRuleComparator.EFFECTS))
                .toList();
        if (!equal.isEmpty()) {
            Optional<EmailExceptionRule> inForce =
                    equal.stream().filter(other -> !hasExpired(other)).findFirst();
            return ApiCall.of(new EnsureResult<>(
                    inForce.isPresent() ? Outcome.PRESENT : Outcome.PRESENT_INACTIVE,
                    inForce.orElseGet(() -> equal.get(0)),
                    List.of(),
                    matching,
                    matching.stream().filter(other -> !equal.contains(other)).toList()));
        }
        List<String> unreadable =
                ids(listed.stream().filter(EmailRuleComparator::isUnreadable).toList());
        if (!unreadable.isEmpty()) {
            return Calls.failed(state -> new AmbiguousMatchException(
                    "the list holds rules in a format that does not show what they match, so whether this one is among"
                            + " them is unknown; nothing was created. Their ids: " + unreadable,
                    AmbiguousMatchException.Reason.UNDECIDABLE,
                    state.callInfo(),
                    unreadable));
        }
        return matching.isEmpty() ? created(list, rule, listed) : different(list, rule, option, matching);
    }

    private ApiCall<EnsureResult<EmailExceptionRule>> created(
            EmailList list, EmailExceptionRule rule, List<EmailExceptionRule> before) {
        return creation.create(list, List.of(rule), before)
                .map(found -> new EnsureResult<>(
                        Outcome.CREATED, found.created().get(0), List.of(), matching(rule, found.listed()), List.of()));
    }

    private ApiCall<EnsureResult<EmailExceptionRule>> different(
            EmailList list, EmailExceptionRule rule, OnDifference option, List<EmailExceptionRule> matching) {
        EmailExceptionRule there = matching.get(0);
        List<FieldDifference> differences = EmailRuleComparator.differences(rule, there, EmailRuleComparator.EFFECTS);
        return switch (option) {
            case KEEP -> ApiCall.of(new EnsureResult<>(Outcome.KEPT, there, differences, matching, matching));
            case FAIL ->
                Calls.failed(state -> new ExistingRuleDiffersException(
                        "rules that match the same do something else: " + ids(matching) + ", " + differences
                                + ". Nothing was changed; OnDifference says what to do instead",
                        state.callInfo(),
                        ids(matching),
                        differences));
            case REPLACE -> replaced(list, rule, matching, differences);
        };
    }

    private ApiCall<EnsureResult<EmailExceptionRule>> replaced(
            EmailList list,
            EmailExceptionRule rule,
            List<EmailExceptionRule> matching,
            List<FieldDifference> differences) {
        EmailExceptionRule there = matching.get(0);
        Optional<String> id = there.entityId();
        if (matching.size() > 1 || id.isEmpty()) {
            return Calls.failed(state -> new AmbiguousMatchException(
                    "several rules match the same and do something else, and which to replace cannot be said: "
                            + ids(matching) + "; remove all but one",
                    AmbiguousMatchException.Reason.SEVERAL_RULES,
                    state.callInfo(),
                    ids(matching)));
        }
        EmailExceptionRule wanted = there.withActionNeeded(rule.actionNeeded())
                .withQuarantineAll(flag(rule.quarantineAll(), there.quarantineAll()))
                .withMatchOnlyFuture(flag(rule.matchOnlyFuture(), there.matchOnlyFuture()))
                .withIgnoringSpfCheck(flag(rule.ignoringSpfCheck(), there.ignoringSpfCheck()))
                .withComment(rule.comment().or(there::comment));
        return changes.replace(list, id.get(), wanted)
                .map(stored -> new EnsureResult<>(Outcome.REPLACED, stored, differences, List.of(stored), List.of()));
    }

    /** Returns the flag to send. The service may keep what is left out, so a flag that was on is sent as off. */
    private static Optional<EmailFlag> flag(Optional<EmailFlag> wanted, Optional<EmailFlag> there) {
        return wanted.or(() -> there.map(flag -> flag.with(false)));
    }

    /** Returns whether the rule has ended. Inferred: the member, see {@link EmailExceptionRule#expires()}. */
    private boolean hasExpired(EmailExceptionRule rule) {
        return rule.expires()
                .flatMap(WireTimestamp::instant)
                .map(end -> end.isBefore(reading.core.clock().now()))
                .orElse(false);
    }

    private static List<EmailExceptionRule> matching(EmailExceptionRule rule, List<EmailExceptionRule> listed) {
        return listed.stream()
                .filter(other -> EmailRuleComparator.equal(rule, other, EmailRuleComparator.MATCHING))
                .toList();
    }

    private static List<String> ids(List<EmailExceptionRule> rules) {
        return rules.stream().map(rule -> rule.entityId().orElse("(no id)")).toList();
    }
}
