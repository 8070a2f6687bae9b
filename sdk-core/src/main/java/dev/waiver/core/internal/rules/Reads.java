package dev.waiver.core.internal.rules;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleAdapter;
import java.util.Optional;

/** Reads within composed operations. */
final class Reads {
    private Reads() {}

    /** Returns a call that reads a rule; empty if there is none. */
    static <R extends ExceptionRule> ApiCall<Optional<R>> find(RuleAdapter<R> adapter, String id) {
        ApiCall<Optional<R>> found = adapter.get(id).map(Optional::of);
        return Calls.onErrorResume(found, e -> e instanceof NotFoundException ? ApiCall.of(Optional.<R>empty()) : null);
    }
}
