package dev.waiver.testing;

import java.time.Duration;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * What the detection service does where its guide is silent or contradicts itself. Every setting starts as documented,
 * or as the kinder of two guesses; {@link Simulator#reset()} goes back to that. Set it before the requests it is meant
 * for.
 */
public final class DetectionBehavior extends Behavior<DetectionBehavior> {

    /** How the members of summaries are called. */
    public enum Names {
        /**
         * As in the guide: {@code Id}, {@code OperatingSystem}, with {@code id} and {@code login} inside of
         * {@code ModifiedBy}.
         */
        DOCUMENTED,
        /** As clients in the wild spell them: {@code id}, {@code name}, {@code operatingSystems} with {@code Name}. */
        LOWER_CASE
    }

    /** What a create answers. */
    public enum Body {
        /** The whole document. */
        DOCUMENT,
        /** An object with nothing but the id. */
        ID,
        /** Nothing. */
        NONE
    }

    volatile Duration tokenLifetime = Duration.ofMinutes(30);
    volatile boolean opaqueTokens;
    volatile boolean badTokenIs404;
    volatile int signInStatus = 200;
    volatile int createStatus = 200;
    volatile boolean createLocation;
    volatile Body createBody = Body.DOCUMENT;
    volatile boolean uniqueNames;
    volatile int versionStep = 1;
    volatile boolean keepsDeactivated;
    volatile int defaultPageSize = 100;
    volatile int largestPageSize = 200;
    volatile boolean pagingMetadata = true;
    volatile boolean ignoresPage;
    volatile int repeatsFrom = Integer.MAX_VALUE;
    volatile Set<Integer> emptyPages = Set.of();
    volatile IntConsumer afterPage = page -> {};
    volatile IntUnaryOperator totals = IntUnaryOperator.identity();
    volatile Names names = Names.DOCUMENTED;
    volatile int generated;

    DetectionBehavior() {
        super("{\"Origin\":null,\"Revision\":{\"Number\":1,\"Weight\":1.50}}");
    }

    @Override
    DetectionBehavior self() {
        return this;
    }

    /**
     * How long an access token is good, by the simulator's clock.
     *
     * @param value 30 minutes by default
     * @return this
     */
    public DetectionBehavior tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /**
     * Whether access tokens are texts that say nothing, rather than JWTs whose {@code exp} can be read.
     *
     * @param value JWTs by default
     * @return this
     */
    public DetectionBehavior opaqueTokens(boolean value) {
        opaqueTokens = value;
        return this;
    }

    /**
     * Whether a request with a bad access token is answered by 404, which the guide blames on an invalid key too.
     *
     * @param value by 401 by default
     * @return this
     */
    public DetectionBehavior badTokenIs404(boolean value) {
        badTokenIs404 = value;
        return this;
    }

    /**
     * The status of a successful sign-in.
     *
     * @param value 200 by default; 201 was seen to be expected too
     * @return this
     */
    public DetectionBehavior signInStatus(int value) {
        signInStatus = value;
        return this;
    }

    /**
     * What a create answers. The guide says nothing of it.
     *
     * @param status 200 by default; 201 was seen elsewhere in this product
     * @param location whether a {@code Location} header names the new exception; not by default
     * @param body the document by default
     * @return this
     */
    public DetectionBehavior createResponse(int status, boolean location, Body body) {
        createStatus = status;
        createLocation = location;
        createBody = body;
        return this;
    }

    /**
     * Whether an equal name is a conflict, answered by 409.
     *
     * @param value no conflict by default
     * @return this
     */
    public DetectionBehavior uniqueNames(boolean value) {
        uniqueNames = value;
        return this;
    }

    /**
     * By how much a version grows with an update.
     *
     * @param value 1 by default
     * @return this
     */
    public DetectionBehavior versionStep(int value) {
        versionStep = value;
        return this;
    }

    /**
     * Whether a deactivated exception is still listed and answered, and can be deactivated once more.
     *
     * @param value gone, and 404, by default
     * @return this
     */
    public DetectionBehavior keepsDeactivated(boolean value) {
        keepsDeactivated = value;
        return this;
    }

    /**
     * The sizes of pages.
     *
     * @param usual the size when none is asked for; 100 by default
     * @param largest the size that larger ones are cut to; 200 by default
     * @return this
     */
    public DetectionBehavior pageSizes(int usual, int largest) {
        defaultPageSize = usual;
        largestPageSize = largest;
        return this;
    }

    /**
     * Whether a list says which page it is and how many there are.
     *
     * @param value true by default
     * @return this
     */
    public DetectionBehavior pagingMetadata(boolean value) {
        pagingMetadata = value;
        return this;
    }

    /**
     * Whether every page that is asked for is the first one, as when only {@code page_number} is sent.
     *
     * @param value pages are served by default
     * @return this
     */
    public DetectionBehavior ignoresPage(boolean value) {
        ignoresPage = value;
        return this;
    }

    /**
     * Shows this page again for each later one, for ever.
     *
     * @param page the page that repeats; none by default
     * @return this
     */
    public DetectionBehavior repeatsFrom(int page) {
        repeatsFrom = page;
        return this;
    }

    /**
     * Pages that are empty; what would have stood there stands on the next one.
     *
     * @param pages their numbers, from 1; none by default
     * @throws IllegalArgumentException if one is given twice
     * @return this
     */
    public DetectionBehavior emptyPages(Integer... pages) {
        emptyPages = Set.of(pages);
        return this;
    }

    /**
     * Something that someone else does after a page of exceptions was put together and before it is answered, such as
     * to add another one.
     *
     * @param action is told the page's number; nothing by default
     * @return this
     */
    public DetectionBehavior afterPage(IntConsumer action) {
        afterPage = action;
        return this;
    }

    /**
     * What {@code total_number_of_items} says.
     *
     * @param shown the number to say, given the true total; that total by default
     * @return this
     */
    public DetectionBehavior totals(IntUnaryOperator shown) {
        totals = shown;
        return this;
    }

    /**
     * How the members of summaries are called.
     *
     * @param value as documented by default
     * @return this
     */
    public DetectionBehavior names(Names value) {
        names = value;
        return this;
    }

    /**
     * So many exceptions stand before all others, each made up when it is asked for. They can be listed and read, not
     * changed.
     *
     * @param count how many; none by default
     * @return this
     */
    public DetectionBehavior generated(int count) {
        generated = count;
        return this;
    }
}
