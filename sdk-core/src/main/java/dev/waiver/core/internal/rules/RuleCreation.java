package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Keep;
import dev.waiver.core.spi.RuleAdapter.Posted;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One creation of one or more rules: a request for each, then lookups of those whose ids the responses do not have. A
 * rule whose response was lost is looked for before the next one is sent.
 */
final class RuleCreation<R extends ExceptionRule> {
    /** The closest match is searched for so many missing rules only: it compares each with every new one. */
    private static final int CLOSEST = 20;

    /** The outcome of a request: an acknowledgement, or the error after which only lookups can tell. */
    private record Outcome<R>(
            @Nullable Posted<R> posted, @Nullable SdkException lost) {}

    private final RuleAdapter<R> adapter;
    private final RuleComparator<R> comparator;
    private final SdkClock clock;
    private final List<SentRule<R>> sent;
    private final Set<Object> keys = new HashSet<>();
    private final @Nullable Set<String> before;
    private @Nullable Assignment<R> assignment;
    private List<Stored<R>> listed = List.of();
    private boolean existed;

    /**
     * Creates a creation. It is executed once.
     *
     * @param rules the rules
     * @param before the ids of the rules that are listed before; null if they are not known
     */
    RuleCreation(RuleAdapter<R> adapter, SdkClock clock, List<R> rules, @Nullable Set<String> before) {
        this.adapter = adapter;
        this.comparator = adapter.comparator();
        this.clock = clock;
        this.sent = rules.stream().map(SentRule::new).toList();
        this.before = before;
        rules.forEach(rule -> keys.add(Objects.requireNonNull(comparator.matchKey(rule))));
    }

    /** Returns the rules of the last lookup with the match keys of the created ones; empty if there was no lookup. */
    List<Stored<R>> listed() {
        return listed;
    }

    /** Returns whether an equal rule was there, so that nothing was created. */
    boolean existed() {
        return existed;
    }

    /** Creates the rules and returns them in the given order. */
    ApiCall<List<R>> run() {
        List<Supplier<ApiCall<Boolean>>> turns = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            int index = i;
            turns.add(() -> send(index));
        }
        return Calls.sequence(turns)
                .flatMap(done -> isComplete() ? ApiCall.of(true) : part(lookUp()))
                .flatMap(complete -> complete ? confirmed() : missing());
    }

    /** Rules of one call are parts of it, with acknowledgements and request ids of their own. */
    private <T> ApiCall<T> part(ApiCall<T> call) {
        return sent.size() == 1 ? call : Calls.part(call);
    }

    private ApiCall<Boolean> send(int index) {
        R rule = sent.get(index).rule();
        ApiCall<Outcome<R>> request = Calls.onErrorResume(
                adapter.create(rule).map(posted -> new Outcome<>(posted, null)),
                e -> Failures.isLost(e) ? ApiCall.of(new Outcome<>(null, e)) : null);
        ApiCall<Outcome<R>> taken = part(request.flatMap(outcome -> outcome.posted == null
                ? ApiCall.of(outcome)
                : take(index, outcome.posted).map(x -> outcome)));
        return Calls.onErrorResume(taken, e -> index == 0 ? null : stopped(index, e))
                .flatMap(outcome -> outcome.lost == null ? ApiCall.of(true) : settle(index, outcome.lost));
    }

    /** Takes what the response says of the new rule. */
    private ApiCall<Boolean> take(int index, Posted<R> posted) {
        SentRule<R> rule = sent.get(index);
        R stored = posted.stored();
        if (stored != null
                && (posted.existed()
                        || (stored.hasId()
                                && comparator.differences(rule.rule(), stored).isEmpty()))) {
            existed |= posted.existed();
            rule.found(stored);
            return ApiCall.of(true);
        }
        String id = posted.id();
        if (id == null) {
            rule.acknowledged();
            return ApiCall.of(true);
        }
        return LookupSchedule.<R>until(
                        clock,
                        last -> Reads.find(adapter, id),
                        () -> Failures.unconfirmed(
                                "the service acknowledged the new rule with the id " + id
                                        + ", and does not show it (yet): do not send it again, look for it",
                                List.of()))
                .map(found -> {
                    rule.found(found);
                    return true;
                });
    }

    // ------------------------------------------------------------------ lookups

    /** Looks until all rules are found. The value is false if some were not found in the last lookup. */
    private ApiCall<Boolean> lookUp() {
        return LookupSchedule.until(
                clock,
                last -> adapter.look(sent.stream().map(SentRule::rule).toList(), this::isNeeded, last)
                        .flatMap(listing -> {
                            listed = listing.rules();
                            return assign(false);
                        })
                        .map(complete -> complete ? Optional.of(true) : Optional.empty()),
                () -> assign(true));
    }

    private boolean isNeeded(@Nullable String id, Supplier<@Nullable Object> matchKey) {
        if (before != null && id != null && !before.contains(id)) {
            return true;
        }
        Object key = matchKey.get();
        return key != null && keys.contains(key);
    }

    private ApiCall<Boolean> assign(boolean last) {
        Assignment<R> now = new Assignment<>(
                comparator, sent, before, listed.stream().map(Stored::rule).toList());
        now.assign(last);
        assignment = now;
        List<String> several = now.ambiguous().stream().map(ExceptionRule::id).toList();
        if (several.isEmpty()) {
            return ApiCall.of(isComplete());
        }
        String message = "the service acknowledged the rule, and which of several equal ones it is cannot be told: "
                + several + "; somebody else may have created one, too";
        return Failures.unconfirmed(
                message,
                state -> new AmbiguousMatchException(
                        message, AmbiguousMatchException.Reason.SEVERAL_RULES, state.callInfo(), several),
                List.of());
    }

    private boolean isComplete() {
        return sent.stream().noneMatch(SentRule::isOpen);
    }

    // ------------------------------------------------------------------ lost responses

    private ApiCall<Boolean> settle(int index, SdkException lost) {
        sent.get(index).lost();
        ApiCall<Boolean> lookups = Calls.onErrorResume(
                part(lookUp()),
                e -> e instanceof InterruptedCallException ? null : stopped(index, Failures.unsettled(lost, cause(e))));
        return lookups.flatMap(complete -> sent.get(index).found().isEmpty()
                ? stopped(index, Failures.unsettled(lost, null))
                : Calls.defer(state -> {
                    state.markApplied();
                    return ApiCall.of(true);
                }));
    }

    private static SdkException cause(SdkException e) {
        return e instanceof AppliedButUnconfirmedException && e.getCause() instanceof SdkException cause ? cause : e;
    }

    /** Fails with an error that says how many rules were created before it. */
    private <T> ApiCall<T> stopped(int index, SdkException e) {
        return Calls.failed(state -> index == 0 || !state.acknowledged()
                ? e
                : new AppliedButUnconfirmedException(
                        index + " of " + sent.size() + " rules were created, then number " + (index + 1)
                                + (e.mayHaveBeenApplied() ? " may have been created: " : " was not: ")
                                + e.getMessage(),
                        e,
                        state.callInfo(),
                        state.sent(),
                        List.of()));
    }

    // ------------------------------------------------------------------ results

    private ApiCall<List<R>> confirmed() {
        List<R> created = new ArrayList<>(sent.size());
        for (SentRule<R> rule : sent) {
            R stored = rule.found().orElseThrow();
            List<FieldDifference> differences = comparator.differences(rule.rule(), stored);
            if (!differences.isEmpty()) {
                return different(rule.rule(), stored, differences);
            }
            created.add(stored);
        }
        return ApiCall.of(created);
    }

    private <T> ApiCall<T> different(R rule, R stored, List<FieldDifference> differences) {
        return Failures.unconfirmed(
                Failures.storedDifferently(comparator, stored.id(), rule, stored, differences), differences);
    }

    private <T> ApiCall<T> missing() {
        Assignment<R> last = Objects.requireNonNull(assignment);
        List<R> missing =
                sent.stream().filter(SentRule::isOpen).map(SentRule::rule).toList();
        for (R rule : missing.subList(0, Math.min(missing.size(), CLOSEST))) {
            Optional<R> closest = last.closest(rule);
            if (closest.isPresent()) {
                return different(rule, closest.get(), comparator.differences(rule, closest.get()));
            }
        }
        List<String> fresh = last.freshIds();
        return Failures.unconfirmed(
                "the service acknowledged the rule, and the list does not show it (yet)"
                        + (missing.size() > 1 ? ", nor " + (missing.size() - 1) + " others" : "")
                        + ": do not send it again, look for it"
                        + (fresh.isEmpty() ? "" : "; new rules that differ: " + fresh),
                List.of());
    }

    /** Returns which rules of a list a creation of rules needs to know before: none, only the ids. */
    static Keep idsOnly() {
        return (id, key) -> false;
    }
}
