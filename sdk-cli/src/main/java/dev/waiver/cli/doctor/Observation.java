/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call, and what was on the wire.
 *
 * @param value the value; null if there is none
 * @param failure the failure; null if the call succeeded
 * @param exchanges the exchanges of the call, with those of its authentication
 */
record Observation<T>(@Nullable T value, @Nullable SdkException failure, List<WireExchange> exchanges) {

    boolean succeeded() {
        return failure == null;
    }

    boolean isNotFound() {
        return failure instanceof NotFoundException || (succeeded() && status() == 404);
    }

    /** Returns whether the service certainly did not apply the call. */
    boolean isCertainlyNotApplied() {
        return failure != null && !failure.mayHaveBeenApplied();
    }

    /** Returns the last exchange that is no authentication. */
    Optional<WireExchange> last() {
        return exchanges.stream().filter(exchange -> !exchange.authentication()).reduce((first, next) -> next);
    }

    int status() {
        return last().map(WireExchange::status).orElse(0);
    }

    Shape shape() {
        return last().map(WireExchange::shape).orElseGet(() -> Shape.of("", (name, text) -> {}));
    }

    Map<String, Long> numbers() {
        return last().map(WireExchange::numbers).orElse(Map.of());
    }

    /** Returns the outcome without texts of the service: its status, its code and the kind of failure. */
    String inWords() {
        String kind = failure == null ? "" : failure.getClass().getSimpleName().replaceAll("Exception$", "");
        Optional<WireExchange> last = last();
        if (last.isEmpty()) {
            return "not sent (" + kind + ")";
        }
        String seen = last.get().inWords();
        if (failure instanceof DecodeException) {
            return seen + ", not readable";
        }
        return failure == null || last.get().status() >= 300 ? seen : seen + " (" + kind + ")";
    }
}
