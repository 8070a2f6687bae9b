package dev.waiver.core;

import java.io.Closeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a list whose answer is still being read: constant memory, however long the list is. As the type of an
 * API method ({@code ApiCall<ElementStream<T>>}) it keeps the exchange open until the end is reached or it is closed.
 *
 * @param <T> the elements' type
 */
public interface ItemStream<T> extends Closeable {
    /**
     * Reads on.
     *
     * @param most how many elements at the most
     * @return the next elements, or {@code null} after the last
     * @throws dev.waiver.core.error.SdkException if the answer breaks off, cannot be read, or says at its end that it
     *     is an error
     */
    @Nullable
    List<T> next(int most);

    /** What the vendor's envelope said beside the list so far; all of it once the end was reached. */
    default Map<String, String> envelope() {
        return Map.of();
    }

    /** Ends the exchange; without effect at the end of the list. */
    @Override
    void close();
}
