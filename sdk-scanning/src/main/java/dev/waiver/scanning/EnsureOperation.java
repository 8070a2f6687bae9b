package dev.waiver.scanning;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.scanning.internal.ScanningRuleComparator;
import dev.waiver.scanning.internal.ScanningRuleComparator.Equality;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The {@code ensure} operation: creates a rule unless an equivalent one exists. */
final class EnsureOperation {

    /** The service's rules, by how they compare with the wanted one. */
    private record Found(
            List<ScanningExceptionRule> equal,
            List<ScanningExceptionRule> undecidable,
            List<ScanningExceptionRule> doSomethingElse,
            List<ScanningExceptionRule> effectUnknown) {}

    private final ScanningExceptions exceptions;
    private final String baseUrl;

    EnsureOperation(ScanningExceptions exceptions, String baseUrl) {
        this.exceptions = exceptions;
        this.baseUrl = baseUrl;
    }

    ApiCall<EnsureResult<ScanningExceptionRule>> ensure(ScanningExceptionRule wanted, OnDifference onDifference) {
        List<Object> key = List.of("scanning", baseUrl, ScanningRuleComparator.key(wanted));
        return Calls.serialized(
                key,
                exceptions
                        .all()
                        .map(rules -> sorted(wanted, rules))
                        .flatMap(found -> decide(wanted, onDifference, found)));
    }

    private static Found sorted(ScanningExceptionRule wanted, List<ScanningExceptionRule> rules) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (ScanningExceptionRule rule : rules) {
            Equality equality = ScanningRuleComparator.matchesTheSame(wanted, rule);
            if (equality == Equality.UNDECIDED) {
                found.undecidable.add(rule);
            } else if (equality == Equality.EQUAL) {
                found.equal.add(rule);
                Equality effect = ScanningRuleComparator.doesTheSame(wanted, rule);
                if (effect == Equality.DIFFERENT) {
                    found.doSomethingElse.add(rule);
                } else if (effect == Equality.UNDECIDED) {
                    found.effectUnknown.add(rule);
                }
            }
        }
        return found;
    }

    private ApiCall<EnsureResult<ScanningExceptionRule>> decide(
            ScanningExceptionRule wanted, OnDifference onDifference, Found found) {
        if (found.equal.isEmpty()) {
            return found.undecidable.isEmpty()
                    ? create(wanted)
                    : undecided(
                            "the responses do not show whether these exceptions are for " + wanted.scope()
                                    + " (a task is not its scan): look at them, then create or leave it",
                            found.undecidable);
        }
        if (!found.doSomethingElse.isEmpty()) {
            return differs(wanted, onDifference, found);
        }
        if (!found.effectUnknown.isEmpty()) {
            return undecided(
                    "the responses do not show the new severity of these exceptions, so whether they have the wanted"
                            + " effect is unknown",
                    found.effectUnknown);
        }
        ScanningExceptionRule value = found.equal.stream()
                .filter(rule -> rule.inForce().orElse(true))
                .findFirst()
                .orElse(found.equal.get(0));
        EnsureResult.Outcome outcome =
                value.inForce().orElse(true) ? EnsureResult.Outcome.PRESENT : EnsureResult.Outcome.PRESENT_INACTIVE;
        return ApiCall.of(new EnsureResult<>(outcome, value, List.of(), found.equal, List.of()));
    }

    /** Creates the rule and reads the list again, so that an equal rule of another process is reported. */
    private ApiCall<EnsureResult<ScanningExceptionRule>> create(ScanningExceptionRule wanted) {
        return exceptions.create(wanted).flatMap(created -> exceptions.all().map(rules -> {
            List<ScanningExceptionRule> all = new ArrayList<>(rules.stream()
                    .filter(rule -> ScanningRuleComparator.matchesTheSame(wanted, rule) == Equality.EQUAL)
                    .toList());
            if (all.stream().noneMatch(rule -> rule.entityId().equals(created.entityId()))) {
                all.add(created);
            }
            return new EnsureResult<>(EnsureResult.Outcome.CREATED, created, List.of(), all, List.of());
        }));
    }

    private ApiCall<EnsureResult<ScanningExceptionRule>> differs(
            ScanningExceptionRule wanted, OnDifference onDifference, Found found) {
        ScanningExceptionRule first = found.doSomethingElse.get(0);
        List<FieldDifference> differences = ScanningRuleComparator.effects(wanted, first);
        return switch (onDifference) {
            case FAIL ->
                Calls.failed(state -> new ExistingRuleDiffersException(
                        "an exception that matches the same findings has another effect: " + differences
                                + "; replace or keep it with OnDifference",
                        state.callInfo(),
                        ids(found.doSomethingElse),
                        differences));
            case KEEP ->
                ApiCall.of(new EnsureResult<>(
                        EnsureResult.Outcome.KEPT, first, differences, found.equal, found.doSomethingElse));
            case REPLACE ->
                replace(wanted, found)
                        .map(replaced -> new EnsureResult<>(
                                EnsureResult.Outcome.REPLACED,
                                replaced.get(0),
                                differences,
                                after(found.equal, replaced),
                                List.of()));
        };
    }

    private ApiCall<List<ScanningExceptionRule>> replace(ScanningExceptionRule wanted, Found found) {
        return Calls.sequence(ids(found.doSomethingElse).stream()
                .<Supplier<ApiCall<ScanningExceptionRule>>>map(id -> () -> exceptions.put(id, wanted))
                .toList());
    }

    /** Returns the equal rules as they are stored now. */
    private static List<ScanningExceptionRule> after(
            List<ScanningExceptionRule> equal, List<ScanningExceptionRule> replaced) {
        return equal.stream()
                .map(rule -> replaced.stream()
                        .filter(changed -> changed.entityId().equals(rule.entityId()))
                        .findFirst()
                        .orElse(rule))
                .toList();
    }

    private static ApiCall<EnsureResult<ScanningExceptionRule>> undecided(
            String message, List<ScanningExceptionRule> rules) {
        return Calls.failed(state -> new AmbiguousMatchException(
                message, AmbiguousMatchException.Reason.UNDECIDABLE, state.callInfo(), ids(rules)));
    }

    private static List<String> ids(List<ScanningExceptionRule> rules) {
        return rules.stream().flatMap(rule -> rule.entityId().stream()).toList();
    }
}
