/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings for what the email service's guide leaves open or contradicts, and for where the service was observed to
 * differ from it. Defaults are as recorded from the service; without a recording, they are the more lenient of two
 * assumptions. Change them before the requests they are meant for. {@link Simulator#reset()} restores the defaults.
 */
public final class EmailBehavior extends Behavior<EmailBehavior> {

    /** The request id in response envelopes. */
    public enum RequestIds {
        /** The id that was sent, or a new one if none was sent. */
        ECHO,
        /** A new id. */
        OWN,
        /** The id that was sent, without its last four characters. */
        CUT_SHORT,
        /** No id. */
        ABSENT
    }

    /** The form of {@code responseData}. */
    public enum Data {
        /** An array, empty if there are no elements. */
        ARRAY,
        /** An array, or the element alone if there is exactly one. */
        OBJECT,
        /** An array, or null if there are no elements. */
        NULL,
        /** An array, or absent if there are no elements. */
        ABSENT
    }

    /** The names of a rule's members. */
    public enum Names {
        /** As in recorded responses. */
        RECORDED,
        /** Snake case with numeric ids, as from an older backend. */
        SNAKE_CASE
    }

    /** The body of the legacy sign-in response. */
    public enum LegacyToken {
        /** The token alone. */
        BARE,
        /** A JSON string followed by a line break. */
        QUOTED
    }

    /** The place of {@code lastEvaluatedKey} in a page of an engine's exceptions. */
    public enum LastEvaluatedKey {
        /** Inside {@code responseEnvelope}. */
        ENVELOPE,
        /** Beside {@code responseEnvelope} and {@code responseData}. */
        TOP_LEVEL,
        /** Inside {@code responseData}, which is an object with the exceptions in {@code items}. */
        DATA
    }

    /** What deletes at an engine read from their bodies. A body without it gets a 422. */
    public enum EngineDelete {
        /** {@code exceptionStr} at both paths. */
        EXCEPTION_STR,
        /** {@code exceptionStrList} at both paths. */
        EXCEPTION_STR_LIST,
        /** {@code exceptionStr} at the engine's path, and {@code exceptionStrList} at the path of its exceptions. */
        BOTH,
        /** Nothing, as if a proxy had dropped the body: all exceptions of the engine are deleted. */
        BODY_IGNORED
    }

    /** What deletes of anomaly exceptions read from their bodies. A body without it gets a 422. */
    public enum AnomalyDelete {
        /** A list of ids in {@code ruleId}, as one client sends. */
        RULE_ID,
        /** A list of ids in {@code listIds}, as another client sends. */
        LIST_IDS,
        /** A list of ids in either of them. */
        BOTH,
        /** Nothing: all anomaly exceptions of the tenant are deleted. */
        IDS_IGNORED
    }

    /** The elements of the click-time protection lists in {@code GET .../exceptions} and {@code .../{listId}}. */
    public enum ListItems {
        /** An element for each item, with the item as {@code listitem}; for an empty list one with null. */
        ROWS,
        /** An element for each list, with its only item as {@code listitem}, or an array of none or several. */
        OBJECT_OR_ARRAY,
        /** An element for each list, with an array of its items as {@code listitem}. */
        ARRAY
    }

    /** How several items of click-time protection lists are deleted by {@code listItemIds}. */
    public enum ClickTimeDelete {
        /** By POST, as documented; DELETE gets a 405. */
        POST,
        /** By DELETE, as clients do; POST creates, and gets a 422 for members that it lacks. */
        DELETE,
        /** By either. */
        BOTH,
        /** By either, but DELETE does not read its body and deletes all items. */
        IDS_IGNORED
    }

    volatile boolean replacesOnUpdate;
    volatile boolean missingGetIs404;
    volatile boolean missingUpdateIs404;
    volatile boolean missingDeleteIs404;
    volatile RequestIds requestIds = RequestIds.ECHO;
    volatile int createStatus = 200;
    volatile int deleteStatus = 200;
    volatile int responseCode = 200;
    private volatile @Nullable Integer createCode;
    volatile int deleteCode = 204;
    volatile boolean codesAsText;
    volatile boolean envelope = true;
    volatile IntUnaryOperator recordsNumber = IntUnaryOperator.identity();
    volatile Data data = Data.ARRAY;
    volatile Names names = Names.RECORDED;
    volatile String idName = "entityId";
    volatile boolean numericIds;
    volatile boolean unsetIsEmptyText;
    volatile int pageSize = Integer.MAX_VALUE;
    volatile int enginePageSize = Integer.MAX_VALUE;
    volatile LastEvaluatedKey lastEvaluatedKey = LastEvaluatedKey.ENVELOPE;
    volatile boolean ignoresListBody;
    volatile EngineDelete engineDelete = EngineDelete.BOTH;
    volatile AnomalyDelete anomalyDelete = AnomalyDelete.BOTH;
    volatile ListItems listItems = ListItems.ROWS;
    volatile boolean itemInArray;
    volatile ClickTimeDelete clickTimeDelete = ClickTimeDelete.BOTH;
    volatile boolean repeatedCreateIs409;
    final Set<String> unlicensedEngines = new CopyOnWriteArraySet<>();
    volatile Function<Instant, @Nullable String> times = EmailKeys.RFC_1123::format;
    volatile Duration tokenLifetime = Duration.ofMinutes(30);
    volatile boolean refusesAuthenticationWith200;
    volatile boolean saysExpires = true;
    volatile boolean saysExpiresIn = true;
    volatile LegacyToken legacyTokenText = LegacyToken.BARE;

    EmailBehavior() {
        super("{\"domain\":null,\"revision\":{\"number\":1,\"weight\":1.50}}");
    }

    @Override
    EmailBehavior self() {
        return this;
    }

    /**
     * Sets whether an update of a rule or of an engine's exception clears the members it does not name. Default: false,
     * an update merges. The vendor does not document which of the two the service does.
     *
     * @param value true to replace, false to merge
     */
    public EmailBehavior replacesOnUpdate(boolean value) {
        replacesOnUpdate = value;
        return this;
    }

    /**
     * Sets which operations respond to an unknown id, or to an unknown string of an engine, with a 404 and an envelope
     * rather than a success. Default: none.
     *
     * @param get whether get does
     * @param update whether update does
     * @param delete whether delete does
     */
    public EmailBehavior missingIs404(boolean get, boolean update, boolean delete) {
        missingGetIs404 = get;
        missingUpdateIs404 = update;
        missingDeleteIs404 = delete;
        return this;
    }

    /** Sets the {@code requestId} in response envelopes. Default: {@link RequestIds#ECHO}. */
    public EmailBehavior requestIds(RequestIds value) {
        requestIds = value;
        return this;
    }

    /** Sets the HTTP status of a successful create. Default: 200. */
    public EmailBehavior createStatus(int value) {
        createStatus = value;
        return this;
    }

    /** Sets the HTTP status of a successful delete. Default: 200. With 204 the response has no body. */
    public EmailBehavior deleteStatus(int value) {
        deleteStatus = value;
        return this;
    }

    /**
     * Sets the envelope's success code for all operations but create and delete. Default: 200. The guide documents 0.
     */
    public EmailBehavior responseCode(int value) {
        responseCode = value;
        return this;
    }

    /** Sets the envelope's success code for create. Default: 200 for rules, 201 for all others. */
    public EmailBehavior createCode(int value) {
        createCode = value;
        return this;
    }

    /** Returns the envelope's success code for create, if it is set. */
    int createCodeOr(int defaultCode) {
        Integer code = createCode;
        return code == null ? defaultCode : code;
    }

    /** Sets the envelope's success code for delete. Default: 204. */
    public EmailBehavior deleteCode(int value) {
        deleteCode = value;
        return this;
    }

    /** Sets whether the envelope's codes are strings. Default: false, numbers. */
    public EmailBehavior codesAsText(boolean value) {
        codesAsText = value;
        return this;
    }

    /** Sets whether successful responses have an envelope. Default: true. */
    public EmailBehavior envelope(boolean value) {
        envelope = value;
        return this;
    }

    /**
     * Sets the envelope's {@code recordsNumber}. Default: the true total; 1 for a create, as in the vendor's sample.
     *
     * @param shown returns the number to send, given the default
     */
    public EmailBehavior recordsNumber(IntUnaryOperator shown) {
        recordsNumber = shown;
        return this;
    }

    /** Sets the form of {@code responseData}. Default: {@link Data#ARRAY}. */
    public EmailBehavior data(Data value) {
        data = value;
        return this;
    }

    /** Sets the names of rule members. Default: {@link Names#RECORDED}. */
    public EmailBehavior names(Names value) {
        names = value;
        return this;
    }

    /**
     * Sets the name of a rule's id member, with {@link Names#RECORDED}. Default: {@code entityId}; {@code id} has been
     * observed too.
     */
    public EmailBehavior idName(String value) {
        idName = value;
        return this;
    }

    /** Sets whether rule ids are numbers. Default: false, strings. */
    public EmailBehavior numericIds(boolean value) {
        numericIds = value;
        return this;
    }

    /** Sets whether unset members are empty strings. Default: false, null. */
    public EmailBehavior unsetIsEmptyText(boolean value) {
        unsetIsEmptyText = value;
        return this;
    }

    /**
     * Sets the page size of lists, whose pages continue with {@code ?scrollId=}. Default: all rules in one page. It is
     * unknown whether the service ever pages these lists.
     *
     * @param rules the number of rules per page
     */
    public EmailBehavior pageSize(int rules) {
        pageSize = rules;
        return this;
    }

    /**
     * Sets the page size of the lists of engines' exceptions, whose pages continue with {@code lastEvaluatedKey}; a
     * smaller {@code limit} in a request takes precedence. Default: all exceptions in one page. The vendor does not
     * document it.
     *
     * @param exceptions the number of exceptions per page
     */
    public EmailBehavior enginePageSize(int exceptions) {
        enginePageSize = exceptions;
        return this;
    }

    /**
     * Sets where a page of an engine's exceptions has {@code lastEvaluatedKey}; the last page has none. Default:
     * {@link LastEvaluatedKey#ENVELOPE}. The vendor does not document it.
     */
    public EmailBehavior lastEvaluatedKey(LastEvaluatedKey value) {
        lastEvaluatedKey = value;
        return this;
    }

    /**
     * Sets whether lists of engines' exceptions ignore the body of the GET, as if a proxy had dropped it: they are not
     * filtered, and always have the first page. Default: false.
     */
    public EmailBehavior ignoresListBody(boolean value) {
        ignoresListBody = value;
        return this;
    }

    /** Sets what deletes at an engine read from their bodies. Default: {@link EngineDelete#BOTH}. */
    public EmailBehavior engineDelete(EngineDelete value) {
        engineDelete = value;
        return this;
    }

    /** Sets what deletes of anomaly exceptions read from their bodies. Default: {@link AnomalyDelete#BOTH}. */
    public EmailBehavior anomalyDelete(AnomalyDelete value) {
        anomalyDelete = value;
        return this;
    }

    /** Sets the elements of the click-time protection lists. Default: {@link ListItems#ROWS}, as recorded. */
    public EmailBehavior listItems(ListItems value) {
        listItems = value;
        return this;
    }

    /**
     * Sets whether the response for one item of a click-time protection list has it in an array. Default: false, the
     * item is the {@code responseData}, as recorded.
     */
    public EmailBehavior itemInArray(boolean value) {
        itemInArray = value;
        return this;
    }

    /** Sets how several items of click-time protection lists are deleted. Default: {@link ClickTimeDelete#BOTH}. */
    public EmailBehavior clickTimeDelete(ClickTimeDelete value) {
        clickTimeDelete = value;
        return this;
    }

    /**
     * Sets whether a create gets a 409 and an envelope if the same table of an engine has an exception with the same
     * string, or the same click-time protection list an item with the same name. Default: false; at an engine it
     * overwrites the existing one, and in a list it adds another item. The vendor does not document what the service
     * does.
     */
    public EmailBehavior repeatedCreateIs409(boolean value) {
        repeatedCreateIs409 = value;
        return this;
    }

    /**
     * Adds an engine that the tenants have no license for: its requests get a 403 and an envelope. None by default.
     *
     * @param sectool the engine, such as {@code avanan_url} or {@code anomaly}
     */
    public EmailBehavior unlicensedEngine(String sectool) {
        unlicensedEngines.add(sectool);
        return this;
    }

    /**
     * Sets the format of {@code updateTime}. Default: RFC 1123.
     *
     * @param format formats an instant, or returns null to send null
     */
    public EmailBehavior times(Function<Instant, @Nullable String> format) {
        times = format;
        return this;
    }

    /** Sets the lifetime of tokens, by the simulator's clock. Default: 1800 seconds. */
    public EmailBehavior tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /** Sets whether wrong credentials get HTTP 200 with {@code "success": false}. Default: false, HTTP 401. */
    public EmailBehavior refusesAuthenticationWith200(boolean value) {
        refusesAuthenticationWith200 = value;
        return this;
    }

    /**
     * Sets which expiry members the Infinity gateway's sign-in response has. Default: both.
     *
     * @param expires whether it has {@code expires}, a date
     * @param expiresIn whether it has {@code expiresIn}, in seconds
     */
    public EmailBehavior includesExpiry(boolean expires, boolean expiresIn) {
        saysExpires = expires;
        saysExpiresIn = expiresIn;
        return this;
    }

    /** Sets the body of the legacy sign-in response. Default: {@link LegacyToken#BARE}. */
    public EmailBehavior legacyToken(LegacyToken value) {
        legacyTokenText = value;
        return this;
    }
}
