package dev.waiver.core.spi;

import dev.waiver.core.Page;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a list.
 *
 * @param <T> the items' type
 */
public interface PageCursor<T> extends Closeable {
    /**
     * The next page; blocking.
     *
     * @return a page, possibly empty, or {@code null} after the last
     */
    @Nullable
    Page<T> next();

    /** Ends the walk; without effect at its end. */
    @Override
    default void close() {}
}
