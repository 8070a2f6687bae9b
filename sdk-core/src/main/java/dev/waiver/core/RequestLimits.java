/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

/**
 * Limits on the requests of one set of credentials: how many run at once and how many start per second.
 *
 * <p>The limits belong to the credentials, not to the client: clients with the same base URL, credentials and limits
 * share one budget, however many there are; clients on different clocks do not. A call that ends before its request is
 * sent gives its turn back. One that would not get a turn before its deadline fails with a
 * {@link dev.waiver.core.error.DeadlineExceededException} that says so.
 *
 * <p>The SDK learns from 429 responses, whatever the limits: requests for the same kind of resource (the first segment
 * of the path) pause as long as {@code Retry-After} says, at most an hour, or by the vendor's default, or from 0.5 to 1
 * s, doubling up to a minute while nothing succeeds. Then they start one by one, at half the rate that was too high,
 * which grows back with each success. If a second kind of resource gets a 429, all requests of the credentials do so.
 * All this is forgotten ten minutes after the last 429.
 *
 * @param maxConcurrentRequests the number of requests that may run at once
 * @param requestsPerSecond the number of requests that may start per second, on average
 * @param burst the number of requests that may start at once after an idle period; 1 spaces them evenly
 */
public record RequestLimits(int maxConcurrentRequests, double requestsPerSecond, int burst) {
    private static final RequestLimits UNLIMITED =
            new RequestLimits(Integer.MAX_VALUE, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public RequestLimits {
        if (maxConcurrentRequests < 1 || !(requestsPerSecond > 0) || burst < 1) {
            throw new IllegalArgumentException(
                    "requestLimits: concurrent requests and requests per second must be positive, not "
                            + maxConcurrentRequests + " and " + requestsPerSecond
                            + ", and the burst at least 1, not " + burst);
        }
    }

    /**
     * Returns limits with a burst of one second's worth of requests, at least 1.
     *
     * @param maxConcurrentRequests the number of requests that may run at once
     * @param requestsPerSecond the number of requests that may start per second
     * @throws IllegalArgumentException if one of them is not positive
     */
    public static RequestLimits of(int maxConcurrentRequests, double requestsPerSecond) {
        return of(maxConcurrentRequests, requestsPerSecond, (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, requestsPerSecond)));
    }

    /**
     * Returns limits with the given burst. With a burst of 1, requests start evenly spaced and no second has more of
     * them than allowed, for services that count strictly.
     *
     * @param maxConcurrentRequests the number of requests that may run at once
     * @param requestsPerSecond the number of requests that may start per second
     * @param burst the number of requests that may start at once after an idle period
     * @throws IllegalArgumentException if one of them is not positive
     */
    public static RequestLimits of(int maxConcurrentRequests, double requestsPerSecond, int burst) {
        return new RequestLimits(maxConcurrentRequests, requestsPerSecond, burst);
    }

    /** Returns limits that never delay a request. */
    public static RequestLimits unlimited() {
        return UNLIMITED;
    }

    /** Returns whether these limits never delay a request. */
    public boolean isUnlimited() {
        return maxConcurrentRequests == Integer.MAX_VALUE && requestsPerSecond == Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return isUnlimited()
                ? "RequestLimits[unlimited]"
                : "RequestLimits[maxConcurrentRequests=" + maxConcurrentRequests + ", requestsPerSecond="
                        + requestsPerSecond + ", burst=" + burst + "]";
    }
}
