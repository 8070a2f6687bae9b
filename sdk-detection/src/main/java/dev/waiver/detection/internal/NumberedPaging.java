package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Exchange;
import dev.waiver.core.Page;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.UndecidedException;
import dev.waiver.core.spi.Calls;
import dev.waiver.core.spi.Paging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The walk through a list in numbered pages. Items that come again are dropped. If the service's total changes on the way, the
 * walk starts over once; a second change is an error, as is a page that brings nothing new. Without any paging metadata, the
 * first page that is empty or brings nothing new is the end.
 *
 * @param <P> the page as the service sends it
 * @param <T> the items' type
 */
public final class NumberedPaging<P, T> implements Paging<T> {
    private static final int MOST_EMPTY_PAGES = 100;

    /**
     * What a page says.
     *
     * @param totalPages how many pages there are
     * @param total how many items there are
     * @param numbered whether it says which page it is
     * @param isPage whether it is a page at all
     * @param items its items
     * @param <T> the items' type
     */
    public record Contents<T>(
            OptionalInt totalPages, OptionalInt total, boolean numbered, boolean isPage, List<T> items) {
        boolean hasMetadata() {
            return numbered || totalPages.isPresent() || total.isPresent();
        }
    }

    private final IntFunction<ApiCall<P>> call;
    private final Function<P, Contents<T>> contents;
    private final Function<T, String> id;
    private final Set<Object> delivered = new HashSet<>();
    private Set<Object> walk = delivered;
    private int page = 1;
    private int empty;
    private long received;
    private OptionalInt total = OptionalInt.empty();
    private boolean startedOver;
    private boolean ended;
    private @Nullable String problem;

    /**
     * A walk.
     *
     * @param call makes the call for a page
     * @param contents what a page says
     * @param id what tells items apart; empty for an item without an id, which is never dropped
     */
    public NumberedPaging(IntFunction<ApiCall<P>> call, Function<P, Contents<T>> contents, Function<T, String> id) {
        this.call = call;
        this.contents = contents;
        this.id = id;
    }

    @Override
    public @Nullable ApiCall<Page<T>> next(@Nullable Page<T> last) {
        String wrong = problem;
        if (wrong != null) {
            return Calls.failing(state -> new UndecidedException(wrong, state.facts(), List.of()));
        }
        return ended ? null : call.apply(page).flatMap(answer -> whole(contents.apply(answer)));
    }

    /** What does not have the member for items says nothing about them. */
    private ApiCall<Page<T>> whole(Contents<T> answer) {
        return answer.isPage()
                ? ApiCall.of(read(answer))
                : Calls.failing(state -> {
                    List<Exchange> exchanges = state.facts().exchanges();
                    int status = exchanges.isEmpty()
                            ? 0
                            : exchanges.get(exchanges.size() - 1).status();
                    return new DecodeException(
                            "status " + status + ", but the answer is no page of a list: it lacks page_items",
                            null,
                            state.facts(),
                            status,
                            "");
                });
    }

    private Page<T> read(Contents<T> answer) {
        Long shown = answer.total().isPresent() ? (long) answer.total().getAsInt() : null;
        if (total.isPresent() && answer.total().isPresent() && !total.equals(answer.total())) {
            startOver(answer.total().getAsInt());
            return new Page<>(List.of(), shown);
        }
        if (total.isEmpty()) {
            total = answer.total();
        }
        int before = walk.size();
        List<T> fresh = new ArrayList<>(answer.items().size());
        boolean nameless = false;
        for (T item : answer.items()) {
            String text = id.apply(item);
            nameless |= text.isEmpty();
            Object key = compact(text);
            boolean newInWalk = text.isEmpty() || walk.add(key);
            if (newInWalk && (text.isEmpty() || !startedOver || delivered.add(key))) {
                fresh.add(item);
            }
        }
        received += answer.items().size();
        boolean nothingNew = !nameless && walk.size() == before;
        decide(answer, nothingNew);
        return new Page<>(fresh, shown);
    }

    private void decide(Contents<T> answer, boolean nothingNew) {
        boolean none = answer.items().isEmpty();
        empty = none ? empty + 1 : 0;
        if (!answer.hasMetadata()) {
            ended = none || nothingNew;
        } else if (!none && nothingNew) {
            problem =
                    "page " + page + " brought only items that were there before: the service repeats a page, and what"
                            + " it did not show is unknown; ask again later";
        } else if (empty > MOST_EMPTY_PAGES) {
            problem = MOST_EMPTY_PAGES + " pages in a row were empty, and the service says that there are more";
        } else if (answer.totalPages().orElse(0) > 0) {
            ended = page >= answer.totalPages().getAsInt();
        } else if (answer.total().isPresent()) {
            ended = received >= answer.total().getAsInt() || none;
        } else {
            ended = none;
        }
        page++;
    }

    private void startOver(int now) {
        if (startedOver) {
            problem = "the list changed while it was read (" + total.getAsInt() + " items, then " + now
                    + "), and again after starting over: it is not stable; ask again later";
            return;
        }
        startedOver = true;
        page = 1;
        empty = 0;
        received = 0;
        total = OptionalInt.empty();
        walk = new HashSet<>();
    }

    /** An id in as little memory as it takes: a list may have 100,000. */
    private static Object compact(String id) {
        if (id.length() == 36) {
            try {
                UUID uuid = UUID.fromString(id);
                if (uuid.toString().equals(id.toLowerCase(Locale.ROOT))) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                return id;
            }
        }
        return id;
    }
}
