/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.time.Duration;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * Settings for what the detection service's guide leaves open or contradicts. Defaults are as documented; where nothing
 * is documented, they are the more lenient of two assumptions. Change them before the requests they are meant for.
 * {@link Simulator#reset()} restores the defaults.
 */
public final class DetectionBehavior extends Behavior<DetectionBehavior> {

    /** The names of a summary's members. */
    public enum Names {
        /**
         * As in the guide: {@code Id}, {@code OperatingSystem}, and {@code id} and {@code login} inside
         * {@code ModifiedBy}.
         */
        DOCUMENTED,
        /** As spelled by third-party clients: {@code id}, {@code name}, {@code operatingSystems} with {@code Name}. */
        LOWER_CASE
    }

    /** The body of a create response. */
    public enum Body {
        /** The whole document. */
        DOCUMENT,
        /** An object with only the id. */
        ID,
        /** No body. */
        NONE
    }

    volatile Duration tokenLifetime = Duration.ofMinutes(30);
    volatile boolean opaqueTokens;
    volatile boolean badTokenIs404;
    volatile int authenticationStatus = 200;
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

    DetectionBehavior() {
        super("{\"Origin\":null,\"Revision\":{\"Number\":1,\"Weight\":1.50}}");
    }

    @Override
    DetectionBehavior self() {
        return this;
    }

    /** Sets the lifetime of access tokens, by the simulator's clock. Default: 30 minutes. */
    public DetectionBehavior tokenLifetime(Duration value) {
        tokenLifetime = value;
        return this;
    }

    /** Sets whether access tokens are opaque strings. Default: false, JWTs with a readable {@code exp}. */
    public DetectionBehavior opaqueTokens(boolean value) {
        opaqueTokens = value;
        return this;
    }

    /**
     * Sets whether requests with an invalid access token get 404, a status that the guide also attributes to invalid
     * API keys. Default: false, 401.
     */
    public DetectionBehavior badTokenIs404(boolean value) {
        badTokenIs404 = value;
        return this;
    }

    /** Sets the HTTP status of successful authentication. Default: 200. One known client also accepts 201. */
    public DetectionBehavior authenticationStatus(int value) {
        authenticationStatus = value;
        return this;
    }

    /**
     * Sets the response to a create, which the guide does not document.
     *
     * @param status the HTTP status; 200 by default; 201 has been observed elsewhere in this product
     * @param location whether a {@code Location} header has the path of the new exception; false by default
     * @param body the body; {@link Body#DOCUMENT} by default
     */
    public DetectionBehavior createResponse(int status, boolean location, Body body) {
        createStatus = status;
        createLocation = location;
        createBody = body;
        return this;
    }

    /** Sets whether a duplicate name is a conflict, with status 409. Default: false. */
    public DetectionBehavior uniqueNames(boolean value) {
        uniqueNames = value;
        return this;
    }

    /** Sets the increment of the version on update. Default: 1. */
    public DetectionBehavior versionStep(int value) {
        versionStep = value;
        return this;
    }

    /**
     * Sets whether deactivated exceptions are still listed and returned, and can be deactivated again. Default: false,
     * they are removed and get 404.
     */
    public DetectionBehavior keepsDeactivated(boolean value) {
        keepsDeactivated = value;
        return this;
    }

    /**
     * Sets the page sizes of lists.
     *
     * @param usual the page size if the request has none; 100 by default
     * @param largest the maximum page size, to which larger ones are reduced; 200 by default
     */
    public DetectionBehavior pageSizes(int usual, int largest) {
        defaultPageSize = usual;
        largestPageSize = largest;
        return this;
    }

    /** Sets whether lists have the page number, page size and totals. Default: true. */
    public DetectionBehavior pagingMetadata(boolean value) {
        pagingMetadata = value;
        return this;
    }

    /** Sets whether every request gets the first page, as when only {@code page_number} is sent. Default: false. */
    public DetectionBehavior ignoresPage(boolean value) {
        ignoresPage = value;
        return this;
    }

    /**
     * Sets a page to repeat in place of each later page, without end. None by default.
     *
     * @param page the number of the page
     */
    public DetectionBehavior repeatsFrom(int page) {
        repeatsFrom = page;
        return this;
    }

    /**
     * Sets pages that are empty; their items move to the next page. None by default.
     *
     * @param pages the page numbers, from 1
     * @throws IllegalArgumentException if a page number is repeated
     */
    public DetectionBehavior emptyPages(Integer... pages) {
        emptyPages = Set.of(pages);
        return this;
    }

    /**
     * Sets an action that simulates a concurrent writer: it runs after a page has been built and before the response is
     * sent. None by default.
     *
     * @param action the concurrent change, such as adding an exception, given the page number
     */
    public DetectionBehavior afterPage(IntConsumer action) {
        afterPage = action;
        return this;
    }

    /**
     * Sets {@code total_number_of_items} in lists. Default: the true total.
     *
     * @param shown returns the number to send, given the true total
     */
    public DetectionBehavior totals(IntUnaryOperator shown) {
        totals = shown;
        return this;
    }

    /** Sets the names of summary members. Default: {@link Names#DOCUMENTED}. */
    public DetectionBehavior names(Names value) {
        names = value;
        return this;
    }
}
