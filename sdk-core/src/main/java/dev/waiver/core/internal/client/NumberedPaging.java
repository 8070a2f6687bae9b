package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.IncompleteListException.Reason;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.Paging;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a list in numbered pages, from 1 on. Whatever the service makes of its pages, the walk ends.
 *
 * <ul>
 *   <li>An item that was there before is dropped: one with the same id or, of those without one, an equal one.
 *   <li>A page that brings nothing new is an {@link IncompleteListException}: the service repeats itself and announces
 *       more. If it never announced anything, its list has no more pages, and the walk ends quietly.
 *   <li>If the announced total changes, somebody changed the list, and what moved to a page that was read already would
 *       be missed: the walk starts over, once. A second change is an {@link IncompleteListException}.
 *   <li>An empty page ends the list unless the service announces further pages by number. A hundred of these in a row
 *       are an {@link IncompleteListException}, unless {@link #endingAfterEmptyPages} says otherwise; so are 100,000
 *       pages.
 * </ul>
 *
 * @param <T> the items' type; needs {@code equals} and {@code hashCode} where items may lack an id
 */
public final class NumberedPaging<T> implements Paging<T> {
    private static final int MOST_EMPTY_PAGES = 100;
    private static final int MOST_PAGES = 100_000;

    /**
     * What a page says.
     *
     * @param announced whether it says anything of its place in the list: which page it is, or how many there are
     * @param totalPages how many pages there are; not regarded unless positive
     * @param total how many items there are in all
     * @param items its items
     * @param <T> the items' type
     */
    public record Contents<T>(boolean announced, OptionalLong totalPages, OptionalLong total, List<T> items) {}

    private final IntFunction<ApiCall<Contents<T>>> pages;
    private final Function<? super T, Optional<String>> id;
    private int endingEmptyPages = Integer.MAX_VALUE;

    private final Set<Object> delivered = new HashSet<>();
    private Set<Object> walk = delivered;
    private int number = 1;
    private int asked;
    private int empty;
    private OptionalLong total = OptionalLong.empty();
    private boolean startedOver;
    private boolean ended;
    private @Nullable Function<CallState, IncompleteListException> problem;

    /**
     * A walk.
     *
     * @param pages makes the call for a page, given its number
     * @param id tells items apart; empty for an item without an id, which is then told by all it says
     */
    public NumberedPaging(IntFunction<ApiCall<Contents<T>>> pages, Function<? super T, Optional<String>> id) {
        this.pages = pages;
        this.id = id;
    }

    /**
     * Takes so many empty pages in a row for the end, whatever was announced.
     *
     * @param count how many
     * @return this walk
     */
    public NumberedPaging<T> endingAfterEmptyPages(int count) {
        endingEmptyPages = count;
        return this;
    }

    @Override
    public @Nullable ApiCall<Page<T>> next() {
        Function<CallState, IncompleteListException> wrong = problem;
        if (wrong != null) {
            return Calls.failed(wrong);
        }
        return ended ? null : pages.apply(number).flatMap(this::read);
    }

    private ApiCall<Page<T>> read(Contents<T> page) {
        asked++;
        if (total.isPresent() && page.total().isPresent() && !total.equals(page.total())) {
            return startOver(page.total().getAsLong());
        }
        if (total.isEmpty()) {
            total = page.total();
        }
        boolean none = page.items().isEmpty();
        boolean repeats = !none;
        List<T> fresh = new ArrayList<>(page.items().size());
        for (T item : page.items()) {
            Object key = key(item);
            if (walk.add(key)) {
                repeats = false;
                if (!startedOver || delivered.add(key)) {
                    fresh.add(item);
                }
            }
        }
        empty = none ? empty + 1 : 0;
        if (repeats && page.announced()) {
            return incomplete(
                    Reason.REPEATED_PAGE,
                    "page " + number
                            + " brought only items that were there before: the service repeats a page, and what"
                            + " it did not show is unknown; ask again later",
                    page.items());
        }
        ended = repeats || isLast(page);
        if (!ended && empty > MOST_EMPTY_PAGES) {
            return incomplete(
                    Reason.MORE_ANNOUNCED,
                    MOST_EMPTY_PAGES + " pages in a row were empty, and the service says that there are more",
                    List.of());
        }
        if (!ended && asked >= MOST_PAGES) {
            return incomplete(
                    Reason.MORE_ANNOUNCED, "the list has not ended after " + MOST_PAGES + " pages", List.of());
        }
        number++;
        return ApiCall.of(new Page<>(fresh, boxed(page.total())));
    }

    private boolean isLast(Contents<T> page) {
        boolean none = page.items().isEmpty();
        if (!page.announced() || empty >= endingEmptyPages) {
            return none;
        }
        if (page.totalPages().orElse(0) > 0) {
            return number >= page.totalPages().getAsLong();
        }
        return none || (page.total().isPresent() && walk.size() >= page.total().getAsLong());
    }

    private ApiCall<Page<T>> startOver(long now) {
        if (startedOver) {
            return incomplete(
                    Reason.UNSTABLE,
                    "the list changed while it was read (" + total.getAsLong() + " items, then " + now
                            + "), and again after starting over: it is not stable; ask again later",
                    List.of());
        }
        startedOver = true;
        number = 1;
        empty = 0;
        total = OptionalLong.empty();
        walk = new HashSet<>();
        return ApiCall.of(new Page<>(List.of(), now));
    }

    /** Fails now, and again should somebody ask on: what follows is not the end of the list. */
    private ApiCall<Page<T>> incomplete(Reason reason, String message, List<T> items) {
        List<String> ids =
                items.stream().flatMap(item -> id.apply(item).stream()).toList();
        Function<CallState, IncompleteListException> wrong =
                state -> new IncompleteListException(message, reason, state.callInfo(), delivered.size(), ids);
        problem = wrong;
        return Calls.failed(wrong);
    }

    private Object key(T item) {
        Optional<String> text = id.apply(item).filter(known -> !known.isEmpty());
        return text.isPresent() ? compact(text.get()) : item;
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

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
