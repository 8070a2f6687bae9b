package dev.waiver.email.internal;

import dev.waiver.core.Exchange;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.spi.CallState;
import java.util.Map;

/** The exchanges of a running call. */
final class Exchanges {
    private Exchanges() {}

    /** Returns the exchange that ended last. */
    static Exchange last(CallState state) {
        return state.lastExchange().orElseGet(() -> {
            CallInfo call = state.callInfo();
            return new Exchange(call.operation(), call.requestId(), 0, 0, null, Map.of(), Map.of());
        });
    }
}
