package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.scanning.internal.Envelope;
import dev.waiver.scanning.internal.NvtOid;
import dev.waiver.scanning.internal.ResponseItems;
import dev.waiver.scanning.internal.ScanningPaging;
import dev.waiver.scanning.internal.ScanningRequestBodies;
import dev.waiver.scanning.internal.ScanningRuleMapper;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of a scanning account, with the same verbs as at the other vendors. Only creating one is documented by
 * the vendor; the others go by inferred paths, which {@link ScanningExceptionsApi} names and
 * {@link ScanningClient.Builder#exceptionsApi} corrects.
 *
 * <p>Every method describes a call that is sent by {@code execute()}; what that throws is said at {@link ApiCall}. Bad
 * input is refused at once.
 */
public final class ScanningExceptions implements ExceptionOperations<ScanningExceptionRule> {
    private static final String NAME = "ScanningExceptions.";

    private final ClientCore core;
    private final ScanningExceptionsApi api;
    private final @Nullable BulkIdLocation bulkIdLocation;
    private final RuleCreation creating;
    private final EnsureOperation ensuring;

    ScanningExceptions(ClientCore core, ScanningExceptionsApi api, @Nullable BulkIdLocation bulkIdLocation) {
        this.core = core;
        this.api = api;
        this.bulkIdLocation = bulkIdLocation;
        this.creating = new RuleCreation(this, api);
        this.ensuring = new EnsureOperation(this, core.baseUrl());
    }

    /**
     * All exceptions.
     *
     * @return the list, read page by page as it is used
     */
    @Override
    public Pager<ScanningExceptionRule> list() {
        return list(ScanningFilter.all());
    }

    /**
     * The exceptions that a filter asks for. The service's filter is not trusted: what the answers show is checked
     * again on this side.
     *
     * <p>Paging is inferred. With a {@code pagination} object in the answer, a page that repeats is an
     * {@link AmbiguousMatchException}; without one, the second page is asked for once, and the same items again mean
     * that the list has no pages. If the total changes on the way, somebody else changed the list, and a rule may have
     * moved to a page that was read already: it is read from its start once more, each rule being handed out once. A
     * second change is an {@link AmbiguousMatchException}.
     *
     * @param filter what to ask for
     * @return the list, read page by page as it is used
     */
    public Pager<ScanningExceptionRule> list(ScanningFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return Pagers.paged(
                        core,
                        NAME + "list",
                        () -> ScanningPaging.of(
                                api::list,
                                filter.query(),
                                Envelope.EXCEPTIONS,
                                ScanningRuleMapper::rule,
                                ScanningExceptionRule::id))
                .filter(filter::matches);
    }

    /**
     * One exception.
     *
     * @param id its id
     * @return the call; a {@link dev.waiver.core.error.NotFoundException} if there is none, a
     *     {@link dev.waiver.core.error.DecodeException} if the answer holds another one
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<ScanningExceptionRule> get(String id) {
        String asked = checkedId(id);
        return call("get", () -> read(asked));
    }

    /**
     * The details of one exception. Nothing but the title of this operation is documented, so the answer comes as it
     * is.
     *
     * @param id its id
     * @return the call
     * @throws IllegalArgumentException if the id is blank
     */
    public ApiCall<JsonNode> details(String id) {
        String asked = checkedId(id);
        return call("details", () -> api.showDetails(asked));
    }

    /**
     * Creates an exception and finds it again, since the answer says nothing: it is the new id with this vulnerability,
     * hosts, port and text (of a scan: vulnerability and text). The list is asked before, and 0, 1, 2 and 4 s after.
     * The rule may be merely requested: see its status.
     *
     * @param rule what to create
     * @return the call; an {@link AppliedButUnconfirmedException} if it was created and could not be found, is stored
     *     with another scope or severity, or cannot be told from an equal one of somebody else's. It is never sent
     *     twice
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    public ApiCall<ScanningExceptionRule> create(ScanningExceptionRule rule) {
        List<ScanningExceptionRule> rules = List.of(sendable(rule));
        return call("create", () -> creating.create(rules)).map(created -> created.get(0));
    }

    /**
     * Creates several exceptions, one after the other, with one list before and one after (repeated while rules are
     * missing).
     *
     * @param rules what to create; may be empty
     * @return the call; the created rules in the same order. If one is refused after others were created, an
     *     {@link AppliedButUnconfirmedException}
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    @Override
    public ApiCall<List<ScanningExceptionRule>> createAll(Collection<? extends ScanningExceptionRule> rules) {
        List<ScanningExceptionRule> all = rules.stream()
                .<ScanningExceptionRule>map(ScanningExceptions::sendable)
                .toList();
        return call("createAll", () -> all.isEmpty() ? ApiCall.of(all) : creating.create(all));
    }

    /**
     * Replaces an exception: sends text, vulnerability, the whole scope and the severity, reads again and compares.
     * Whether the service keeps or clears what is left out is not documented.
     *
     * @param id the exception's id
     * @param rule what it is to be; its own id does not count
     * @return the call; an {@link AppliedButUnconfirmedException} with the differences if something else is stored,
     *     above all a wider scope
     * @throws IllegalArgumentException if the id is blank or the rule cannot be sent
     */
    @Override
    public ApiCall<ScanningExceptionRule> replace(String id, ScanningExceptionRule rule) {
        String asked = checkedId(id);
        ScanningExceptionRule checked = sendable(rule);
        return call("replace", () -> put(asked, checked));
    }

    /**
     * Reads an exception, changes it and replaces it, with its whole scope and its severity, as {@link #replace} does.
     * Nothing is sent if the change changes nothing.
     *
     * @param id the exception's id
     * @param change makes the changed rule, such as {@code rule -> rule.withText("Reviewed")}
     * @return the call; an {@link AmbiguousMatchException}, before anything is sent, if the answer does not tell what
     *     has to be sent back (a task without its scan, a port that is a word) and the change does not give it
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<ScanningExceptionRule> edit(String id, UnaryOperator<ScanningExceptionRule> change) {
        String asked = checkedId(id);
        Objects.requireNonNull(change, "change");
        return call("edit", () -> read(asked).flatMap(before -> {
            ScanningExceptionRule after = Objects.requireNonNull(change.apply(before), "the changed rule");
            if (after.equals(before)) {
                return ApiCall.of(before);
            }
            if (!after.nvt().equals(before.nvt())) {
                // What the service sent is never judged, what the change put there is.
                NvtOid.check(after.nvt().orElse("").strip());
            }
            String obstacle = ScanningRequestBodies.obstacle(after);
            return obstacle == null
                    ? put(asked, after)
                    : Calls.<ScanningExceptionRule>failed(
                            state -> new LossyEditException(obstacle, state.callInfo(), List.of(asked)));
        }));
    }

    /**
     * Removes an exception. It may have applied to several scans at once. May be repeated: gone already after a lost
     * answer is a success.
     *
     * @param id its id
     * @return the call
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        String asked = checkedId(id);
        return call("remove", () -> api.delete(asked));
    }

    /**
     * Removes exceptions one after the other, each as {@link #remove} does.
     *
     * @param ids their ids; none is nothing to do
     * @return the call; the ids that were removed. It stops at the first failure, which is an
     *     {@link AppliedButUnconfirmedException} once one was removed
     * @throws IllegalArgumentException if one of them is blank
     */
    public ApiCall<List<String>> removeAll(Collection<String> ids) {
        List<String> asked =
                ids.stream().map(ScanningExceptions::checkedId).distinct().toList();
        return call(
                "removeAll",
                () -> Calls.sequence(asked.stream()
                        .<Supplier<ApiCall<String>>>map(
                                id -> () -> api.delete(id).map(nothing -> id))
                        .toList()));
    }

    /**
     * Removes exceptions in one request. Path and bulkIdLocation are inferred: {@link #removeAll} is the safe way.
     *
     * @param ids their ids, at least one
     * @return the call; the service's answer, whose shape is not documented
     * @throws IllegalStateException if the client was not told how ids are carried
     * @throws IllegalArgumentException if there is no id, or a blank one
     */
    public ApiCall<JsonNode> deleteMany(Collection<String> ids) {
        return bulk("deleteMany", ids, api::deleteMany, api::deleteManyByQuery);
    }

    /**
     * Puts exceptions in force that are merely requested. Path, bulkIdLocation and effect are inferred.
     *
     * @param ids their ids, at least one
     * @return the call; the service's answer, whose shape is not documented. Read the rules again to see what became of
     *     them
     * @throws IllegalStateException if the client was not told how ids are carried
     * @throws IllegalArgumentException if there is no id, or a blank one
     */
    public ApiCall<JsonNode> activate(Collection<String> ids) {
        return bulk("activate", ids, api::activate, api::activateByQuery);
    }

    /**
     * Takes exceptions out of force again. Path, bulkIdLocation and effect are inferred.
     *
     * @param ids their ids, at least one
     * @return the call; the service's answer, whose shape is not documented. Read the rules again to see what became of
     *     them
     * @throws IllegalStateException if the client was not told how ids are carried
     * @throws IllegalArgumentException if there is no id, or a blank one
     */
    public ApiCall<JsonNode> reset(Collection<String> ids) {
        return bulk("reset", ids, api::reset, api::resetByQuery);
    }

    /**
     * Counts, presumably per status. Neither path nor keys are documented.
     *
     * @return the call; the service's answer as it is
     */
    public ApiCall<JsonNode> statistics() {
        return call("statistics", api::statistics);
    }

    /**
     * As {@link #ensure(ScanningExceptionRule, OnDifference)}; a rule with another severity is an error.
     *
     * @param rule what is to be there
     * @return the call
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    public ApiCall<EnsureResult<ScanningExceptionRule>> ensure(ScanningExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Sees to it that a rule is there. Rules match the same when vulnerability, hosts as a set, port number and kind of
     * scope are equal; they do the same when the severity is, as a number, so give one. The text does not count. One
     * that is there but merely requested is reported as such. Within one JVM, calls for the same are made one after the
     * other; equal rules are all reported and none is removed.
     *
     * @param rule what is to be there
     * @param onDifference what to do about one that matches the same with another severity; if there are several,
     *     replacing means all of them
     * @return the call; an {@link AmbiguousMatchException} if the answers do not tell whether a rule is the same (a
     *     task where a scan was asked for)
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    public ApiCall<EnsureResult<ScanningExceptionRule>> ensure(ScanningExceptionRule rule, OnDifference onDifference) {
        ScanningExceptionRule wanted = sendable(rule);
        Objects.requireNonNull(onDifference, "onDifference");
        return call("ensure", () -> ensuring.ensure(wanted, onDifference));
    }

    ApiCall<List<ScanningExceptionRule>> all() {
        return list().all();
    }

    /** Sends an update and reads again until it shows, or says what is stored instead. */
    ApiCall<ScanningExceptionRule> put(String id, ScanningExceptionRule rule) {
        return api.update(id, ScanningRequestBodies.body(rule)).flatMap(done -> {
            Latest latest = new Latest();
            return Calls.poll(
                    RuleCreation.LOOKS,
                    () -> read(id).map(stored -> {
                        latest.rule = stored;
                        return ScanningRequestBodies.differences(rule, stored).isEmpty()
                                ? Optional.of(stored)
                                : Optional.empty();
                    }),
                    () -> Calls.failed(state ->
                            differing(rule, Objects.requireNonNull(latest.rule), state.callInfo(), state.sent())));
        });
    }

    /** What was read last, while one call looks again. */
    private static final class Latest {
        @Nullable
        ScanningExceptionRule rule;
    }

    static AppliedButUnconfirmedException differing(
            ScanningExceptionRule sent, ScanningExceptionRule stored, CallInfo callInfo, String body) {
        String wider = stored.scope().isWiderThan(sent.scope())
                ? "the exception is now WIDER than what was sent: it holds for " + stored.scope() + ", not for "
                        + sent.scope() + "; narrow or remove it"
                : "what is stored differs from what was sent";
        return new AppliedButUnconfirmedException(
                wider + " (id " + stored.id().orElse("unknown") + ")",
                null,
                callInfo,
                body,
                ScanningRequestBodies.differences(sent, stored));
    }

    private ApiCall<ScanningExceptionRule> read(String id) {
        return api.show(id)
                .flatMap(response -> ResponseItems.one(Envelope.EXCEPTIONS, response, id))
                .map(ScanningRuleMapper::rule);
    }

    private ApiCall<JsonNode> bulk(
            String name,
            Collection<String> ids,
            Function<JsonNode, ApiCall<JsonNode>> byBody,
            Function<List<String>, ApiCall<JsonNode>> byQuery) {
        List<String> asked =
                ids.stream().map(ScanningExceptions::checkedId).distinct().toList();
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("ids: at least one is needed; a service might take none for all");
        }
        BulkIdLocation by = bulkIdLocation;
        if (by == null) {
            throw new IllegalStateException(
                    name + ": how the service takes the ids of several exceptions is not documented,"
                            + " and if it ignored them it might take all; find out, then say bulkIdLocation(...) to the client's"
                            + " builder" + (name.equals("deleteMany") ? ", or use removeAll(ids)" : ""));
        }
        return call(name, () -> by.send(asked, byBody, byQuery));
    }

    private <T extends @Nullable Object> ApiCall<T> call(String name, Supplier<ApiCall<T>> call) {
        return core.call(NAME + name, call);
    }

    private static ScanningExceptionRule sendable(ScanningExceptionRule rule) {
        Objects.requireNonNull(rule, "rule");
        String obstacle = ScanningRequestBodies.obstacle(rule);
        if (obstacle != null) {
            throw new IllegalArgumentException(obstacle);
        }
        return rule;
    }

    private static String checkedId(String id) {
        if (Objects.requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("id: must not be blank; give the id of the exception");
        }
        return id;
    }
}
