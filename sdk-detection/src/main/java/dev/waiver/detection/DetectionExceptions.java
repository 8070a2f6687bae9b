/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.Inferred;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.internal.rules.RuleOperations;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.internal.DetectionResponseReader;
import dev.waiver.detection.internal.DetectionRuleAdapter;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Operations on detection exceptions. Every method returns a lazy call, which fails with
 * {@link dev.waiver.core.error.SdkException}s.
 *
 * <p>Created, edited or deactivated exceptions do not reach the endpoints at once. Enable the exception in a rule set,
 * or resave the rule sets that use it, with {@link DetectionRuleSets}.
 */
public final class DetectionExceptions implements ExceptionOperations<DetectionExceptionRule> {
    private static final String GIVE_THE_ID = "give the exception's id; list() and summaries() show the ids";

    private final ClientCore core;
    private final DetectionExceptionsApi api;
    private final DetectionRuleAdapter adapter;
    private final RuleOperations<DetectionExceptionRule> operations;
    private final String csvPath;

    DetectionExceptions(ClientCore core, String csvPath) {
        this.core = core;
        this.api = core.builtInApi(DetectionExceptionsApi.class);
        this.adapter = new DetectionRuleAdapter(core, api);
        this.operations = new RuleOperations<>(core, "DetectionExceptions", adapter);
        this.csvPath = csvPath;
    }

    String csvPath() {
        return csvPath;
    }

    /**
     * Returns all exceptions as summaries, 200 per page; {@link #get} returns the rest. An exception that appears on
     * two pages is returned once. If the service's total changes while the list is read, it is read from the start once
     * more, without repeating what was already returned. If the total changes again, or a numbered page has only items
     * that were read before, iteration fails with {@link dev.waiver.core.error.IncompleteListException}.
     *
     * <p>Inferred: the query parameters and the page size are those of public clients.
     */
    @Inferred("The vendor documents no query parameters; page and page_size, and the page size of 200, are those "
            + "of public clients.")
    public Pager<DetectionExceptionSummary> summaries() {
        return Pagers.paged(core, "DetectionExceptions.summaries", adapter::summaries);
    }

    /**
     * Returns all exceptions, whole. Reads the pages as {@link #summaries()} does, plus one request per exception.
     * Exceptions that are removed meanwhile are left out. One that is listed without an id fails the call with
     * {@link dev.waiver.core.error.DecodeException}, because it cannot be read.
     *
     * <p>Inferred: the query parameters and the page size, as for {@link #summaries()}.
     */
    @Inferred("The vendor documents no query parameters; page and page_size, and the page size of 200, are those "
            + "of public clients.")
    @Override
    public Pager<DetectionExceptionRule> list() {
        return Pagers.paged(core, "DetectionExceptions.list", adapter::paging);
    }

    /**
     * Reads the exceptions as CSV text, as the service sends it. Header, quoting and dates are not documented. An empty
     * response or an HTML or XML page fails with {@link dev.waiver.core.error.DecodeException}, because neither proves
     * that there are no exceptions.
     *
     * <p>Inferred: the path, see {@link DetectionClient.Builder#csvPath}.
     */
    @Inferred("The path exceptions/v2/csv works in practice; the vendor documents rulesets/v2/csv.")
    public ApiCall<String> csv() {
        return core.call("DetectionExceptions.csv", () -> api.csv(csvPath).flatMap(DetectionResponseReader::csv));
    }

    /**
     * Reads an exception, whole. Fails with {@link dev.waiver.core.error.NotFoundException} if there is none. The
     * service may respond with 404 to invalid credentials, too: a 404 is believed only if the list can be read with the
     * same token afterwards. Otherwise the token is renewed and the request repeated once; if that does not settle it,
     * the call fails with {@link dev.waiver.core.error.ApiException}. The same holds for every operation on one
     * exception or rule set.
     *
     * <p>Inferred: the vendor documents this status for an invalid API key; it is treated alike for an access token.
     *
     * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    @Inferred("The vendor documents 404 for an invalid API key; it is treated alike for an access token.")
    @Override
    public ApiCall<DetectionExceptionRule> get(String id) {
        return operations.get(id);
    }

    /**
     * Reads an exception as the text that the service sends.
     *
     * @param id the exception's id
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    public ApiCall<JsonDocument> document(String id) {
        PathValues.check("id", id, GIVE_THE_ID);
        return core.call("DetectionExceptions.document", () -> adapter.document(id));
    }

    /**
     * Creates an exception, which takes effect once it is enabled in a rule set. The create is retried only if the
     * service certainly did not process it.
     *
     * <p>The id is taken from the response body, else from the {@code Location} header. Without either, it is that of
     * the exception of this name that did not exist before; to detect it, the list is read first, until the service has
     * returned an id once. If the response is lost, it is that of the only equal exception of this name.
     *
     * <p>If the name is taken (409), the call returns the exception of that name if its content is equal, and otherwise
     * fails with {@link dev.waiver.core.error.ConflictException}, which names its id. If the service stored something
     * different, the call fails with {@link dev.waiver.core.error.AppliedButUnconfirmedException}, which has the
     * differences.
     *
     * <p>Inferred: the response may hold the whole exception, its id only, or nothing, and may have a {@code Location};
     * a taken name may be a 409.
     *
     * @param rule the exception; its id and version are not sent
     * @throws IllegalArgumentException if the exception has no name
     */
    @Inferred("The response to a create may hold the whole exception, its id only, or nothing, and may have a "
            + "Location; a taken name may be a 409.")
    @Override
    public ApiCall<DetectionExceptionRule> create(DetectionExceptionRule rule) {
        return operations.create(rule);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where a response has the id of the new exception, that one is read, and no list. Inferred: the response, as
     * for {@link #create}.
     *
     * @throws IllegalArgumentException if an exception has no name, or there are more than a million
     */
    @Inferred("The response to each create may hold the whole exception, its id only, or nothing, and may have a "
            + "Location; a taken name may be a 409.")
    @Override
    public ApiCall<BulkResult<DetectionExceptionRule>> createAll(
            Collection<? extends DetectionExceptionRule> rules, BulkListener<? super DetectionExceptionRule> listener) {
        return operations.createAll(rules, listener);
    }

    /**
     * Replaces an exception as a whole, with member names in the documented case. Whatever the new one lacks is
     * removed; use {@link #edit} to change something. A response that does not show the whole exception as it was sent
     * is no proof: the exception is read back.
     *
     * <p>Inferred: the new document replaces all of the old one, without a check of versions, and the response may hold
     * the exception or nothing.
     *
     * @param rule the new exception; its id and version are not sent
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}, or the exception has no name
     */
    @Inferred("The new document replaces all of the old one, without a check of versions, and the response may hold "
            + "the exception or nothing.")
    @Override
    public ApiCall<DetectionExceptionRule> replace(String id, DetectionExceptionRule rule) {
        return operations.replace(id, rule);
    }

    /**
     * Reads an exception, changes it, and writes the whole document back. What is not changed stays exactly as the
     * service wrote it, including unknown members, nulls, order and spelling. Nothing is sent if nothing changes.
     * Endpoints receive the change once the rule sets that use the exception are saved again.
     *
     * <p>Inferred: the service does not check versions, so the last of two concurrent edits wins; the response may hold
     * the exception or nothing; each update adds 1 to the version. If the version did not grow by exactly one, a
     * warning is logged to {@code dev.waiver.detection}.
     *
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Inferred("The service does not check versions, so the last of two concurrent edits wins; each update adds 1 "
            + "to the version; the response may hold the exception or nothing.")
    @Override
    public ApiCall<DetectionExceptionRule> edit(String id, UnaryOperator<DetectionExceptionRule> change) {
        return operations.edit(id, change);
    }

    /**
     * Takes an exception out of use and out of all rule sets. <b>No operation reactivates it.</b> Endpoints receive the
     * change once the rule sets that used the exception are saved again.
     *
     * <p>Inferred: the exception may still be listed, and deactivating it twice changes nothing more.
     *
     * @param id the exception's id
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Inferred("A deactivated exception may still be listed, and deactivating it twice changes nothing more.")
    public ApiCall<@Nullable Void> deactivate(String id) {
        return operations.remove("deactivate", id);
    }

    /**
     * Deactivates an exception, like {@link #deactivate}: the service has no other removal.
     *
     * <p>Inferred: the exception may still be listed, and deactivating it twice changes nothing more.
     *
     * @throws IllegalArgumentException if the id is not valid, see {@link #get}
     */
    @Inferred("A deactivated exception may still be listed, and deactivating it twice changes nothing more.")
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return operations.remove(id);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each is {@linkplain #deactivate deactivated}. Inferred: the exceptions may still be listed.
     */
    @Inferred("A deactivated exception may still be listed, and deactivating it twice changes nothing more.")
    @Override
    public ApiCall<BulkResult<DetectionExceptionRule>> removeAll(
            Collection<String> ids, BulkListener<? super DetectionExceptionRule> listener) {
        return operations.removeAll(ids, listener);
    }

    /**
     * Creates the exception unless an equal one exists. Fails with
     * {@link dev.waiver.core.error.ExistingRuleDiffersException} if one of that name has other content.
     *
     * <p>Inferred: what counts as equal, see {@link #ensure(DetectionExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if the exception has no name
     */
    @Inferred("When two exceptions do the same: a string equals a list of one; literals have no order, and no case "
            + "where the operator ignores it or they are hashes; CylanceOPTICS equals Optics.")
    @Override
    public ApiCall<EnsureResult<DetectionExceptionRule>> ensure(DetectionExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Creates the exception unless an equal one exists. Compares the content of the exceptions that have exactly its
     * name, without id, version, description and tags. An equal one that no rule set uses is {@code PRESENT_INACTIVE},
     * as is a deactivated one that is still listed. A new one is {@code CREATED}, and still to be enabled. Within this
     * JVM, and with a {@link dev.waiver.core.RuleLock} beyond it, calls for the same name are serialized. Equal
     * exceptions are all reported, and none is removed.
     *
     * <p>Inferred: a string equals a list of one; literals have no order, and no case where the operator ignores it or
     * they are hashes; {@code CylanceOPTICS} equals {@code Optics}.
     *
     * @param onDifference what to do if an exception of that name has other content
     * @throws IllegalArgumentException if the exception has no name
     */
    @Inferred("When two exceptions do the same: a string equals a list of one; literals have no order, and no case "
            + "where the operator ignores it or they are hashes; CylanceOPTICS equals Optics.")
    @Override
    public ApiCall<EnsureResult<DetectionExceptionRule>> ensure(
            DetectionExceptionRule rule, OnDifference onDifference) {
        return operations.ensure(rule, onDifference);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The list has no content, so each listed exception of a requested name is read, too. Inferred: what counts as
     * equal, see {@link #ensure(DetectionExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if an exception has no name, two of a name have different content, or there are
     *     more than a million
     */
    @Inferred("When two exceptions do the same: a string equals a list of one; literals have no order, and no case "
            + "where the operator ignores it or they are hashes; CylanceOPTICS equals Optics.")
    @Override
    public ApiCall<BulkResult<DetectionExceptionRule>> ensureAll(
            Collection<? extends DetectionExceptionRule> rules,
            EnsureOptions options,
            BulkListener<? super DetectionExceptionRule> listener) {
        return operations.ensureAll(rules, options, listener);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each is {@linkplain #deactivate deactivated}, and may still be listed. Inferred: what counts as equal, see
     * {@link #ensure(DetectionExceptionRule, OnDifference)}.
     *
     * @throws IllegalArgumentException if an exception has no name, or there are more than a million
     */
    @Inferred("When two exceptions do the same: a string equals a list of one; literals have no order, and no case "
            + "where the operator ignores it or they are hashes; CylanceOPTICS equals Optics.")
    @Override
    public ApiCall<BulkResult<DetectionExceptionRule>> ensureAbsent(
            Collection<? extends DetectionExceptionRule> rules, BulkListener<? super DetectionExceptionRule> listener) {
        return operations.ensureAbsent(rules, listener);
    }
}
