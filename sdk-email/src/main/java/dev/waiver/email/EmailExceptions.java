/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.Inferred;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.rules.RuleOperations;
import dev.waiver.email.internal.EmailPaging;
import dev.waiver.email.internal.EmailRuleAdapter;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the rules of a list. Every method returns a lazy call: nothing is sent until it is executed. Calls fail
 * with {@link dev.waiver.core.error.SdkException} and its subtypes. Missing or invalid arguments are refused at once,
 * null with a {@link NullPointerException}. For what the vendor documents of each operation, and what is inferred, see
 * {@link EmailExceptionsApi}.
 *
 * @see <a href="doc-files/vendor-pages.html#exceptions">Exceptions API</a>
 */
public final class EmailExceptions implements ExceptionOperations<EmailExceptionRule> {
    private final ClientCore core;
    private final EmailExceptionsApi api;
    private final EmailList list;

    EmailExceptions(ClientCore core, EmailExceptionsApi api, EmailList list) {
        this.core = core;
        this.api = api;
        this.list = list;
    }

    /**
     * Returns all rules of the list. Inferred: the service returns the whole list in one response. An iteration reads
     * it to its end before its first rule, up to 256 MiB; {@code stream()}, {@code forEach} and {@code toList} read it
     * while it arrives, up to 4 GiB. If the list is empty because the key is tied to no tenant, reading fails with
     * {@link dev.waiver.core.error.IncompleteListException}.
     */
    @Inferred("The service returns the whole list in one response.")
    @Override
    public Pager<EmailExceptionRule> list() {
        return new EmailPaging(core, api, list).pager();
    }

    /**
     * Reads a rule. Inferred: the operation, as several clients use it, since the vendor's page about it was not
     * available.
     *
     * <p>Fails with {@link dev.waiver.core.error.NotFoundException} if the list has no rule with that id. A wrong
     * tenant scope has the same effect.
     *
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @Inferred("The operation is as several clients use it, since the vendor's page about it was not available; for an "
            + "unknown id, it returns success and an empty list.")
    @Override
    public ApiCall<EmailExceptionRule> get(String id) {
        return operations().get(id);
    }

    /**
     * Creates a rule and returns it with its id. The response to a create has no id, so the list is read before, and
     * again after 0, 1, 2 and 4 seconds until it shows what was sent. The create itself is retried only if the service
     * certainly didn't process it.
     *
     * <p>Fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException} if the service acknowledged the rule,
     * but it is not listed, cannot be distinguished from equal ones, is stored differently, or cannot be looked up.
     * Don't send it again then.
     *
     * @param rule the rule; an id or author in it is not sent
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Override
    public ApiCall<EmailExceptionRule> create(EmailExceptionRule rule) {
        return operations().create(rule);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The responses have no ids, so the list is read once before and once after, and again after 1, 2 and 4 seconds
     * while rules are missing.
     *
     * @throws IllegalArgumentException if a rule matches nothing, or there are more than a million
     */
    @Override
    public ApiCall<BulkResult<EmailExceptionRule>> createAll(
            Collection<? extends EmailExceptionRule> rules, BulkListener<? super EmailExceptionRule> listener) {
        return operations().createAll(rules, listener);
    }

    /**
     * Replaces a rule and reads it back after 0, 1, 2 and 4 seconds until it shows what was sent. Within this JVM, it
     * is serialized with edits of the same rule. Inferred: the service may keep or clear fields that are left out. If a
     * field that the new rule lacks is still set afterwards, or anything else differs, the call fails with
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException} that lists the differences. The same error reports
     * an unknown id, if the service acknowledges the change.
     *
     * @param rule the new rule; its own id and author are not sent
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}, or if a rule that was not read from the
     *     service matches nothing
     */
    @Inferred("The Infinity gateway takes updates as documented for the legacy deployment, and may keep or "
            + "clear fields that are left out.")
    @Override
    public ApiCall<EmailExceptionRule> replace(String id, EmailExceptionRule rule) {
        return operations().replace(id, rule);
    }

    /**
     * Reads a rule, changes it and writes it back. Sends every value that is set, including unknown ones, but no nulls
     * and nothing that the service maintains. Then reads the rule back as {@link #replace} does: a difference, such as
     * a field to be cleared that the service kept, is an {@link dev.waiver.core.error.AppliedButUnconfirmedException}.
     * Nothing is written if nothing changes. Edits and replacements of the same rule are serialized, see
     * {@link #ensure}. Inferred: the service may keep or clear fields that are left out.
     *
     * @param change returns the new rule for the one that was read, such as {@code rule -> rule.withComment("...")}
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     */
    @Inferred("The Infinity gateway takes updates as documented for the legacy deployment, and may keep or "
            + "clear fields that are left out.")
    @Override
    public ApiCall<EmailExceptionRule> edit(String id, UnaryOperator<EmailExceptionRule> change) {
        return operations().edit(id, change);
    }

    /**
     * Removes a rule. The request may be retried after a lost response; a retry that finds no rule is a success. The
     * response for an id that never existed is not documented. Inferred: it is a success, as clients assume.
     *
     * @throws IllegalArgumentException if the id is invalid, see {@link #get}
     */
    @Inferred("The service reports success for an unknown id.")
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return operations().remove(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: the service reports success for an unknown id, so one that does not exist is
     * {@link BulkResult.Outcome#REMOVED}, too.
     */
    @Inferred("The service reports success for an unknown id.")
    @Override
    public ApiCall<BulkResult<EmailExceptionRule>> removeAll(
            Collection<String> ids, BulkListener<? super EmailExceptionRule> listener) {
        return operations().removeAll(ids, listener);
    }

    /**
     * Creates the rule unless an equal one exists, as {@link #ensure(EmailExceptionRule, OnDifference)} with
     * {@link OnDifference#FAIL}: a rule that matches the same and has another effect is an
     * {@link dev.waiver.core.error.ExistingRuleDiffersException}. Inferred: how rules are compared.
     *
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Inferred("How the service compares values, and that expiration_time is the end of a rule.")
    @Override
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(EmailExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the rule unless an equal one exists. Inferred: two rules match the same if their match fields are equal.
     * Texts are trimmed; addresses, domains and MD5 sums are compared without case, IP addresses and networks by value,
     * and domains without a trailing dot and in their ASCII form, unless the mode is {@code contains}; link domains are
     * a set; {@code ends_with} equals {@code endswith}, while {@code match}, {@code matching} and {@code exact} are
     * distinct; a mode without its field is ignored. Their effects are {@code actionNeeded}, {@code quarantineAll},
     * {@code matchOnlyFuture} and {@code ignoringSpfCheck}; a flag that is off equals a missing one. The comment is not
     * compared.
     *
     * <p>Within this JVM, and with a {@link dev.waiver.core.RuleLock} beyond it, calls for the same rule, list and
     * tenant scope are serialized. There is no protection against other writers: equal rules that appear are all in
     * {@link EnsureResult#matches()}, and none is removed. Inferred: a rule whose {@code expiration_time} has passed is
     * {@link EnsureResult.Outcome#PRESENT_INACTIVE}.
     *
     * <p>Fails with {@link dev.waiver.core.error.AmbiguousMatchException} if the list has rules that cannot be
     * compared, and no equal one; and with {@link OnDifference#REPLACE} if several rules match the same and have
     * another effect.
     *
     * @throws IllegalArgumentException if the rule matches nothing
     */
    @Inferred("How the service compares values, and that expiration_time is the end of a rule.")
    @Override
    public ApiCall<EnsureResult<EmailExceptionRule>> ensure(EmailExceptionRule rule, OnDifference onDifference) {
        return operations().ensure(rule, onDifference);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: how rules are compared, see {@link #ensure(EmailExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if a rule matches nothing, two contradict each other, or there are more than a
     *     million
     */
    @Inferred("How the service compares values, and that expiration_time is the end of a rule.")
    @Override
    public ApiCall<BulkResult<EmailExceptionRule>> ensureAll(
            Collection<? extends EmailExceptionRule> rules,
            EnsureOptions options,
            BulkListener<? super EmailExceptionRule> listener) {
        return operations().ensureAll(rules, options, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: how rules are compared, see {@link #ensure(EmailExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if a rule matches nothing, or there are more than a million
     */
    @Inferred("How the service compares values, and that expiration_time is the end of a rule.")
    @Override
    public ApiCall<BulkResult<EmailExceptionRule>> ensureAbsent(
            Collection<? extends EmailExceptionRule> rules, BulkListener<? super EmailExceptionRule> listener) {
        return operations().ensureAbsent(rules, listener);
    }

    /** Created on demand, so that a program that only lists rules does not load these classes. */
    private RuleOperations<EmailExceptionRule> operations() {
        return new RuleOperations<>(core, "EmailExceptions", new EmailRuleAdapter(core, api, list));
    }
}
