package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Exchange;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.JsonException;
import dev.waiver.scanning.internal.ScanningEnvelope.Item;
import java.util.List;
import java.util.Optional;

/** A reader of the items in responses. It fails with an error of the SDK if they cannot be found. */
public final class ScanningResponseReader {
    private static final int MAX_SHOWN = 64 * 1024;

    private ScanningResponseReader() {}

    /** Returns the items of a response, or fails with a {@link DecodeException}. */
    public static ApiCall<List<Item>> items(ScanningEnvelope envelope, JsonNode response) {
        try {
            return ApiCall.of(envelope.items(response));
        } catch (JsonException e) {
            return undecodable(String.valueOf(e.getMessage()), response);
        }
    }

    /**
     * Returns the requested item; never another one.
     *
     * @param id the id of the requested item
     */
    public static ApiCall<Item> one(ScanningEnvelope envelope, JsonNode response, String id) {
        return items(envelope, response).flatMap(items -> {
            Optional<Item> asked =
                    items.stream().filter(item -> id.equals(item.id())).findFirst();
            if (asked.isPresent()) {
                return ApiCall.of(asked.get());
            }
            if (items.isEmpty()) {
                return missing(id);
            }
            Item only = items.get(0);
            return items.size() == 1 && only.id() == null
                    ? ApiCall.of(new Item(id, only.object()))
                    : undecodable(
                            "asked for the exception " + id + ", got "
                                    + items.stream().map(Item::id).toList(),
                            response);
        });
    }

    private static ApiCall<Item> missing(String id) {
        return Calls.failed(state -> {
            Exchange last = state.lastExchange();
            return new NotFoundException(
                    "no exception " + id + ": the response is a success without one",
                    null,
                    state.callInfo(),
                    new ErrorResponse(
                            last.status(),
                            null,
                            last.serverRequestId().orElse(null),
                            last.headers(),
                            List.of(),
                            "",
                            null));
        });
    }

    /** Fails with a {@link DecodeException} for the last response. */
    static <T> ApiCall<T> undecodable(String message, JsonNode response) {
        String text = response.toString();
        String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text;
        return Calls.failed(state -> new DecodeException(
                state.redact(message),
                null,
                state.callInfo(),
                state.lastExchange().status(),
                state.redact(shown)));
    }

    /** Fails with a {@link DecodeException} that does not show the response, which may contain a credential. */
    public static <T> ApiCall<T> undecodable(String message) {
        return Calls.failed(state -> new DecodeException(
                message, null, state.callInfo(), state.lastExchange().status(), ""));
    }
}
