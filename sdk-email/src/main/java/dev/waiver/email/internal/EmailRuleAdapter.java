/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailFlag;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The requests for the rules of a list. */
public final class EmailRuleAdapter implements RuleAdapter<EmailExceptionRule> {
    private final ClientCore core;
    private final EmailExceptionsApi api;
    private final EmailList list;
    private final EmailPaging paging;

    /**
     * Creates an adapter.
     *
     * @param core the client
     * @param api the operations
     * @param list the list
     */
    public EmailRuleAdapter(ClientCore core, EmailExceptionsApi api, EmailList list) {
        this.core = core;
        this.api = api;
        this.list = list;
        this.paging = new EmailPaging(core, api, list);
    }

    @Override
    public RuleComparator<EmailExceptionRule> comparator() {
        return EmailRuleComparator.INSTANCE;
    }

    @Override
    public Object scope(CallState state) {
        return List.of(tenant(state).orElse(""), list);
    }

    /** Returns the tenant of the running call. */
    private Optional<String> tenant(CallState state) {
        return state.tenantScope().or(core::tenantScope);
    }

    @Override
    public void check(EmailExceptionRule rule) {
        if (rule.matchesNothing()) {
            throw new IllegalArgumentException("rule: matches nothing; set at least one of senderDomain, senderEmail,"
                    + " senderName, senderIp, senderClientIp, recipient, subject, attachmentMd5, linkDomains");
        }
    }

    @Override
    public void checkReplacement(EmailExceptionRule rule) {
        if (!rule.hasId()) {
            check(rule);
        }
    }

    @Override
    public ApiCall<EmailExceptionRule> get(String id) {
        ApiCall<List<EmailExceptionRule>> found = Calls.onErrorResume(
                api.get(list, id), e -> e instanceof NotFoundException ? ApiCall.of(List.of()) : null);
        return found.flatMap(rules -> {
            if (rules.isEmpty()) {
                return Calls.failed(state -> notFound(id, state));
            }
            Optional<EmailExceptionRule> asked = rules.stream()
                    .filter(rule -> rule.entityId().map(id::equals).orElse(rules.size() == 1))
                    .findFirst();
            return asked.isPresent()
                    ? ApiCall.of(asked.get())
                    : Calls.failed(state -> ResponseErrors.unreadable(
                            "the response has another one: asked for the rule " + id + ", got "
                                    + rules.get(0).entityId().orElse("one without an id"),
                            state));
        });
    }

    private NotFoundException notFound(String id, CallState state) {
        String tenant = tenant(state).map(scope -> "the tenant " + scope).orElse("the key's tenant (no scope given)");
        return ResponseErrors.notFound(
                "no rule " + id + " in the list " + list + " of " + tenant + "; a wrong scope gets the same response",
                state);
    }

    @Override
    public ApiCall<Listing<EmailExceptionRule>> list(Keep keep) {
        return paging.checked().map(rules -> listing(rules, keep));
    }

    @Override
    public ApiCall<Listing<EmailExceptionRule>> look(Collection<EmailExceptionRule> sent, Keep keep, boolean last) {
        return paging.all().map(rules -> listing(rules, keep));
    }

    private Listing<EmailExceptionRule> listing(List<EmailExceptionRule> rules, Keep keep) {
        Listing<EmailExceptionRule> listing = new Listing<>();
        rules.forEach(rule -> add(listing, rule, !hasExpired(rule), keep));
        return listing;
    }

    /** Returns whether the rule has ended. Inferred: the member, see {@link EmailExceptionRule#expires()}. */
    private boolean hasExpired(EmailExceptionRule rule) {
        return rule.expires()
                .flatMap(WireTimestamp::instant)
                .map(end -> end.isBefore(core.clock().now()))
                .orElse(false);
    }

    @Override
    public ApiCall<Posted<EmailExceptionRule>> create(EmailExceptionRule rule) {
        return api.create(list, EmailRequestBodies.of(rule)).map(nothing -> new Posted<>(null, null, false));
    }

    @Override
    public ApiCall<Edit<EmailExceptionRule>> edit(String id, UnaryOperator<EmailExceptionRule> change) {
        return get(id).map(before -> {
            EmailExceptionRule after = Objects.requireNonNull(change.apply(before), "the changed rule");
            return new Edit<>(
                    before,
                    after.equals(before)
                            ? null
                            : update(
                                    id,
                                    after,
                                    UnknownMembers.changed(
                                            before.additionalProperties(), after.additionalProperties())));
        });
    }

    @Override
    public Update<EmailExceptionRule> replacement(String id, EmailExceptionRule rule) {
        return update(id, rule, Set.of());
    }

    /** Keeps what the stored rule has besides, since every member that is set has to be sent. */
    @Override
    public Update<EmailExceptionRule> effectUpdate(EmailExceptionRule stored, EmailExceptionRule wanted) {
        return replacement(
                stored.id(),
                withEffect(stored, wanted).withComment(wanted.comment().or(stored::comment)));
    }

    /** Returns the stored rule with the effect of the wanted one. */
    public static EmailExceptionRule withEffect(EmailExceptionRule stored, EmailExceptionRule wanted) {
        return stored.withActionNeeded(wanted.actionNeeded())
                .withQuarantineAll(flag(wanted.quarantineAll(), stored.quarantineAll()))
                .withMatchOnlyFuture(flag(wanted.matchOnlyFuture(), stored.matchOnlyFuture()))
                .withIgnoringSpfCheck(flag(wanted.ignoringSpfCheck(), stored.ignoringSpfCheck()));
    }

    /** Returns the flag to send. The service may keep what is left out, so a flag that was on is sent as off. */
    private static Optional<EmailFlag> flag(Optional<EmailFlag> wanted, Optional<EmailFlag> stored) {
        return wanted.or(() -> stored.map(flag -> flag.with(false)));
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return api.delete(list, id);
    }

    /** Returns an update, which sends everything that is set, since the service may keep or clear what is left out. */
    private Update<EmailExceptionRule> update(String id, EmailExceptionRule rule, Set<String> unknownToo) {
        return new Update<>(
                rule,
                api.update(list, id, EmailRequestBodies.of(rule)).map(nothing -> Optional.empty()),
                stored -> {
                    List<FieldDifference> all = new ArrayList<>(comparator().differences(rule, stored));
                    all.addAll(UnknownMembers.differences(
                            unknownToo, rule.additionalProperties(), stored.additionalProperties()));
                    return all;
                },
                stored -> {});
    }
}
