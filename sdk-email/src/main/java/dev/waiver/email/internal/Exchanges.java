package dev.waiver.email.internal;

import dev.waiver.core.Exchange;
import dev.waiver.core.spi.CallState;
import java.util.List;
import java.util.Map;

/** The exchanges of a running call. */
final class Exchanges {
    private Exchanges() {}

    /** Returns the exchange that ended last. */
    static Exchange last(CallState state) {
        List<Exchange> all = state.callInfo().exchanges();
        return all.isEmpty()
                ? new Exchange(
                        state.callInfo().operation(), state.callInfo().requestId(), 0, 0, null, Map.of(), Map.of())
                : all.get(all.size() - 1);
    }
}
