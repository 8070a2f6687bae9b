package dev.waiver.email.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The {@code edit} and {@code replace} operations. Everything that is set is sent, since the service may keep or clear
 * what is left out; then the rule is read back.
 */
public final class RuleUpdates {
    private final EmailPaging reading;

    /**
     * Creates the operations.
     *
     * @param reading reads rules
     */
    public RuleUpdates(EmailPaging reading) {
        this.reading = reading;
    }

    /** Reads a rule, changes it and writes it back. Nothing is written if nothing changes. */
    public ApiCall<EmailExceptionRule> edit(EmailList list, String id, UnaryOperator<EmailExceptionRule> change) {
        return reading.serialized(list, id, () -> reading.get(list, id).flatMap(before -> {
            EmailExceptionRule after = Objects.requireNonNull(change.apply(before), "the changed rule");
            return after.equals(before)
                    ? ApiCall.of(before)
                    : write(list, id, after, changed(before.additionalProperties(), after.additionalProperties()));
        }));
    }

    private static Set<String> changed(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
        return names;
    }

    /** Replaces a rule. */
    public ApiCall<EmailExceptionRule> replace(EmailList list, String id, EmailExceptionRule rule) {
        return reading.serialized(list, id, () -> write(list, id, rule, Set.of()));
    }

    private ApiCall<EmailExceptionRule> write(
            EmailList list, String id, EmailExceptionRule rule, Set<String> unknownToo) {
        return reading.api
                .update(list, id, EmailRequestBodies.of(rule))
                .flatMap(nothing -> Calls.defer(() -> new Confirmation(list, id, rule, unknownToo).run()));
    }

    /**
     * The read-back of a rule, repeated until it is what was sent, since a response right after a write may be stale.
     */
    private final class Confirmation {
        private final EmailList list;
        private final String id;
        private final EmailExceptionRule sent;
        private final Set<String> unknownToo;
        private @Nullable EmailExceptionRule last;

        Confirmation(EmailList list, String id, EmailExceptionRule sent, Set<String> unknownToo) {
            this.list = list;
            this.id = id;
            this.sent = sent;
            this.unknownToo = unknownToo;
        }

        ApiCall<EmailExceptionRule> run() {
            return Calls.poll(
                    CreatedRuleLookup.LOOKS,
                    () -> reading.find(list, id).map(found -> {
                        last = found.orElse(null);
                        return found.filter(stored -> differences(stored).isEmpty());
                    }),
                    this::unconfirmed);
        }

        private List<FieldDifference> differences(EmailExceptionRule stored) {
            List<FieldDifference> all =
                    new ArrayList<>(EmailRuleComparator.differences(sent, stored, EmailRuleComparator.ALL));
            for (String name : unknownToo) {
                JsonNode expected = set(sent.additionalProperties().get(name));
                JsonNode actual = set(stored.additionalProperties().get(name));
                if (!Objects.equals(expected, actual)) {
                    all.add(new FieldDifference(
                            name,
                            expected == null ? null : expected.toString(),
                            actual == null ? null : actual.toString()));
                }
            }
            return all;
        }

        private static @Nullable JsonNode set(@Nullable JsonNode json) {
            return json == null || json.isNull() ? null : json;
        }

        private ApiCall<EmailExceptionRule> unconfirmed() {
            EmailExceptionRule stored = last;
            if (stored == null) {
                return Calls.failed(state -> new AppliedButUnconfirmedException(
                        "the service acknowledged the change of " + id + ", and there is no such rule",
                        reading.notFound(list, id, state),
                        state.callInfo(),
                        state.sent(),
                        List.of()));
            }
            List<FieldDifference> differences = differences(stored);
            boolean kept = differences.stream().anyMatch(difference -> Optional.ofNullable(difference.expected())
                    .isEmpty());
            return Calls.failed(state -> new AppliedButUnconfirmedException(
                    "the service acknowledged the change of " + id + ", and what it stores differs from what was sent: "
                            + differences
                            + (kept ? ". A field to clear is still set: the service keeps what is left out" : ""),
                    null,
                    state.callInfo(),
                    state.sent(),
                    differences));
        }
    }
}
