/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.RuleComparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The errors of operations that wrote something, or may have. */
final class Failures {
    private Failures() {}

    /** Returns a call that fails because a write was acknowledged and its effect is not what it should be. */
    static <T> ApiCall<T> unconfirmed(String message, List<FieldDifference> differences) {
        return unconfirmed(message, state -> null, differences);
    }

    static <T> ApiCall<T> unconfirmed(
            String message,
            Function<CallState, ? extends @Nullable Throwable> cause,
            List<FieldDifference> differences) {
        return Calls.failed(state -> new AppliedButUnconfirmedException(
                message, cause.apply(state), state.callInfo(), state.sent(), differences));
    }

    /**
     * Returns the error of a rule that was acknowledged, and that could not be looked for.
     *
     * @param lookup why not
     */
    static SdkException notLookedUp(SdkException lookup, CallInfo info) {
        return new AppliedButUnconfirmedException(
                "the service acknowledged the rule, and looking for it failed: do not send it again, look for it. What"
                        + " failed: " + lookup.getMessage(),
                lookup,
                info,
                "",
                List.of());
    }

    /** Returns the message about a stored rule that differs from the one that was sent. */
    static <R> String storedDifferently(
            RuleComparator<R> comparator, String id, R sent, R stored, List<FieldDifference> differences) {
        boolean kept = differences.stream().anyMatch(difference -> difference.expected() == null);
        return comparator
                        .alarm(sent, stored)
                        .map(alarm -> "the service acknowledged the change, and " + alarm + ". What it stores")
                        .orElse("the service acknowledged the change, and what it stores")
                + " as " + id + " differs from what was sent: " + differences
                + (kept ? ". A field that was not sent is set: the service may keep what is left out" : "");
    }

    /** Returns whether a write failed so that only a lookup can tell whether it was applied. */
    static boolean isLost(SdkException e) {
        return e.mayHaveBeenApplied()
                && !(e instanceof AppliedButUnconfirmedException)
                && !(e instanceof InterruptedCallException);
    }

    /**
     * Returns the error of a write whose outcome the lookups could not tell, of the same type.
     *
     * @param e the error of the write
     * @param look the error of the lookups; null if they found nothing
     */
    static SdkException unsettled(SdkException e, @Nullable SdkException look) {
        String message = (look == null
                        ? "it is not known whether this was applied: lookups after 0 to 4 seconds did not show it."
                        : "it is not known whether this was applied, and looking for it failed: " + look.getMessage()
                                + ".")
                + " Look again after about 10 seconds, and do not send it again before. What failed: " + e.getMessage();
        SdkException unsettled = e;
        if (e instanceof ServerException error) {
            unsettled = new ServerException(message, e, e.callInfo(), error.response());
        } else if (e instanceof DecodeException error) {
            unsettled = new DecodeException(message, e, e.callInfo(), error.status(), error.rawBody());
        } else if (e instanceof DeadlineExceededException) {
            unsettled = new DeadlineExceededException(message, e, e.callInfo());
        } else if (e instanceof TransportException) {
            unsettled = new TransportException(message, e, e.callInfo());
        }
        if (look != null) {
            unsettled.addSuppressed(look);
        }
        return unsettled;
    }
}
