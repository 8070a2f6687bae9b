package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@code create} operations: one list before, one POST for each rule, then lists until the rules are found. */
public final class RuleCreation {
    private final EmailPaging reading;

    /**
     * Creates the operations.
     *
     * @param reading reads lists
     */
    public RuleCreation(EmailPaging reading) {
        this.reading = reading;
    }

    /** Creates rules and returns them in the given order. */
    public ApiCall<List<EmailExceptionRule>> create(EmailList list, List<EmailExceptionRule> rules) {
        return reading.checked(list)
                .flatMap(before -> create(list, rules, before))
                .map(CreatedRuleLookup.Found::created);
    }

    /** Creates rules, given the list as it was before. */
    ApiCall<CreatedRuleLookup.Found> create(
            EmailList list, List<EmailExceptionRule> rules, List<EmailExceptionRule> before) {
        List<Supplier<ApiCall<Integer>>> posts = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            int number = i;
            posts.add(() -> post(list, rules, number));
        }
        return Calls.sequence(posts)
                .flatMap(done -> Calls.defer(() -> new CreatedRuleLookup(rules, before).run(() -> reading.all(list))));
    }

    private ApiCall<Integer> post(EmailList list, List<EmailExceptionRule> rules, int number) {
        ApiCall<@Nullable Void> post = reading.api.create(list, EmailRequestBodies.of(rules.get(number)));
        ApiCall<Integer> counted = post.map(nothing -> number);
        if (number == 0) {
            return counted;
        }
        return Calls.onErrorResume(
                counted,
                e -> Calls.failed(state -> new AppliedButUnconfirmedException(
                        number + " of " + rules.size() + " rules were created, then number " + (number + 1)
                                + (e.mayHaveBeenApplied() ? " may have been created: " : " was not: ")
                                + e.getMessage(),
                        e,
                        state.callInfo(),
                        state.sent(),
                        List.of())));
    }
}
