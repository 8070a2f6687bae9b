package dev.waiver.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import java.util.List;
import java.util.function.Function;

/**
 * How the plural operations (delete, activate, reset) carry their ids. The vendor does not document it, and a service
 * that does not find them might take all rules, so there is no default: find it out at your account with a rule that
 * may be lost, then name it here.
 */
public final class BulkIdLocation {

    /** Sends the ids in one of the two forms that an operation has. */
    @FunctionalInterface
    private interface Sending {
        ApiCall<JsonNode> send(
                List<String> ids,
                Function<JsonNode, ApiCall<JsonNode>> byBody,
                Function<List<String>, ApiCall<JsonNode>> byQuery);
    }

    private final String shown;
    private final Sending sending;

    private BulkIdLocation(String shown, Sending sending) {
        this.shown = shown;
        this.sending = sending;
    }

    /**
     * An array in the JSON body: {@code jsonBody("ids")} sends {@code {"ids": [..]}}, {@code jsonBody("exception",
     * "ids")} sends {@code {"exception": {"ids": [..]}}}.
     *
     * @param path the names of the members, from the outside to the array
     * @return the carrier
     * @throws IllegalArgumentException if no name is given, or a blank one
     */
    public static BulkIdLocation jsonBody(String... path) {
        List<String> names = List.of(path);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "bulkIdLocation: name the member that holds the ids, such as jsonBody(\"ids\")");
        }
        return new BulkIdLocation(
                "JSON body " + String.join(".", names), (ids, byBody, byQuery) -> byBody.apply(body(names, ids)));
    }

    /**
     * The query parameter {@code ids[]}, once for each id. For another name, override the {@code ...ByQuery} methods of
     * {@link ScanningExceptionsApi}.
     *
     * @return the carrier
     */
    public static BulkIdLocation repeatedQuery() {
        return new BulkIdLocation("query ids[]", (ids, byBody, byQuery) -> byQuery.apply(ids));
    }

    /**
     * One query parameter with commas between the ids.
     *
     * @param name the parameter's name
     * @return the carrier
     * @throws IllegalArgumentException if the name is blank
     */
    public static BulkIdLocation commaSeparatedQuery(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("bulkIdLocation: name the query parameter that holds the ids");
        }
        return new BulkIdLocation("query " + name, (ids, byBody, byQuery) -> byQuery.apply(List.of())
                .with(CallOptions.builder().query(name, String.join(",", ids)).build()));
    }

    ApiCall<JsonNode> send(
            List<String> ids,
            Function<JsonNode, ApiCall<JsonNode>> byBody,
            Function<List<String>, ApiCall<JsonNode>> byQuery) {
        return sending.send(ids, byBody, byQuery);
    }

    private static ObjectNode body(List<String> names, List<String> ids) {
        ObjectNode outer = JsonNodeFactory.instance.objectNode();
        ObjectNode object = outer;
        for (String name : names.subList(0, names.size() - 1)) {
            object = object.putObject(name);
        }
        ArrayNode array = object.putArray(names.get(names.size() - 1));
        ids.forEach(array::add);
        return outer;
    }

    @Override
    public String toString() {
        return "BulkCarrier[" + shown + "]";
    }
}
