/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.Inferred;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.internal.rules.RuleOperations;
import dev.waiver.scanning.internal.NvtFilter;
import dev.waiver.scanning.internal.PageSize;
import dev.waiver.scanning.internal.ScanningRuleAdapter;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on the exceptions of a scanning account. The vendor documents titles and methods, and more only of
 * {@link #create}: its request, and a response without a body. Inferred: paths, bodies and responses of the others; see
 * {@link ScanningExceptionsApi}. {@link ScanningClient.Builder#exceptionsApi} corrects the paths.
 *
 * <p>Every method returns a lazy call: nothing is sent until it is executed; see {@link ApiCall} for what it throws.
 * Invalid arguments are refused at once.
 */
public final class ScanningExceptions implements ExceptionOperations<ScanningExceptionRule> {
    private static final String NAME = "ScanningExceptions.";
    private static final String GIVE_THE_ID = "give the exception's id, as rule.id() returns it";

    private final ClientCore core;
    private final ScanningExceptionsApi api;
    private final @Nullable BulkIdLocation bulkIdLocation;
    private final ScanningRuleAdapter adapter;
    private final RuleOperations<ScanningExceptionRule> operations;

    ScanningExceptions(
            ClientCore core,
            ScanningExceptionsApi api,
            @Nullable BulkIdLocation bulkIdLocation,
            PageSize pageSize,
            NvtFilter filter) {
        this.core = core;
        this.api = api;
        this.bulkIdLocation = bulkIdLocation;
        this.adapter = new ScanningRuleAdapter(api, pageSize, filter);
        this.operations = new RuleOperations<>(core, "ScanningExceptions", adapter);
    }

    /**
     * Returns all exceptions, read page by page while they are used. Inferred: path, envelope and paging; see
     * {@link #list(ScanningFilter)}.
     */
    @Override
    @Inferred("The path is inferred from that of create, envelope and paging from version 1 of the API.")
    public Pager<ScanningExceptionRule> list() {
        return list(ScanningFilter.all());
    }

    /**
     * Returns the exceptions that match a filter, read page by page while they are used. The SDK does not trust the
     * service's filter: it checks the returned exceptions again, see {@link ScanningFilter}.
     *
     * <p>Inferred: path, envelope and paging. The SDK requests pages of 1,000 exceptions. If the service refuses that
     * size, the SDK requests 100, then leaves the size to the service; if it returns fewer, the SDK requests that
     * number from then on. If responses have a {@code pagination} object, a repeated page fails with
     * {@link dev.waiver.core.error.IncompleteListException}. If they have none, the second page is requested, and the
     * same items again, a 404 or a 422 mean that the list has ended. If the total changes during the listing, another
     * client changed the list, and a rule may have moved to a page that was already read. The list is then read from
     * its start once more; each rule is returned once. A second change fails with {@code IncompleteListException}.
     *
     * @param filter the filter; {@link ScanningFilter#all()} for all exceptions
     */
    @Inferred("The path is inferred from that of create, envelope and paging from version 1 of the API.")
    public Pager<ScanningExceptionRule> list(ScanningFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return Pagers.paged(core, NAME + "list", () -> adapter.paging(filter.query()))
                .filter(filter::matches);
    }

    /**
     * Reads an exception. Fails with {@link dev.waiver.core.error.NotFoundException} if there is none, and with
     * {@link dev.waiver.core.error.DecodeException} if the response contains another one. Inferred: path and response.
     *
     * @param id the exception's id
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @Override
    @Inferred("Path and response are inferred from version 1 of the API.")
    public ApiCall<ScanningExceptionRule> get(String id) {
        return operations.get(id);
    }

    /**
     * Reads the details of an exception. Only the title and the method of this operation are documented, so the
     * response is returned as it is. Inferred: the path.
     *
     * @param id the exception's id
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Inferred("The path is a weak inference from the title of the operation.")
    public ApiCall<JsonNode> details(String id) {
        PathValues.check("id", id, GIVE_THE_ID);
        return call("details", () -> api.showDetails(id));
    }

    /**
     * Creates an exception and finds it in the list, since the response has no body. The list is read before the
     * create, as by {@link #ensure(ScanningExceptionRule, OnDifference)}, and again after 0, 1, 2 and 4 seconds until
     * the exception is found, with a filter for its vulnerability except for the last time. The create itself is
     * retried only if the service certainly did not process it; if its response is lost, the exception is looked for,
     * too.
     *
     * <p>Inferred: the created exception has a new id and the same vulnerability, hosts, port and text; for a scan, the
     * same vulnerability and text. It may be merely requested: see its {@link ScanningExceptionRule#status()}.
     *
     * <p>Fails with {@link AppliedButUnconfirmedException} if the service acknowledged the exception, but it cannot be
     * found, is stored with another scope or severity, or cannot be distinguished from an equal one that another client
     * created. Don't send it again then.
     *
     * @param rule the exception to create
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    @Inferred("Only the create request is documented; how the created exception is found in the list is inferred.")
    public ApiCall<ScanningExceptionRule> create(ScanningExceptionRule rule) {
        return operations.create(rule);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The responses have no ids, so the list is read once before and once after, and again after 1, 2 and 4 seconds
     * while exceptions are missing. Inferred: how the created exceptions are found, as for {@link #create}.
     */
    @Override
    @Inferred("Only the create request is documented; how the created exceptions are found in the list is inferred.")
    public ApiCall<BulkResult<ScanningExceptionRule>> createAll(
            Collection<? extends ScanningExceptionRule> rules, BulkListener<? super ScanningExceptionRule> listener) {
        return operations.createAll(rules, listener);
    }

    /**
     * Replaces an exception: sends text, vulnerability, the whole scope and the severity, and reads the exception back
     * after 0, 1, 2 and 4 seconds until it shows what was sent. If something else is stored, fails with
     * {@link AppliedButUnconfirmedException}, which has the differences; its message says if the stored scope is wider
     * than the one that was sent.
     *
     * <p>Inferred: path and body. Whether the service keeps or clears members that are left out is not documented.
     *
     * @param id the id of the exception to replace
     * @param rule the new exception; its own id is ignored
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}, or the rule cannot be sent
     */
    @Override
    @Inferred("The path is inferred from version 1 of the API, the body from that of create.")
    public ApiCall<ScanningExceptionRule> replace(String id, ScanningExceptionRule rule) {
        return operations.replace(id, rule);
    }

    /**
     * Reads an exception, changes it and replaces it as {@link #replace} does, with its whole scope and its severity.
     * Members unknown to the SDK are not sent back. Nothing is sent if the change changes nothing.
     *
     * <p>Fails with {@link LossyEditException}, before anything is sent, if the response lacks what has to be sent back
     * (a task without its scan, a port that is a word) and the change does not supply it. Inferred: path and body.
     *
     * @param id the exception's id
     * @param change returns the changed rule, such as {@code rule -> rule.withText("Reviewed")}
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Override
    @Inferred("The path is inferred from version 1 of the API, the body from that of create.")
    public ApiCall<ScanningExceptionRule> edit(String id, UnaryOperator<ScanningExceptionRule> change) {
        return operations.edit(id, change);
    }

    /**
     * Removes an exception, which may have applied to several scans at once. The request is retried after a lost
     * response, and a retry that finds no exception is a success. Inferred: the path.
     *
     * @param id the exception's id
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Override
    @Inferred("The path is inferred from those of the other operations on one exception.")
    public ApiCall<@Nullable Void> remove(String id) {
        return operations.remove(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: the path.
     */
    @Override
    @Inferred("The path is inferred from those of the other operations on one exception.")
    public ApiCall<BulkResult<ScanningExceptionRule>> removeAll(
            Collection<String> ids, BulkListener<? super ScanningExceptionRule> listener) {
        return operations.removeAll(ids, listener);
    }

    /**
     * Removes exceptions in one request. Returns the service's response, whose shape is not documented. If that is
     * text, a single value or a message alone, fails with a {@link dev.waiver.core.error.DecodeException}: the
     * exceptions may have been removed. Inferred: the path and the location of the ids; {@link #removeAll} is the safe
     * way.
     *
     * @param ids the exceptions' ids, at least one
     * @throws IllegalStateException if {@link ScanningClient.Builder#bulkIdLocation} was not set
     * @throws IllegalArgumentException if there is no id, or one is not valid, see {@link #get}
     */
    @Inferred("The path is a weak inference from the title of the operation; the location of the ids is not "
            + "documented.")
    public ApiCall<JsonNode> deleteMany(Collection<String> ids) {
        return bulk("deleteMany", ids, api::deleteMany, api::deleteManyByQuery);
    }

    /**
     * Activates exceptions that are merely requested. Returns the service's response, whose shape is not documented;
     * read the exceptions again to see the effect. Inferred: the path, the location of the ids and the effect.
     *
     * @param ids the exceptions' ids, at least one
     * @throws IllegalStateException if {@link ScanningClient.Builder#bulkIdLocation} was not set
     * @throws IllegalArgumentException if there is no id, or one is not valid, see {@link #get}
     */
    @Inferred("Path and effect are weak inferences from the title of the operation; the location of the ids is not "
            + "documented.")
    public ApiCall<JsonNode> activate(Collection<String> ids) {
        return bulk("activate", ids, api::activate, api::activateByQuery);
    }

    /**
     * Resets exceptions, so that they are no longer in force. Returns the service's response, whose shape is not
     * documented; read the exceptions again to see the effect. Inferred: the path, the location of the ids and the
     * effect.
     *
     * @param ids the exceptions' ids, at least one
     * @throws IllegalStateException if {@link ScanningClient.Builder#bulkIdLocation} was not set
     * @throws IllegalArgumentException if there is no id, or one is not valid, see {@link #get}
     */
    @Inferred("Path and effect are weak inferences from the title of the operation; the location of the ids is not "
            + "documented.")
    public ApiCall<JsonNode> reset(Collection<String> ids) {
        return bulk("reset", ids, api::reset, api::resetByQuery);
    }

    /**
     * Reads the statistics of the exceptions. The keys are not documented, so the response is returned as it is.
     * Inferred: the path, and that the statistics are counts per status.
     */
    @Inferred("Path and contents are weak inferences from the title of the operation.")
    public ApiCall<JsonNode> statistics() {
        return call("statistics", api::statistics);
    }

    /**
     * Creates the exception unless an equivalent one exists, as {@link #ensure(ScanningExceptionRule, OnDifference)}
     * does. Fails with {@link dev.waiver.core.error.ExistingRuleDiffersException} if one exists with another severity.
     * Inferred: a merely requested exception is not in force.
     *
     * @param rule the wanted exception
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    @Inferred("A merely requested exception is not in force; the paths of list and update; a filter by vulnerability "
            + "that returns known rules misses none.")
    public ApiCall<EnsureResult<ScanningExceptionRule>> ensure(ScanningExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the exception unless an equivalent one exists. Rules match the same findings if vulnerability, hosts (as
     * a set), port number and scan are equal. They have the same effect if their severities are equal as numbers or
     * both absent, so a rule should have one. The text is not compared. Within one JVM, and with a
     * {@link dev.waiver.core.RuleLock} beyond it, calls for the same findings are serialized; equal rules are all
     * reported and none is removed.
     *
     * <p>Fails with {@link AmbiguousMatchException} if the responses do not show whether a rule is equivalent, such as
     * a task in place of the scan, or no severity.
     *
     * <p>A list of up to two pages is read whole. Of a longer one, the first page is read, and the service filters the
     * rest by vulnerability if that filter returns the rules that are known from this page, and no others. If it does
     * not, the list is read to its end, and the client does not use the filter any more.
     *
     * <p>Inferred: an exception that exists and is merely requested is not in force. It is reported as
     * {@link EnsureResult.Outcome#PRESENT_INACTIVE}. A filter that was seen to work for known rules works for all.
     *
     * @param rule the wanted exception
     * @param onDifference what to do about an exception that matches the same findings with another severity
     * @throws IllegalArgumentException if the rule cannot be sent
     */
    @Override
    @Inferred("A merely requested exception is not in force; the paths of list and update; a filter by vulnerability "
            + "that returns known rules misses none.")
    public ApiCall<EnsureResult<ScanningExceptionRule>> ensure(ScanningExceptionRule rule, OnDifference onDifference) {
        return operations.ensure(rule, onDifference);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: that a merely requested exception is not in force, see {@link #ensure(ScanningExceptionRule,
     * OnDifference)}.
     */
    @Override
    @Inferred("That a merely requested exception is not in force is inferred, and so are the paths of list and update.")
    public ApiCall<BulkResult<ScanningExceptionRule>> ensureAll(
            Collection<? extends ScanningExceptionRule> rules,
            EnsureOptions options,
            BulkListener<? super ScanningExceptionRule> listener) {
        return operations.ensureAll(rules, options, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Inferred: the paths.
     */
    @Override
    @Inferred("The paths are inferred from those of the other operations on exceptions.")
    public ApiCall<BulkResult<ScanningExceptionRule>> ensureAbsent(
            Collection<? extends ScanningExceptionRule> rules, BulkListener<? super ScanningExceptionRule> listener) {
        return operations.ensureAbsent(rules, listener);
    }

    private ApiCall<JsonNode> bulk(
            String name,
            Collection<String> ids,
            Function<JsonNode, ApiCall<JsonNode>> byBody,
            Function<List<String>, ApiCall<JsonNode>> byQuery) {
        List<String> asked = PathValues.checkAll("ids", ids, GIVE_THE_ID);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("ids: at least one is needed; without ids the service might take all");
        }
        BulkIdLocation by = bulkIdLocation;
        if (by == null) {
            throw new IllegalStateException(
                    name + ": how the service expects the ids of several exceptions is not documented,"
                            + " and if it ignored them it might take all; find out, then set bulkIdLocation(...) on the"
                            + " client's builder" + (name.equals("deleteMany") ? ", or use removeAll(ids)" : ""));
        }
        return call(name, () -> by.send(asked, byBody, byQuery));
    }

    private <T extends @Nullable Object> ApiCall<T> call(String name, Supplier<ApiCall<T>> call) {
        return core.call(NAME + name, call);
    }
}
