package dev.waiver.testing;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the scanning service does where its documentation is silent: of its ten operations on exceptions only one could
 * be read. Every setting starts as the likeliest guess; {@link Simulator#reset()} goes back to that. Set it before the
 * requests it is meant for.
 */
public final class ScanningBehavior extends Behavior<ScanningBehavior> {

    /** What a list's items stand in. */
    public enum ListShape {
        /** {@code [{..}]}. */
        ARRAY,
        /** {@code {"exceptions": [{..}]}}. */
        PLURAL,
        /** {@code {"exceptions": [{"<id>": {..}}]}}, as version 1 of the API does. */
        PLURAL_MAP_IN_ARRAY,
        /** {@code {"exceptions": {"<id>": {..}}}}. */
        PLURAL_MAP,
        /** {@code {"data": [{..}]}}. */
        DATA,
        /** {@code {"data": {"exceptions": [{..}]}}}. */
        DATA_PLURAL
    }

    /** What a single item stands in. */
    public enum OneShape {
        /** {@code {..}}. */
        BARE,
        /** {@code {"exception": {..}}}. */
        SINGULAR,
        /** {@code {"data": {..}}}. */
        DATA,
        /** The list's envelope with one entry. */
        AS_LIST
    }

    /** How the vulnerability is named. */
    public enum NvtShape {
        /** {@code "nvt": "1.3.6..."}. */
        NVT,
        /** {@code "nvt_oid": "1.3.6..."}. */
        NVT_OID,
        /** {@code "nvt": {"oid": "1.3.6...", "name": ".."}}. */
        NVT_OBJECT
    }

    /** How the scan of a rule is told. */
    public enum ScanShape {
        /** {@code "scan": "<id>"}. */
        SCAN_TEXT,
        /** {@code "scan": {"id": "<id>", "name": ".."}}. */
        SCAN_OBJECT,
        /** {@code "task": "<another id>"}: the scan is not told. */
        TASK_TEXT,
        /** {@code "task": {"id": "<another id>", "name": ".."}}, as version 1 does: the scan is not told. */
        TASK_OBJECT,
        /** The scan as text and the task as object. */
        BOTH
    }

    /** How a port is told. */
    public enum PortShape {
        /** {@code 8080}. */
        NUMBER,
        /** {@code "8080"}. */
        TEXT,
        /** {@code "8080/tcp"}. */
        TEXT_WITH_PROTOCOL
    }

    /** How lists are paged. */
    public enum Paging {
        /** In pages, with a {@code pagination} object. */
        ANNOUNCED,
        /** In pages, and nothing says so. */
        UNANNOUNCED,
        /** Whatever page is asked, the whole list comes. */
        NONE,
        /** The whole list comes, with {@code "count": {"total": n}} beside it. */
        COUNTED,
        /** The first page comes again and again, while the {@code pagination} object counts on. */
        REPEATING
    }

    /** What an update does. */
    public enum Updates {
        /** What is not named stays as it is. */
        MERGE,
        /** What is not named is cleared: a scope left out means any. */
        REPLACE,
        /** Only text and vulnerability are taken, as from version 1's client. */
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
     * What items stand in.
     *
     * @param lists for lists; {@link ListShape#PLURAL} by default
     * @param single for one item; {@link OneShape#SINGULAR} by default
     * @return this
     */
    public ScanningBehavior envelopes(ListShape lists, OneShape single) {
        list = lists;
        one = single;
        return this;
    }

    /**
     * How the vulnerability of a rule is named in answers.
     *
     * @param value {@link NvtShape#NVT} by default
     * @return this
     */
    public ScanningBehavior nvt(NvtShape value) {
        nvt = value;
        return this;
    }

    /**
     * How the scan of a rule is told in answers.
     *
     * @param value {@link ScanShape#SCAN_TEXT} by default
     * @return this
     */
    public ScanningBehavior scan(ScanShape value) {
        scan = value;
        return this;
    }

    /**
     * How a port is told in answers.
     *
     * @param value {@link PortShape#NUMBER} by default
     * @return this
     */
    public ScanningBehavior port(PortShape value) {
        port = value;
        return this;
    }

    /**
     * How lists are paged.
     *
     * @param value {@link Paging#ANNOUNCED} by default
     * @param size how many items a page has unless {@code per_page} asks for another number; 25 by default
     * @return this
     */
    public ScanningBehavior paging(Paging value, int size) {
        paging = value;
        pageSize = size;
        return this;
    }

    /**
     * Something that someone else does after a page of exceptions was put together and before it is answered, such as
     * to remove another one.
     *
     * @param action is told the page's number
     * @return this
     */
    public ScanningBehavior afterPage(IntConsumer action) {
        afterPage = action;
        return this;
    }

    /**
     * What an update does.
     *
     * @param value {@link Updates#MERGE} by default
     * @return this
     */
    public ScanningBehavior updates(Updates value) {
        updates = value;
        return this;
    }

    /**
     * The member that a list of vulnerabilities stands in.
     *
     * @param plural {@code vulnerabilities} by default; version 1 says {@code results}
     * @return this
     */
    public ScanningBehavior vulnerabilities(String plural) {
        vulnerabilities = plural;
        return this;
    }

    /**
     * Where an item has its id.
     *
     * @param name the member that it is in; {@code id} by default
     * @param onlyAsKey whether an item in a map has it only as the map's key; false by default
     * @return this
     */
    public ScanningBehavior ids(String name, boolean onlyAsKey) {
        idName = name;
        idsOnlyAsKeys = onlyAsKey;
        return this;
    }

    /**
     * Whether a member that is not set is left out.
     *
     * @param value sent as null or {@code ""} by default
     * @return this
     */
    public ScanningBehavior omitsUnset(boolean value) {
        omitsUnset = value;
        return this;
    }

    /**
     * Whether severities are sent as text.
     *
     * @param value numbers by default
     * @return this
     */
    public ScanningBehavior severityAsText(boolean value) {
        severityAsText = value;
        return this;
    }

    /**
     * Whether a new rule is merely {@code requested} until it is activated.
     *
     * @param value in force at once by default
     * @return this
     */
    public ScanningBehavior createsRequested(boolean value) {
        requested = value;
        return this;
    }

    /**
     * Whether an update loses hosts, port and scan, which makes the rule wider.
     *
     * @param value false by default
     * @return this
     */
    public ScanningBehavior dropsScopeOnUpdate(boolean value) {
        dropsScope = value;
        return this;
    }

    /**
     * Whether lists come whole, whatever filter was sent.
     *
     * @param value false by default
     * @return this
     */
    public ScanningBehavior ignoresFilters(boolean value) {
        ignoresFilters = value;
        return this;
    }

    /**
     * The status of a removal; 200 has a small body, 204 none.
     *
     * @param value 204 by default
     * @return this
     */
    public ScanningBehavior deleteStatus(int value) {
        deleteStatus = value;
        return this;
    }

    /**
     * The plural operations take their ids as an array in the JSON body.
     *
     * @param member the array's name; {@code ids} in the body by default
     * @return this
     */
    public ScanningBehavior bulkIdsInBody(String member) {
        bulkMember = member;
        bulkInQuery = false;
        return this;
    }

    /**
     * The plural operations take their ids from the query: repeated, or one value with commas. From the body by
     * default.
     *
     * @param name the parameter, such as {@code ids[]}
     * @return this
     */
    public ScanningBehavior bulkIdsInQuery(String name) {
        bulkMember = name;
        bulkInQuery = true;
        return this;
    }

    /**
     * Whether a plural operation that finds no ids where it looks for them takes all rules.
     *
     * @param value refused with 422 by default
     * @return this
     */
    public ScanningBehavior bulkWithoutIdsMeansAll(boolean value) {
        bulkWithoutIdsMeansAll = value;
        return this;
    }

    /**
     * The second step of a sign-in by password.
     *
     * @param code the one-time password that is asked for; null, the default, asks for none
     * @param status the status of the answer that asks for it; 200 by default
     * @param needsPassword whether the second request must repeat user name and password; false by default
     * @return this
     */
    public ScanningBehavior oneTimePassword(@Nullable String code, int status, boolean needsPassword) {
        oneTimePassword = code;
        otpStatus = status;
        secondStepNeedsPassword = needsPassword;
        return this;
    }

    /**
     * The member of the answer that carries a generated access token.
     *
     * @param value {@code access_token} by default
     * @return this
     */
    public ScanningBehavior accessTokenMember(String value) {
        accessTokenMember = value;
        return this;
    }
}
