package dev.waiver.core.spi;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.internal.client.Calls;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one walk through a paged list: which call comes next. Keeps the state of that walk (ids seen, page
 * number) and is asked by blocking and asynchronous walks alike.
 *
 * @param <T> the items' type
 */
public interface Paging<T> {
    /**
     * The call for the next page.
     *
     * @param last the page that came last, {@code null} at the start
     * @return the call, or {@code null} when the list has ended; a call made by {@link Calls#failed} when it cannot be
     *     read on safely
     */
    @Nullable
    ApiCall<Page<T>> next(@Nullable Page<T> last);
}
