/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.spi.Paging;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paging of a list. Inferred: the service returns the whole list in one response. If the envelope says that it
 * continues, the scroll id is followed.
 */
public final class EmailPaging {
    private static final String LIST = "EmailExceptions.list";
    private static final String SCROLL_ID = "scrollId";
    private static final int BATCH = 256;

    private final ClientCore core;
    private final EmailExceptionsApi api;
    private final EmailList list;
    private final TenantCheck tenants;

    /**
     * Creates a paging.
     *
     * @param core the client
     * @param api the operations
     * @param list the list
     */
    public EmailPaging(ClientCore core, EmailExceptionsApi api, EmailList list) {
        this.core = core;
        this.api = api;
        this.list = list;
        this.tenants = new TenantCheck(core, api);
    }

    /** Returns the list, which is read while it arrives where that can be ended. */
    public Pager<EmailExceptionRule> pager() {
        ApiCall<ItemStream<EmailExceptionRule>> first =
                core.call(LIST, () -> api.stream(list).flatMap(this::firstPage));
        return Pagers.streamed(
                core,
                LIST,
                Responses::new,
                first,
                stream -> stream instanceof RuleStream rules ? more(rules) : null,
                BATCH,
                core.call(LIST, this::checked));
    }

    private ApiCall<ItemStream<EmailExceptionRule>> firstPage(ItemStream<EmailExceptionRule> stream) {
        List<EmailExceptionRule> head = stream.next(BATCH);
        RuleStream rules = new RuleStream(stream, head, new Scroll());
        return head == null ? tenants.failIfNoTenant(rules) : ApiCall.of(rules);
    }

    private @Nullable ApiCall<ItemStream<EmailExceptionRule>> more(RuleStream ended) {
        String from = ended.continuesAt();
        return from == null
                ? null
                : core.call(
                        LIST,
                        () -> api.stream(list).with(from(from)).map(next -> new RuleStream(next, null, ended.scroll)));
    }

    /** The responses of one iteration. */
    private final class Responses implements Paging<EmailExceptionRule> {
        private final Scroll scroll = new Scroll();
        private @Nullable ApiCall<List<EmailExceptionRule>> due = api.list(list);
        private boolean empty = true;

        @Override
        public @Nullable ApiCall<Page<EmailExceptionRule>> next() {
            ApiCall<List<EmailExceptionRule>> call = due;
            return call == null
                    ? null
                    : call.flatMap(rules -> Calls.defer(state -> {
                        Map<String, String> envelope = state.lastExchange().envelope();
                        Page<EmailExceptionRule> page =
                                new Page<>(scroll.take(rules, envelope.containsKey(SCROLL_ID)), null);
                        String from = scroll.next(envelope);
                        due = from == null ? null : api.list(list).with(from(from));
                        empty &= rules.isEmpty();
                        return empty && due == null ? tenants.failIfNoTenant(page) : ApiCall.of(page);
                    }));
        }
    }

    /** Reads the whole list. Fails if it is empty because the key is tied to no tenant. */
    ApiCall<List<EmailExceptionRule>> checked() {
        return tenants.checked(all());
    }

    /** Reads the whole list. */
    ApiCall<List<EmailExceptionRule>> all() {
        return Calls.defer(() -> page(api.list(list), new Scroll(), new ArrayList<>()));
    }

    private ApiCall<List<EmailExceptionRule>> page(
            ApiCall<List<EmailExceptionRule>> call, Scroll scroll, List<EmailExceptionRule> whole) {
        return call.flatMap(rules -> Calls.defer(state -> {
            whole.addAll(scroll.take(rules, true));
            String from = scroll.next(state.lastExchange().envelope());
            return from == null ? ApiCall.of(whole) : page(api.list(list).with(from(from)), scroll, whole);
        }));
    }

    private static CallOptions from(String scrollId) {
        return CallOptions.builder().query(SCROLL_ID, scrollId).build();
    }

    /**
     * A stream of the rules in one response of a list, without those that an earlier response contained. The first
     * batch may have been read already.
     */
    private static final class RuleStream implements ItemStream<EmailExceptionRule> {
        private final ItemStream<EmailExceptionRule> stream;
        private final Scroll scroll;
        private @Nullable List<EmailExceptionRule> head;

        RuleStream(ItemStream<EmailExceptionRule> stream, @Nullable List<EmailExceptionRule> head, Scroll scroll) {
            this.stream = stream;
            this.head = head;
            this.scroll = scroll;
        }

        @Override
        public @Nullable List<EmailExceptionRule> next(int most) {
            List<EmailExceptionRule> rules = head;
            head = null;
            if (rules == null) {
                rules = stream.next(most);
            }
            // Ids are kept only if the envelope says that the list continues, so that memory stays constant otherwise.
            return rules == null ? null : scroll.take(rules, envelope().containsKey(SCROLL_ID));
        }

        /** Returns the scroll id of the next response, or null after the last. Called once, at the end. */
        @Nullable
        String continuesAt() {
            return scroll.next(envelope());
        }

        @Override
        public Map<String, String> envelope() {
            return stream.envelope();
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    /**
     * The position in a list that continues in another response. The envelope has the field {@code scrollId} for it,
     * but no exceptions list with one was seen, and a connector that sent it on read the same rules over and over.
     * Inferred: the query parameter. The scroll id is followed only while new ids arrive, so that a service that
     * ignores it ends the list without an error.
     */
    private static final class Scroll {
        private final Set<String> seen = new HashSet<>();
        private boolean firstPage = true;
        private boolean newIds;

        /** Returns those of the rules that are new. On the first page, ids are kept only if {@code remember} is set. */
        List<EmailExceptionRule> take(List<EmailExceptionRule> rules, boolean remember) {
            if (firstPage) {
                newIds |= !rules.isEmpty();
                if (remember) {
                    rules.forEach(rule -> rule.entityId().ifPresent(seen::add));
                }
                return rules;
            }
            List<EmailExceptionRule> fresh = new ArrayList<>(rules.size());
            for (EmailExceptionRule rule : rules) {
                if (rule.entityId().map(seen::add).orElse(false)) {
                    fresh.add(rule);
                }
            }
            newIds |= !fresh.isEmpty();
            return fresh;
        }

        /** Returns the scroll id of the next page, or null after the last. */
        @Nullable
        String next(Map<String, String> envelope) {
            String from = envelope.get(SCROLL_ID);
            boolean goesOn = newIds && from != null && !from.isBlank();
            firstPage = false;
            newIds = false;
            return goesOn ? from : null;
        }
    }
}
