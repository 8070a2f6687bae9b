package dev.waiver.scanning.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.UndecidedException;
import dev.waiver.core.spi.Calls;
import dev.waiver.core.spi.Paging;
import dev.waiver.scanning.internal.Envelope.Item;
import dev.waiver.scanning.internal.Envelope.Pages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a list whose paging is inferred: {@code page} from 1 on. With a {@code pagination} object it is believed, and a page that brings
 * nothing but what was there before is an error. Without one, a page like that means that the list is not paged, and ends the walk quietly.
 */
public final class ItemPaging<T> implements Paging<T> {
    private final Function<Map<String, String>, ApiCall<JsonNode>> pages;
    private final Map<String, String> query;
    private final Envelope envelope;
    private final Function<Item, T> reader;
    private final Set<String> seen = new HashSet<>();
    private int number;
    private int emptyInARow;
    private boolean ended;

    /**
     * A walk.
     *
     * @param pages asks for a page
     * @param query what each page is asked with
     * @param envelope where the items are
     * @param reader makes values from items
     */
    public ItemPaging(
            Function<Map<String, String>, ApiCall<JsonNode>> pages,
            Map<String, String> query,
            Envelope envelope,
            Function<Item, T> reader) {
        this.pages = pages;
        this.query = query;
        this.envelope = envelope;
        this.reader = reader;
    }

    @Override
    public @Nullable ApiCall<Page<T>> next(@Nullable Page<T> last) {
        if (ended) {
            return null;
        }
        number++;
        Map<String, String> asked = new LinkedHashMap<>(query);
        asked.put("page", Integer.toString(number));
        return pages.apply(asked).flatMap(answer -> Lookup.items(envelope, answer)
                .flatMap(items -> page(items, Envelope.pages(answer))));
    }

    private ApiCall<Page<T>> page(List<Item> items, Optional<Pages> announced) {
        List<T> fresh = new ArrayList<>();
        for (Item item : items) {
            if (seen.add(item.key())) {
                fresh.add(reader.apply(item));
            }
        }
        emptyInARow = items.isEmpty() ? emptyInARow + 1 : 0;
        boolean repeated = !items.isEmpty() && fresh.isEmpty();
        Long total = null;
        if (announced.isEmpty()) {
            ended = items.isEmpty() || repeated;
        } else {
            if (repeated) {
                return Calls.failing(state -> new UndecidedException(
                        "page " + number
                                + " of the list brings the same items again although the service announces more:"
                                + " it cannot be read to its end",
                        state.facts(),
                        items.stream().map(Item::key).toList()));
            }
            Pages told = announced.get();
            total = told.totalCount().isPresent() ? told.totalCount().getAsLong() : null;
            boolean lastPage = told.totalPages().isPresent()
                    ? number >= told.totalPages().getAsLong()
                    : told.totalCount().isPresent()
                            ? seen.size() >= told.totalCount().getAsLong()
                            : items.isEmpty();
            // One page may be empty because its items were removed meanwhile; two are the end, whatever was announced.
            ended = lastPage || emptyInARow > 1;
        }
        return ApiCall.of(new Page<>(fresh, total));
    }
}
