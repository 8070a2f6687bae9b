/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads within composed operations. */
public final class Reads {
    private Reads() {}

    /** Returns a call that reads a rule; empty if there is none. */
    public static <R extends ExceptionRule> ApiCall<Optional<R>> find(RuleAdapter<R> adapter, String id) {
        return find(adapter, id, missing -> {});
    }

    /**
     * Returns a call that reads a rule; empty if there is none.
     *
     * @param missing called with the error if there is none
     */
    static <R extends ExceptionRule> ApiCall<Optional<R>> find(
            RuleAdapter<R> adapter, String id, Consumer<NotFoundException> missing) {
        ApiCall<Optional<R>> found = adapter.get(id).map(Optional::of);
        return Calls.onErrorResume(found, e -> {
            if (e instanceof NotFoundException notFound) {
                missing.accept(notFound);
                return ApiCall.of(Optional.<R>empty());
            }
            return null;
        });
    }

    /**
     * Returns a call that reads whether a write was applied if its response neither acknowledges nor refuses it.
     *
     * @param write the write
     * @param value the value if it turns out to be applied
     * @param applied reads whether it was applied
     */
    public static <T extends @Nullable Object> ApiCall<T> settled(
            ApiCall<T> write, T value, Supplier<ApiCall<Boolean>> applied) {
        return Calls.onErrorResume(
                write,
                e -> e instanceof DecodeException && e.mayHaveBeenApplied() ? settle(e, value, applied.get()) : null);
    }

    private static <T extends @Nullable Object> ApiCall<T> settle(
            SdkException unclear, T value, ApiCall<Boolean> applied) {
        ApiCall<Boolean> read = Calls.onErrorResume(
                applied,
                e -> e instanceof InterruptedCallException
                        ? null
                        : Calls.failed(state -> Failures.unsettled(unclear, e)));
        return read.flatMap(done -> Calls.defer(state -> {
            if (!done) {
                return Calls.failed(now -> unclear);
            }
            state.markApplied();
            return ApiCall.of(value);
        }));
    }
}
