package dev.waiver.core;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A list of the service's, read page by page as it is used: lazy, in constant memory, and anew with each iteration.
 * Empty pages are skipped, a repeating page is detected. Each page is a call of its own with its own deadline;
 * iterating throws what executing a call throws.
 *
 * @param <T> the items' type
 */
public interface Pager<T> extends Iterable<T> {
    /** Reads the first page when asked for the first item, and each further one when it is needed. */
    @Override
    Iterator<T> iterator();

    /** The items as a stream. Close it (try-with-resources) if you may stop early: a list may still be arriving. */
    Stream<T> stream();

    /** The pages, without the empty ones. */
    Iterable<Page<T>> pages();

    /** Everything at once, blocking. */
    @CanIgnoreReturnValue
    List<T> toList();

    /** Everything as one call, for composition and for asynchronous use; one deadline for all pages. */
    ApiCall<List<T>> all();

    /**
     * The same list with options for its calls.
     *
     * @param options deadline, time-outs and so on, for each page
     */
    Pager<T> with(CallOptions options);

    /**
     * The same list with every item changed.
     *
     * @param change applied to each item
     * @param <R> the new type
     */
    <R> Pager<R> map(Function<? super T, ? extends R> change);

    /**
     * The same list without the items that do not match.
     *
     * @param condition what to keep
     */
    Pager<T> filter(Predicate<? super T> condition);
}
