package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import java.util.Optional;
import java.util.function.Consumer;

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
}
