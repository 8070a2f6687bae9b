package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.email.internal.EmailPaging;
import dev.waiver.email.internal.EnsureOperation;
import dev.waiver.email.internal.PathValues;
import dev.waiver.email.internal.RuleCreation;
import dev.waiver.email.internal.RuleUpdates;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people do with exceptions. Every method describes a call; nothing is sent before it is executed. All of them
 * throw the shared errors, {@link dev.waiver.core.error.SdkException} and its subtypes, when executed; what is missing
 * or cannot be sent is refused at once, null by a {@link NullPointerException}. What the vendor documents of each
 * operation, and what is inferred, is said at {@link EmailExceptionsApi}.
 *
 * @see <a
 *     href="https://sc1.checkpoint.com/documents/Harmony_Email_and_Collaboration_API_Reference/Topics-HEC-Avanan-API-Reference-Guide/Managing-Exceptions/Exceptions-API.htm">Exceptions
 *     API</a>
 */
public final class EmailExceptions implements ExceptionOperations<EmailExceptionRule> {
    private static final String GIVE_THE_ID = "give the rule's id, as rule.id() returns it";

    private final ClientCore core;
    private final EmailList list;
    private final EmailExceptionsApi api;
    private final EmailPaging reading;

    EmailExceptions(ClientCore core, EmailList list) {
        this.core = core;
        this.list = list;
        this.api = core.builtInApi(EmailExceptionsApi.class);
        this.reading = new EmailPaging(core);
    }

    /**
     * All rules of a list. The service sends the whole list at once; it is read while it arrives, so close a
     * {@code stream()} that you may leave early. An empty list of a key that is tied to no tenant is an
     * {@link dev.waiver.core.error.AmbiguousMatchException}, since it says nothing.
     */
    @Override
    public Pager<EmailExceptionRule> list() {
        return reading.list(list);
    }

    /**
     * One rule.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException} if there is none under that id; a wrong tenant
     * scope looks the same.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or holds half a character
     */
    @Override
    public ApiCall<EmailExceptionRule> get(String id) {
        PathValues.check("id", id, GIVE_THE_ID);
        return core.call("EmailExceptions.get", () -> reading.get(list, id));
    }

    /**
     * Creates a rule and answers it with its id, which the service's answer to a create does not tell: the list is read
     * before, and afterwards at 0, 1, 2 and 4 seconds until the rule is found by what was sent. The create itself is
     * sent once.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the rule
     * and it cannot be found, cannot be told from equal ones, or is stored differently. Never send it again then.
     *
     * @param rule the rule; an id or author in it is not sent
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Override
    public ApiCall<EmailExceptionRule> create(EmailExceptionRule rule) {
        matching(rule);
        return core.call(
                "EmailExceptions.create",
                () -> creation().create(list, List.of(rule)).map(created -> created.get(0)));
    }

    /**
     * Creates rules, one request for each, with one list before and one after. Stops at the first that fails; if rules
     * were created before that, the error is an {@link dev.waiver.core.error.AppliedButUnconfirmedException} that says
     * how many.
     *
     * @param rules the rules; equal ones are created as often as they are given
     * @return the created rules in the order in which they were given
     * @throws IllegalArgumentException if a rule matches nothing
     */
    @Override
    public ApiCall<List<EmailExceptionRule>> createAll(Collection<? extends EmailExceptionRule> rules) {
        List<EmailExceptionRule> copy = List.copyOf(rules);
        copy.forEach(EmailExceptions::matching);
        return core.call(
                "EmailExceptions.createAll",
                () -> copy.isEmpty() ? ApiCall.of(copy) : creation().create(list, copy));
    }

    /**
     * Puts a rule in the place of another, reads it back and compares. Whether the service clears what is left out is
     * not known; if something that the new rule lacks is still set afterwards, or anything else differs, that is an
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException} with the differences. So is an id that is not there,
     * should the service answer success for it.
     *
     * @param id the id of the rule to replace
     * @param rule the new rule; its own id and author are not sent
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if the id cannot be one, see {@link #get}, or if a rule that was not read from
     *     the service matches nothing
     */
    @Override
    public ApiCall<EmailExceptionRule> replace(String id, EmailExceptionRule rule) {
        PathValues.check("id", id, GIVE_THE_ID);
        if (Objects.requireNonNull(rule, "rule").entityId().isEmpty()) {
            matching(rule);
        }
        return core.call("EmailExceptions.replace", () -> changes().replace(list, id, rule));
    }

    /**
     * Reads a rule, changes it and writes it back: every value that is set, those unknown to us included, without nulls
     * and without what the service owns. Then it is read again and compared; a difference, such as a field that was to
     * be cleared and that the service kept, is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}. Without
     * a change nothing is written. Within this JVM, edits of the same rule wait for each other.
     *
     * @param id the rule's id
     * @param change makes the new rule from the one that was read, such as {@code rule -> rule.withComment("...")}
     * @return the rule as it is stored now
     * @throws IllegalArgumentException if the id cannot be one, see {@link #get}
     */
    @Override
    public ApiCall<EmailExceptionRule> edit(String id, UnaryOperator<EmailExceptionRule> change) {
        PathValues.check("id", id, GIVE_THE_ID);
        Objects.requireNonNull(change, "change");
        return core.call("EmailExceptions.edit", () -> changes().edit(list, id, change));
    }

    /**
     * Removes a rule. It may be repeated after a lost answer, and a repetition that finds nothing is a success. What
     * the service answers for an id that was never there is not documented; success was assumed by clients.
     *
     * @param id the rule's id
     * @throws IllegalArgumentException if the id cannot be one, see {@link #get}
     */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        PathValues.check("id", id, GIVE_THE_ID);
        return core.call("EmailExceptions.remove", () -> api.delete(list, id));
    }

    /**
     * As {@link #ensure(EmailExceptionRule, OnDifference)}; a rule that matches the same and does something else is a
     * {@link dev.waiver.core.error.ExistingRuleDiffersException}.
     *
     * @param rule the rule to have
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Override
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(EmailExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Sees to it that a rule is there once, however often it is called. Rules are the same if they match the same:
     * texts are trimmed; addresses, domains and MD5 sums have no case; link domains are a set; {@code ends_with} is
     * {@code endswith}, while {@code match}, {@code matching} and {@code exact} stay apart; a mode without its field is
     * ignored. They differ in {@code actionNeeded}, {@code quarantineAll}, {@code matchOnlyFuture} and
     * {@code ignoringSpfCheck}. The comment never counts.
     *
     * <p>Within this JVM calls for the same rule, list and tenant scope wait for each other. Against writers elsewhere
     * there is no protection: equal rules that turn up are all in {@link EnsureResult#matches()}, and none is removed.
     * A rule that has ended ({@code expiration_time}, inferred) is {@link EnsureResult.Outcome#PRESENT_INACTIVE}.
     *
     * <p>Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the list holds rules that cannot be
     * compared.
     *
     * @param rule the rule to have
     * @param onDifference what to do about a rule that matches the same and does something else
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Override
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(EmailExceptionRule rule, OnDifference onDifference) {
        matching(rule);
        Objects.requireNonNull(onDifference, "onDifference");
        return core.call("EmailExceptions.ensure", () -> new EnsureOperation(reading, creation(), changes())
                .ensure(list, rule, onDifference));
    }

    // Made when they are needed: a program that only lists does not load them.

    private RuleCreation creation() {
        return new RuleCreation(reading);
    }

    private RuleUpdates changes() {
        return new RuleUpdates(reading);
    }

    private static void matching(EmailExceptionRule rule) {
        if (Objects.requireNonNull(rule, "rule").matchesNothing()) {
            throw new IllegalArgumentException("rule: matches nothing; set at least one of senderDomain, senderEmail,"
                    + " senderName, senderIp, senderClientIp, recipient, subject, attachmentMd5, linkDomains");
        }
    }
}
