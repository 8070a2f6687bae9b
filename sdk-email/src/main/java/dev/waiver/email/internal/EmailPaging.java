package dev.waiver.email.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Pager;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.spi.CallState;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reader of lists and rules. */
public final class EmailPaging {
    private static final String LIST = "EmailExceptions.list";
    private static final int BATCH = 256;

    final ClientCore core;
    final EmailExceptionsApi api;

    /**
     * Creates a reader.
     *
     * @param core the client
     */
    public EmailPaging(ClientCore core) {
        this.core = core;
        this.api = core.builtInApi(EmailExceptionsApi.class);
    }

    /** Returns a list that is read while it arrives. */
    public Pager<EmailExceptionRule> list(EmailList list) {
        ApiCall<ItemStream<EmailExceptionRule>> first =
                core.call(LIST, () -> api.stream(list).flatMap(this::firstPage));
        return Pagers.streamed(
                first,
                stream -> stream instanceof RuleStream rules ? more(list, rules) : null,
                BATCH,
                core.call(LIST, () -> checked(list)));
    }

    private ApiCall<ItemStream<EmailExceptionRule>> firstPage(ItemStream<EmailExceptionRule> stream) {
        List<EmailExceptionRule> head = stream.next(BATCH);
        RuleStream rules = new RuleStream(stream, head, new Scroll());
        return head == null ? failIfNoTenant(rules) : ApiCall.of(rules);
    }

    private @Nullable ApiCall<ItemStream<EmailExceptionRule>> more(EmailList list, RuleStream ended) {
        String from = ended.continuesAt();
        return from == null
                ? null
                : core.call(LIST, () -> api.stream(list)
                        .with(from(from))
                        .map(next -> new RuleStream(next, null, ended.scroll())));
    }

    /** Reads a whole list. Fails if it is empty because the key is tied to no tenant. */
    ApiCall<List<EmailExceptionRule>> checked(EmailList list) {
        return all(list).flatMap(rules -> rules.isEmpty() ? failIfNoTenant(rules) : ApiCall.of(rules));
    }

    /** Reads a whole list. */
    ApiCall<List<EmailExceptionRule>> all(EmailList list) {
        return Calls.defer(() -> page(list, api.list(list), new Scroll(), new ArrayList<>()));
    }

    private ApiCall<List<EmailExceptionRule>> page(
            EmailList list, ApiCall<List<EmailExceptionRule>> call, Scroll scroll, List<EmailExceptionRule> whole) {
        return call.flatMap(rules -> Calls.defer(state -> {
            whole.addAll(scroll.take(rules, true));
            String from = scroll.next(state.lastExchange().envelope());
            return from == null ? ApiCall.of(whole) : page(list, api.list(list).with(from(from)), scroll, whole);
        }));
    }

    private static CallOptions from(String scrollId) {
        return CallOptions.builder().query("scrollId", scrollId).build();
    }

    /** Returns the value, an empty list or stream. Fails if it is empty because the key is tied to no tenant. */
    private <T> ApiCall<T> failIfNoTenant(T value) {
        // An error here is not an error of the list; the tenants are just unknown.
        ApiCall<List<String>> scopes = Calls.onErrorResume(
                api.scopes(),
                e -> e instanceof ApiException || e instanceof DecodeException ? ApiCall.of(List.of()) : null);
        return scopes.flatMap(seen -> !seen.isEmpty() && seen.stream().allMatch(String::isBlank)
                ? Calls.failed(state -> new IncompleteListException(
                        "the list is empty because this key sees no tenant: its only scope is empty. Tie the key to a"
                                + " tenant in the portal, or use the key of the right region",
                        IncompleteListException.Reason.NO_TENANT,
                        state.callInfo(),
                        0,
                        List.of()))
                : ApiCall.of(value));
    }

    /** Reads a rule. Fails if there is none. */
    ApiCall<EmailExceptionRule> get(EmailList list, String id) {
        ApiCall<List<EmailExceptionRule>> found = Calls.onErrorResume(
                api.get(list, id), e -> e instanceof NotFoundException ? ApiCall.of(List.of()) : null);
        return found.flatMap(rules -> {
            if (rules.isEmpty()) {
                return Calls.failed(state -> notFound(list, id, state));
            }
            Optional<EmailExceptionRule> asked = rules.stream()
                    .filter(rule -> rule.entityId().map(id::equals).orElse(rules.size() == 1))
                    .findFirst();
            return asked.isPresent()
                    ? ApiCall.of(asked.get())
                    : Calls.failed(state -> new DecodeException(
                            "asked for the rule " + id + ", and the response holds "
                                    + rules.get(0).entityId().orElse("one without an id"),
                            null,
                            state.callInfo(),
                            state.lastExchange().status(),
                            ""));
        });
    }

    private NotFoundException notFound(EmailList list, String id, CallState state) {
        Exchange last = state.lastExchange();
        return new NotFoundException(
                "no rule " + id + " in the list " + list + " of "
                        + tenant(state).map(scope -> "the tenant " + scope).orElse("the key's tenant (no scope given)")
                        + "; a wrong scope gets the same response",
                null,
                state.callInfo(),
                new ErrorResponse(
                        last.status(), null, last.serverRequestId().orElse(null), last.headers(), List.of(), "", null));
    }

    /** Returns the tenant of the running call. */
    Optional<String> tenant(CallState state) {
        return state.tenantScope().or(core::tenantScope);
    }
}
