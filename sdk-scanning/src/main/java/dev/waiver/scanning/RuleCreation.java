package dev.waiver.scanning;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.CallState;
import dev.waiver.scanning.internal.ScanningRequestBodies;
import dev.waiver.scanning.internal.ScanningRuleComparator;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The creation of rules whose ids the service does not return: one listing before the requests and one after, repeated
 * while the list lags.
 */
final class RuleCreation {
    /** The waits before the lookups, which are at 0, 1, 2 and 4 s. */
    static final List<Duration> LOOKS =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final ScanningExceptions exceptions;
    private final ScanningExceptionsApi api;

    RuleCreation(ScanningExceptions exceptions, ScanningExceptionsApi api) {
        this.exceptions = exceptions;
        this.api = api;
    }

    ApiCall<List<ScanningExceptionRule>> create(List<ScanningExceptionRule> rules) {
        return exceptions
                .all()
                .map(before -> new ScanningRuleComparator.Search(
                        rules,
                        before.stream()
                                .flatMap(rule -> rule.entityId().stream())
                                .toList()))
                .flatMap(search -> post(rules).flatMap(done -> lookUp(rules, search)));
    }

    private ApiCall<List<Boolean>> post(List<ScanningExceptionRule> rules) {
        return Calls.sequence(rules.stream()
                .<Supplier<ApiCall<Boolean>>>map(rule ->
                        () -> api.create(ScanningRequestBodies.body(rule)).map(nothing -> true))
                .toList());
    }

    private ApiCall<List<ScanningExceptionRule>> lookUp(
            List<ScanningExceptionRule> rules, ScanningRuleComparator.Search search) {
        return Calls.poll(
                        LOOKS,
                        () -> exceptions.all().map(search::in),
                        () -> Calls.<List<ScanningExceptionRule>>failed(state -> notFound(rules, search, state)))
                .flatMap(created -> confirmed(rules, created));
    }

    /** Fails if a stored rule has another effect than the one that was sent. */
    private static ApiCall<List<ScanningExceptionRule>> confirmed(
            List<ScanningExceptionRule> sent, List<ScanningExceptionRule> created) {
        for (int i = 0; i < sent.size(); i++) {
            ScanningExceptionRule wanted = sent.get(i);
            ScanningExceptionRule stored = created.get(i);
            if (wanted.newSeverity().isPresent()
                    && ScanningRuleComparator.doesTheSame(wanted, stored)
                            == ScanningRuleComparator.Equality.DIFFERENT) {
                return Calls.failed(
                        state -> ScanningExceptions.differing(wanted, stored, state.callInfo(), state.sent()));
            }
        }
        return ApiCall.of(created);
    }

    private static AppliedButUnconfirmedException notFound(
            List<ScanningExceptionRule> rules, ScanningRuleComparator.Search search, CallState state) {
        List<ScanningExceptionRule> several = search.ambiguous();
        if (!several.isEmpty()) {
            return unconfirmed(
                    "the service acknowledged it, and there are " + several.size()
                            + " new exceptions like it, so somebody else created one too: ids " + ids(several),
                    state);
        }
        for (ScanningExceptionRule rule : rules) {
            Optional<ScanningExceptionRule> similar = search.similar(rule).stream()
                    .filter(candidate ->
                            !ScanningRequestBodies.differences(rule, candidate).isEmpty())
                    .findFirst();
            if (similar.isPresent()) {
                return ScanningExceptions.differing(rule, similar.get(), state.callInfo(), state.sent());
            }
        }
        return unconfirmed(
                "the service acknowledged it, and the list does not show it: do not send it again, look for it later",
                state);
    }

    private static AppliedButUnconfirmedException unconfirmed(String message, CallState state) {
        @Nullable Throwable none = null;
        return new AppliedButUnconfirmedException(message, none, state.callInfo(), state.sent(), List.of());
    }

    private static List<String> ids(List<ScanningExceptionRule> rules) {
        return rules.stream().flatMap(rule -> rule.entityId().stream()).toList();
    }
}
