package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.email.model.EmailExceptionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lookup of rules that were just created, since the service does not return their ids: equal in every field that can
 * be set, and not listed before. An equal rule that was listed before is taken only after the last lookup, and only if
 * no new rule resembles the sent one.
 */
final class CreatedRuleLookup {
    /** The waits before each lookup, so that lookups happen after 0, 1, 2 and 4 seconds. */
    static final List<Duration> LOOKS =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** The created rules in the order in which they were sent, and the list that has them. */
    record Found(List<EmailExceptionRule> created, List<EmailExceptionRule> listed) {}

    private final List<EmailExceptionRule> sent;
    private final Set<String> before;
    private List<EmailExceptionRule> listed = List.of();

    CreatedRuleLookup(List<EmailExceptionRule> sent, List<EmailExceptionRule> before) {
        this.sent = sent;
        this.before = before.stream().flatMap(rule -> rule.entityId().stream()).collect(Collectors.toSet());
    }

    ApiCall<Found> run(Supplier<ApiCall<List<EmailExceptionRule>>> list) {
        return Calls.poll(LOOKS, () -> list.get().flatMap(this::look), this::lastResort);
    }

    private ApiCall<Optional<Found>> look(List<EmailExceptionRule> now) {
        listed = now;
        return settle(false);
    }

    private ApiCall<Found> lastResort() {
        return settle(true)
                .flatMap(found -> found.<ApiCall<Found>>map(ApiCall::of).orElseGet(this::notListed));
    }

    /** Assigns a listed rule to every sent one; equal ones that were sent several times get as many. */
    private ApiCall<Optional<Found>> settle(boolean oldOnesToo) {
        Map<Map<String, Object>, List<EmailExceptionRule>> groups = sent.stream()
                .collect(Collectors.groupingBy(
                        rule -> EmailRuleComparator.compared(rule, EmailRuleComparator.ALL),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Map<String, Object>, List<EmailExceptionRule>> found = new LinkedHashMap<>();
        for (Map.Entry<Map<String, Object>, List<EmailExceptionRule>> group : groups.entrySet()) {
            int wanted = group.getValue().size();
            List<EmailExceptionRule> equal = listed.stream()
                    .filter(rule -> rule.entityId().isPresent())
                    .filter(rule -> EmailRuleComparator.compared(rule, EmailRuleComparator.ALL)
                            .equals(group.getKey()))
                    .toList();
            List<EmailExceptionRule> fresh = equal.stream().filter(this::isNew).toList();
            List<EmailExceptionRule> choice = fresh;
            if (fresh.size() < wanted) {
                if (!oldOnesToo
                        || equal.size() < wanted
                        || closest(group.getValue().get(0)) != null) {
                    return ApiCall.of(Optional.empty());
                }
                choice = equal;
            }
            List<EmailExceptionRule> taken = newest(choice, wanted);
            if (taken == null) {
                return several(choice);
            }
            found.put(group.getKey(), new ArrayList<>(taken));
        }
        List<EmailExceptionRule> created = sent.stream()
                .map(rule -> found.getOrDefault(EmailRuleComparator.compared(rule, EmailRuleComparator.ALL), List.of())
                        .remove(0))
                .toList();
        return ApiCall.of(Optional.of(new Found(created, listed)));
    }

    private boolean isNew(EmailExceptionRule rule) {
        return rule.entityId().map(id -> !before.contains(id)).orElse(false);
    }

    /** Returns the newest rules, in the list's order, or null if their times do not distinguish them. */
    private static @Nullable List<EmailExceptionRule> newest(List<EmailExceptionRule> rules, int wanted) {
        if (rules.size() == wanted) {
            return rules;
        }
        List<EmailExceptionRule> byTime = rules.stream()
                .sorted(Comparator.comparing(CreatedRuleLookup::changed).reversed())
                .toList();
        boolean clear = changed(byTime.get(wanted - 1)).isAfter(changed(byTime.get(wanted)));
        Set<EmailExceptionRule> taken = new HashSet<>(byTime.subList(0, wanted));
        return clear ? rules.stream().filter(taken::contains).toList() : null;
    }

    private static Instant changed(EmailExceptionRule rule) {
        return rule.updateTime().flatMap(WireTimestamp::instant).orElse(Instant.MIN);
    }

    private static <T> ApiCall<T> several(List<EmailExceptionRule> rules) {
        List<String> ids = rules.stream().map(EmailExceptionRule::id).toList();
        String message = "the rule was created, and which of these equal ones it is cannot be said: " + ids;
        return Calls.failed(state -> new AppliedButUnconfirmedException(
                message,
                new AmbiguousMatchException(
                        message, AmbiguousMatchException.Reason.SEVERAL_RULES, state.callInfo(), ids),
                state.callInfo(),
                state.sent(),
                List.of()));
    }

    /**
     * Returns the new rule that has most in common with this one and equals no sent rule; null if none has anything in
     * common.
     */
    private @Nullable EmailExceptionRule closest(EmailExceptionRule rule) {
        Set<Map<String, Object>> wanted = sent.stream()
                .map(s -> EmailRuleComparator.compared(s, EmailRuleComparator.ALL))
                .collect(Collectors.toSet());
        return listed.stream()
                .filter(this::isNew)
                .filter(other -> !wanted.contains(EmailRuleComparator.compared(other, EmailRuleComparator.ALL)))
                .filter(other -> EmailRuleComparator.shared(rule, other) > 0)
                .max(Comparator.comparingLong(other -> EmailRuleComparator.shared(rule, other)))
                .orElse(null);
    }

    private ApiCall<Found> notListed() {
        for (EmailExceptionRule rule : sent) {
            boolean missing = listed.stream()
                    .filter(this::isNew)
                    .noneMatch(other -> EmailRuleComparator.equal(rule, other, EmailRuleComparator.ALL));
            EmailExceptionRule other = missing ? closest(rule) : null;
            if (other != null) {
                List<FieldDifference> differences =
                        EmailRuleComparator.differences(rule, other, EmailRuleComparator.ALL);
                return Calls.failed(state -> new AppliedButUnconfirmedException(
                        "the rule was created, and the one that appeared, " + other.id()
                                + ", differs from what was sent: " + differences,
                        null,
                        state.callInfo(),
                        state.sent(),
                        differences));
            }
        }
        List<String> appeared =
                listed.stream().filter(this::isNew).map(EmailExceptionRule::id).toList();
        return Calls.failed(state -> new AppliedButUnconfirmedException(
                "the rule was created, and the list does not show it (yet): do not send it again, look for it"
                        + (appeared.isEmpty() ? "" : "; other rules that appeared meanwhile: " + appeared),
                null,
                state.callInfo(),
                state.sent(),
                List.of()));
    }
}
