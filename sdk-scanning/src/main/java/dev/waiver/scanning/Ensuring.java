package dev.waiver.scanning;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Ensured;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.DiffersException;
import dev.waiver.core.error.UndecidedException;
import dev.waiver.core.json.FieldDifference;
import dev.waiver.core.spi.Calls;
import dev.waiver.scanning.internal.Matching;
import dev.waiver.scanning.internal.Matching.Equality;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Running it twice, having it once. */
final class Ensuring {

    /** What the rules at the service are to the wanted one. */
    private record Found(
            List<ScanningExceptionRule> equal,
            List<ScanningExceptionRule> undecided,
            List<ScanningExceptionRule> doSomethingElse,
            List<ScanningExceptionRule> effectNotTold) {}

    private final ScanningExceptions exceptions;
    private final String baseUrl;

    Ensuring(ScanningExceptions exceptions, String baseUrl) {
        this.exceptions = exceptions;
        this.baseUrl = baseUrl;
    }

    ApiCall<Ensured<ScanningExceptionRule>> ensure(ScanningExceptionRule wanted, OnDifference onDifference) {
        List<Object> key = List.of("scanning", baseUrl, Matching.key(wanted));
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
            Equality equality = Matching.matchesTheSame(wanted, rule);
            if (equality == Equality.UNDECIDED) {
                found.undecided.add(rule);
            } else if (equality == Equality.EQUAL) {
                found.equal.add(rule);
                Equality effect = Matching.doesTheSame(wanted, rule);
                if (effect == Equality.DIFFERENT) {
                    found.doSomethingElse.add(rule);
                } else if (effect == Equality.UNDECIDED) {
                    found.effectNotTold.add(rule);
                }
            }
        }
        return found;
    }

    private ApiCall<Ensured<ScanningExceptionRule>> decide(
            ScanningExceptionRule wanted, OnDifference onDifference, Found found) {
        if (found.equal.isEmpty()) {
            return found.undecided.isEmpty()
                    ? create(wanted)
                    : undecided(
                            "the answers do not tell whether these exceptions are for " + wanted.scope()
                                    + " (a task is not its scan): look at them, then create or leave it",
                            found.undecided);
        }
        if (!found.doSomethingElse.isEmpty()) {
            return differs(wanted, onDifference, found);
        }
        if (!found.effectNotTold.isEmpty()) {
            return undecided(
                    "the answers do not tell the new severity of these exceptions, so whether they do what is wanted is"
                            + " unknown",
                    found.effectNotTold);
        }
        ScanningExceptionRule value = found.equal.stream()
                .filter(rule -> rule.inForce().orElse(true))
                .findFirst()
                .orElse(found.equal.get(0));
        Ensured.Outcome outcome =
                value.inForce().orElse(true) ? Ensured.Outcome.PRESENT : Ensured.Outcome.PRESENT_NOT_IN_FORCE;
        return ApiCall.of(new Ensured<>(outcome, value, List.of(), found.equal));
    }

    /** After creating the list is read again, so that an equal rule of another process's is reported. */
    private ApiCall<Ensured<ScanningExceptionRule>> create(ScanningExceptionRule wanted) {
        return exceptions.create(wanted).flatMap(created -> exceptions.all().map(rules -> {
            List<ScanningExceptionRule> all = new ArrayList<>(rules.stream()
                    .filter(rule -> Matching.matchesTheSame(wanted, rule) == Equality.EQUAL)
                    .toList());
            if (all.stream().noneMatch(rule -> rule.id().equals(created.id()))) {
                all.add(created);
            }
            return new Ensured<>(Ensured.Outcome.CREATED, created, List.of(), all);
        }));
    }

    private ApiCall<Ensured<ScanningExceptionRule>> differs(
            ScanningExceptionRule wanted, OnDifference onDifference, Found found) {
        ScanningExceptionRule first = found.doSomethingElse.get(0);
        List<FieldDifference> differences = Matching.effects(wanted, first);
        return switch (onDifference) {
            case FAIL ->
                Calls.failing(state -> new DiffersException(
                        "an exception for the same is there and does something else: " + differences
                                + "; replace or keep it with OnDifference",
                        state.facts(),
                        ids(found.doSomethingElse),
                        differences));
            case KEEP -> ApiCall.of(new Ensured<>(Ensured.Outcome.DIFFERS, first, differences, found.equal));
            case REPLACE ->
                replace(wanted, found)
                        .map(replaced -> new Ensured<>(
                                Ensured.Outcome.DIFFERS, replaced.get(0), differences, after(found.equal, replaced)));
        };
    }

    private ApiCall<List<ScanningExceptionRule>> replace(ScanningExceptionRule wanted, Found found) {
        return Calls.inOrder(ids(found.doSomethingElse).stream()
                .<Supplier<ApiCall<ScanningExceptionRule>>>map(id -> () -> exceptions.put(id, wanted))
                .toList());
    }

    /** The equal rules as they stand now. */
    private static List<ScanningExceptionRule> after(
            List<ScanningExceptionRule> equal, List<ScanningExceptionRule> replaced) {
        return equal.stream()
                .map(rule -> replaced.stream()
                        .filter(changed -> changed.id().equals(rule.id()))
                        .findFirst()
                        .orElse(rule))
                .toList();
    }

    private static ApiCall<Ensured<ScanningExceptionRule>> undecided(
            String message, List<ScanningExceptionRule> rules) {
        return Calls.failing(state -> new UndecidedException(message, state.facts(), ids(rules)));
    }

    private static List<String> ids(List<ScanningExceptionRule> rules) {
        return rules.stream().flatMap(rule -> rule.id().stream()).toList();
    }
}
