package dev.waiver.testing;

import dev.waiver.testing.internal.http.ServerResponse;
import java.time.Duration;

/**
 * When a fault strikes and what it does.
 *
 * @param name what it is called in messages
 * @param moment when it strikes
 * @param rewrite makes the answer that is sent out of the one that would have been
 * @param applies whether the request takes effect
 * @param needsProperResponse whether there is nothing to rewrite unless the request was served
 * @param delay how long the answer is held back
 */
record FaultPlan(
        String name, Moment moment, Rewrite rewrite, boolean applies, boolean needsProperResponse, Duration delay) {

    /** When a fault strikes. */
    enum Moment {
        BEFORE_BODY,
        WITHIN_BODY,
        WHOLE_REQUEST
    }

    /** Makes the answer that is sent out of the one that would have been. */
    @FunctionalInterface
    interface Rewrite {
        ServerResponse rewrite(ServerResponse proper, RecordedRequest call, Simulator simulator);
    }

    /** Spoils the proper answer, so the request has to be served. */
    static FaultPlan spoiling(String name, Rewrite rewrite) {
        return new FaultPlan(name, Moment.WHOLE_REQUEST, rewrite, true, true, Duration.ZERO);
    }

    /** Puts something in the place of the proper answer. */
    static FaultPlan replacing(String name, boolean applies, Rewrite rewrite) {
        return new FaultPlan(name, Moment.WHOLE_REQUEST, rewrite, applies, false, Duration.ZERO);
    }

    /** Strikes before the request is in. */
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
            throw new IllegalStateException(name + ": needs the answer to a request that was served");
        }
        return new FaultPlan(name + ", not applied", moment, rewrite, false, needsProperResponse, delay);
    }

    FaultPlan delayed(Duration wait) {
        return new FaultPlan(name + " after " + wait, moment, rewrite, applies, needsProperResponse, wait);
    }
}
