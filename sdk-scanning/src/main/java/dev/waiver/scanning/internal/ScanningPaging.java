package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.internal.client.NumberedPaging;
import dev.waiver.core.internal.client.NumberedPaging.Contents;
import dev.waiver.core.spi.Paging;
import dev.waiver.scanning.internal.ScanningEnvelope.Item;
import dev.waiver.scanning.internal.ScanningEnvelope.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The paging of lists. Inferred: {@code page} starts at 1, and a {@code pagination} object is trusted if the response
 * has one.
 */
public final class ScanningPaging {
    /** One page may be empty because its items were removed meanwhile; two end the list, whatever was announced. */
    private static final int EMPTY_PAGES = 2;

    private ScanningPaging() {}

    /**
     * Returns the pages of a list.
     *
     * @param pages requests a page
     * @param query the query parameters of each request
     * @param envelope the location of the items
     * @param reader maps an item to a value
     * @param id returns a value's id, by which repeated values are recognized
     * @param <T> the type of the values
     */
    public static <T> Paging<T> of(
            Function<Map<String, String>, ApiCall<JsonNode>> pages,
            Map<String, String> query,
            ScanningEnvelope envelope,
            Function<Item, T> reader,
            Function<T, Optional<String>> id) {
        return new NumberedPaging<>(
                        number -> {
                            Map<String, String> asked = new LinkedHashMap<>(query);
                            asked.put("page", Integer.toString(number));
                            return pages.apply(asked)
                                    .flatMap(response -> ScanningResponseReader.items(envelope, response)
                                            .map(items -> contents(ScanningEnvelope.pages(response), items, reader)));
                        },
                        id)
                .endingAfterEmptyPages(EMPTY_PAGES);
    }

    private static <T> Contents<T> contents(Optional<Pages> announced, List<Item> items, Function<Item, T> reader) {
        return new Contents<>(
                announced.isPresent(),
                announced.map(Pages::totalPages).orElse(OptionalLong.empty()),
                announced.map(Pages::totalCount).orElse(OptionalLong.empty()),
                items.stream().map(reader).toList());
    }
}
