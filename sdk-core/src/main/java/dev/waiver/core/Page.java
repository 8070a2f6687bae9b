package dev.waiver.core;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param <T> the items' type
 */
public final class Page<T> {
    private final List<T> items;
    private final @Nullable Long total;

    /**
     * A page.
     *
     * @param items what is on it
     * @param total how many items the whole list has, if the service said so
     */
    public Page(List<T> items, @Nullable Long total) {
        this.items = List.copyOf(items);
        this.total = total;
    }

    /** What is on the page; may be empty in the middle of a list. */
    public List<T> items() {
        return items;
    }

    /** How many items the whole list has, if the service said so; a claim of the service's, not a count. */
    public OptionalLong total() {
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }
}
