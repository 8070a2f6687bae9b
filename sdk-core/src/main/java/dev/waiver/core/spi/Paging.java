package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a paged list: decides which call comes next. Keeps the state of that walk, such as the page number
 * and the ids that were seen, and serves blocking and asynchronous walks alike.
 *
 * @param <T> the items' type
 */
public interface Paging<T> {
    /**
     * Returns the call for the next page, or {@code null} at the end of the list. A list that cannot be read on safely
     * returns a call that fails.
     */
    @Nullable
    ApiCall<Page<T>> next();
}
