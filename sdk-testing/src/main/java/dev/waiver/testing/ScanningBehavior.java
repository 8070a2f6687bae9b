/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings for what the scanning service's documentation leaves open: only one of its ten operations on exceptions
 * could be read. The defaults are the most likely assumptions. Change them before the requests they are meant for.
 * {@link Simulator#reset()} restores the defaults.
 */
public final class ScanningBehavior extends Behavior<ScanningBehavior> {

    /** The envelope of a list. */
    public enum ListShape {
        /** {@code [{..}]}. */
        ARRAY,
        /** {@code {"exceptions": [{..}]}}. */
        PLURAL,
        /** {@code {"exceptions": [{"<id>": {..}}]}}, as in version 1 of the API. */
        PLURAL_MAP_IN_ARRAY,
        /** {@code {"exceptions": {"<id>": {..}}}}. */
        PLURAL_MAP,
        /** {@code {"data": [{..}]}}. */
        DATA,
        /** {@code {"data": {"exceptions": [{..}]}}}. */
        DATA_PLURAL
    }

    /** The envelope of a single item. */
    public enum OneShape {
        /** {@code {..}}. */
        BARE,
        /** {@code {"exception": {..}}}. */
        SINGULAR,
        /** {@code {"data": {..}}}. */
        DATA,
        /** The envelope of a list, with one entry. */
        AS_LIST
    }

    /** The form of a rule's vulnerability. */
    public enum NvtShape {
        /** {@code "nvt": "1.3.6..."}. */
        NVT,
        /** {@code "nvt_oid": "1.3.6..."}. */
        NVT_OID,
        /** {@code "nvt": {"oid": "1.3.6...", "name": ".."}}. */
        NVT_OBJECT
    }

    /** The form of a rule's scan. */
    public enum ScanShape {
        /** {@code "scan": "<id>"}. */
        SCAN_TEXT,
        /** {@code "scan": {"id": "<id>", "name": ".."}}. */
        SCAN_OBJECT,
        /** {@code "task": "<another id>"}, without the scan. */
        TASK_TEXT,
        /** {@code "task": {"id": "<another id>", "name": ".."}}, without the scan, as in version 1. */
        TASK_OBJECT,
        /** The scan as a string and the task as an object. */
        BOTH
    }

    /** The form of a port. */
    public enum PortShape {
        /** {@code 8080}. */
        NUMBER,
        /** {@code "8080"}. */
        TEXT,
        /** {@code "8080/tcp"}. */
        TEXT_WITH_PROTOCOL
    }

    /** The paging of lists. */
    public enum Paging {
        /** Pages with a {@code pagination} object. */
        ANNOUNCED,
        /** Pages without any paging metadata. */
        UNANNOUNCED,
        /** The whole list, whichever page is requested. */
        NONE,
        /** The whole list, with {@code "count": {"total": n}} beside it. */
        COUNTED,
        /** The first page for every request, while the {@code pagination} object keeps counting. */
        REPEATING
    }

    /** The effect of an update. */
    public enum Updates {
        /** Members that the request does not name keep their values. */
        MERGE,
        /** Members that the request does not name are cleared: an omitted scope means any. */
        REPLACE,
        /** Only the text and the vulnerability are updated, as by version 1's client. */
        TEXT_AND_NVT
    }

    volatile ListShape list = ListShape.PLURAL;
    volatile OneShape one = OneShape.SINGULAR;
    volatile NvtShape nvt = NvtShape.NVT;
    volatile ScanShape scan = ScanShape.SCAN_TEXT;
    volatile PortShape port = PortShape.NUMBER;
    volatile Paging paging = Paging.ANNOUNCED;
    volatile Updates updates = Updates.MERGE;
    volatile String vulnerabilities = "vulnerabilities";
    volatile String idName = "id";
    volatile boolean idsOnlyAsKeys;
    volatile boolean omitsUnset;
    volatile boolean severityAsText;
    volatile boolean requested;
    volatile boolean dropsScope;
    volatile boolean ignoresFilters;
    volatile int pageSize = 25;
    volatile int maxPageSize = Integer.MAX_VALUE;
    volatile int deleteStatus = 204;
    volatile String bulkMember = "ids";
    volatile boolean bulkInQuery;
    volatile boolean bulkWithoutIdsMeansAll;

    volatile @Nullable String oneTimePassword;

    volatile int otpStatus = 200;
    volatile boolean secondStepNeedsPassword;
    volatile String accessTokenMember = "access_token";
    volatile IntConsumer afterPage = page -> {};

    ScanningBehavior() {
        super("{\"owner\":null,\"revision\":{\"number\":1,\"weight\":1.50}}");
    }

    @Override
    ScanningBehavior self() {
        return this;
    }

    /**
     * Sets the envelopes of responses.
     *
     * @param lists the envelope of lists; {@link ListShape#PLURAL} by default
     * @param single the envelope of single items; {@link OneShape#SINGULAR} by default
     */
    public ScanningBehavior envelopes(ListShape lists, OneShape single) {
        list = lists;
        one = single;
        return this;
    }

    /** Sets the form of a rule's vulnerability in responses. Default: {@link NvtShape#NVT}. */
    public ScanningBehavior nvt(NvtShape value) {
        nvt = value;
        return this;
    }

    /** Sets the form of a rule's scan in responses. Default: {@link ScanShape#SCAN_TEXT}. */
    public ScanningBehavior scan(ScanShape value) {
        scan = value;
        return this;
    }

    /** Sets the form of a port in responses. Default: {@link PortShape#NUMBER}. */
    public ScanningBehavior port(PortShape value) {
        port = value;
        return this;
    }

    /**
     * Sets the paging of lists.
     *
     * @param value the paging; {@link Paging#ANNOUNCED} by default
     * @param size the page size unless the request has {@code per_page}; 25 by default
     */
    public ScanningBehavior paging(Paging value, int size) {
        paging = value;
        pageSize = size;
        return this;
    }

    /**
     * Sets the maximum page size, to which a larger {@code per_page} is reduced. Default: unlimited. It is unknown
     * whether the service limits it.
     *
     * @param size the number of items per page
     */
    public ScanningBehavior maxPageSize(int size) {
        maxPageSize = size;
        return this;
    }

    /**
     * Sets an action that simulates a concurrent writer: it runs after a page of exceptions has been built and before
     * the response is sent. None by default.
     *
     * @param action the concurrent change, such as removing an exception, given the page number
     */
    public ScanningBehavior afterPage(IntConsumer action) {
        afterPage = action;
        return this;
    }

    /** Sets the effect of an update. Default: {@link Updates#MERGE}. */
    public ScanningBehavior updates(Updates value) {
        updates = value;
        return this;
    }

    /**
     * Sets the envelope member of a list of vulnerabilities. Default: {@code vulnerabilities}. Version 1 has
     * {@code results}.
     */
    public ScanningBehavior vulnerabilities(String plural) {
        vulnerabilities = plural;
        return this;
    }

    /**
     * Sets where an item has its id.
     *
     * @param name the id's member; {@code id} by default
     * @param onlyAsKey whether an item in a map has its id only as the map's key; false by default
     */
    public ScanningBehavior ids(String name, boolean onlyAsKey) {
        idName = name;
        idsOnlyAsKeys = onlyAsKey;
        return this;
    }

    /** Sets whether unset members are omitted. Default: false, they are null or {@code ""}. */
    public ScanningBehavior omitsUnset(boolean value) {
        omitsUnset = value;
        return this;
    }

    /** Sets whether severities are strings. Default: false, numbers. */
    public ScanningBehavior severityAsText(boolean value) {
        severityAsText = value;
        return this;
    }

    /**
     * Sets whether a new rule has the status {@code requested} until it is activated. Default: false, it is active at
     * once.
     */
    public ScanningBehavior createsRequested(boolean value) {
        requested = value;
        return this;
    }

    /** Sets whether an update clears the hosts, port and scan, which widens the rule. Default: false. */
    public ScanningBehavior dropsScopeOnUpdate(boolean value) {
        dropsScope = value;
        return this;
    }

    /** Sets whether lists ignore all filters. Default: false. */
    public ScanningBehavior ignoresFilters(boolean value) {
        ignoresFilters = value;
        return this;
    }

    /** Sets the HTTP status of a removal. Default: 204. With 200 the response has a small body, with 204 none. */
    public ScanningBehavior deleteStatus(int value) {
        deleteStatus = value;
        return this;
    }

    /**
     * Makes the plural operations read ids from an array in the JSON body. This is the default, with the member
     * {@code ids}.
     *
     * @param member the name of the array
     */
    public ScanningBehavior bulkIdsInBody(String member) {
        bulkMember = member;
        bulkInQuery = false;
        return this;
    }

    /**
     * Makes the plural operations read ids from the query: a repeated parameter, or one with comma-separated ids.
     * Default: from the body.
     *
     * @param name the query parameter, such as {@code ids[]}
     */
    public ScanningBehavior bulkIdsInQuery(String name) {
        bulkMember = name;
        bulkInQuery = true;
        return this;
    }

    /**
     * Sets whether a plural operation without ids, where it reads them, applies to all rules. Default: false, it fails
     * with 422.
     */
    public ScanningBehavior bulkWithoutIdsMeansAll(boolean value) {
        bulkWithoutIdsMeansAll = value;
        return this;
    }

    /**
     * Sets the second step of a sign-in by password.
     *
     * @param code the required one-time password; null, the default, requires none
     * @param status the HTTP status of the response that requests it; 200 by default
     * @param needsPassword whether the second request must repeat the user name and password; false by default
     */
    public ScanningBehavior oneTimePassword(@Nullable String code, int status, boolean needsPassword) {
        oneTimePassword = code;
        otpStatus = status;
        secondStepNeedsPassword = needsPassword;
        return this;
    }

    /** Sets the response member that has a generated access token. Default: {@code access_token}. */
    public ScanningBehavior accessTokenMember(String value) {
        accessTokenMember = value;
        return this;
    }
}
