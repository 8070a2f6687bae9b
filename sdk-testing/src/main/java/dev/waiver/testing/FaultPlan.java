/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Duration;

/**
 * The plan of a fault: when it is injected and what it does.
 *
 * @param name the fault's name in messages
 * @param moment when the fault is injected
 * @param rewrite derives the response that is sent from the normal one
 * @param applies whether the request takes effect
 * @param needsProperResponse whether the request must be served to get a response to rewrite
 * @param delay the delay before the response is sent
 */
record FaultPlan(
        String name, Moment moment, Rewrite rewrite, boolean applies, boolean needsProperResponse, Duration delay) {

    /** The moments at which a fault can be injected. */
    enum Moment {
        BEFORE_BODY,
        WITHIN_BODY,
        WHOLE_REQUEST
    }

    /** A function that derives the response that is sent from the normal one. */
    @FunctionalInterface
    interface Rewrite {
        ServerResponse rewrite(ServerResponse proper, RecordedRequest call, Simulator simulator);
    }

    /** Returns a plan that alters the normal response, so the request must be served. */
    static FaultPlan altering(String name, Rewrite rewrite) {
        return new FaultPlan(name, Moment.WHOLE_REQUEST, rewrite, true, true, Duration.ZERO);
    }

    /** Returns a plan that replaces the normal response. */
    static FaultPlan replacing(String name, boolean applies, Rewrite rewrite) {
        return new FaultPlan(name, Moment.WHOLE_REQUEST, rewrite, applies, false, Duration.ZERO);
    }

    /** Returns a plan that ends the connection before the whole request has been read. */
    static FaultPlan early(String name, Moment moment) {
        return new FaultPlan(name, moment, (proper, call, simulator) -> proper, false, true, Duration.ZERO);
    }

    boolean early() {
        return moment != Moment.WHOLE_REQUEST;
    }

    FaultPlan afterApplying() {
        if (early()) {
            throw new IllegalStateException(name + ": the request is never read whole, so it cannot take effect");
        }
        return new FaultPlan(name + ", applied", moment, rewrite, true, needsProperResponse, delay);
    }

    FaultPlan withoutApplying() {
        if (needsProperResponse && !early()) {
            throw new IllegalStateException(name + ": needs the response to a request that was served");
        }
        return new FaultPlan(name + ", not applied", moment, rewrite, false, needsProperResponse, delay);
    }

    FaultPlan delayed(Duration wait) {
        return new FaultPlan(name + " after " + wait, moment, rewrite, applies, needsProperResponse, wait);
    }
}
