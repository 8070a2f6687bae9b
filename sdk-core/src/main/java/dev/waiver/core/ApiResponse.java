package dev.waiver.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a call and how it came about. Of a composed call (a create that looks its id up afterwards), the status,
 * ids and headers are those of its write, else of its last exchange; {@link #exchanges()} has them all, the write's
 * first.
 *
 * @param <T> what the call answers
 */
public final class ApiResponse<T extends @org.jspecify.annotations.Nullable Object> {
    private final T value;
    private final List<Exchange> exchanges;

    /**
     * For the engine, and for tests that need a response.
     *
     * @param value what the call answers
     * @param exchanges at least one exchange, the one that stands for the call first
     * @throws IllegalArgumentException if there is no exchange
     */
    public ApiResponse(T value, List<Exchange> exchanges) {
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException("exchanges: at least one is needed");
        }
        this.value = value;
        this.exchanges = List.copyOf(exchanges);
    }

    /** What the call answers. */
    public T value() {
        return value;
    }

    /** The HTTP status; 0 for a call that needed no exchange. */
    public int status() {
        return main().status();
    }

    /** The id that this SDK sent, one for all exchanges of the call. */
    public String requestId() {
        return main().requestId();
    }

    /** The service's own id, if it gave one. */
    public Optional<String> serverRequestId() {
        return main().serverRequestId();
    }

    /** How often the request was sent, the first time included. */
    public int attempts() {
        return main().attempts();
    }

    /**
     * The first header of that name.
     *
     * @param name the header's name, in any case
     */
    public Optional<String> header(String name) {
        List<String> values = headers().get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    /** The headers of the answer, names in lower case; credentials and cookies are left out. */
    public Map<String, List<String>> headers() {
        return main().headers();
    }

    /** What the vendor's envelope said beside the value. */
    public Map<String, String> envelope() {
        return main().envelope();
    }

    /** All exchanges of the call, the write's first. */
    public List<Exchange> exchanges() {
        return exchanges;
    }

    private Exchange main() {
        return exchanges.get(0);
    }

    @Override
    public String toString() {
        return "ApiResponse[" + main() + ", attempts " + attempts() + "]";
    }
}
