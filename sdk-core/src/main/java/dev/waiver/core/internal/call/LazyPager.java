/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.spi.PageCursor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A pager that creates a cursor for each iteration. Who iterates may leave early and cannot close an iterator, so its
 * cursor keeps nothing open between two pages. Where the iteration can be closed, or always gets to its end or to an
 * exception, the cursor may read a response while it arrives.
 */
public final class LazyPager<T> implements Pager<T> {
    private final Function<CallOptions, PageCursor<T>> cursors;
    private final Function<CallOptions, PageCursor<T>> streams;
    private final ApiCall<List<T>> all;
    private final CallOptions options;

    /**
     * Creates a pager.
     *
     * @param cursors creates a cursor that has read each response to its end when it returns the first page of it
     * @param streams creates a cursor that may keep a long response open until it is closed
     * @param all the call that reads the whole list
     */
    public LazyPager(
            Function<CallOptions, PageCursor<T>> cursors,
            Function<CallOptions, PageCursor<T>> streams,
            ApiCall<List<T>> all,
            CallOptions options) {
        this.cursors = cursors;
        this.streams = streams;
        this.all = all;
        this.options = options;
    }

    @Override
    public Iterator<T> iterator() {
        return new Items<>(new Pages<>(cursors.apply(options)));
    }

    @Override
    public void forEach(Consumer<? super T> action) {
        try (Stream<T> items = stream()) {
            items.forEachOrdered(action);
        }
    }

    @Override
    public Stream<T> stream() {
        Pages<T> walk = new Pages<>(streams.apply(options));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Items<>(walk), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(walk::close);
    }

    @Override
    public Iterable<Page<T>> pages() {
        return () -> new Pages<>(cursors.apply(options));
    }

    @Override
    public List<T> toList() {
        List<T> items = new ArrayList<>();
        Pages<T> pages = new Pages<>(streams.apply(options));
        try {
            while (pages.hasNext()) {
                items.addAll(pages.next().items());
            }
            return items;
        } finally {
            pages.close();
        }
    }

    @Override
    public ApiCall<List<T>> all() {
        return all.with(options);
    }

    @Override
    public Pager<T> with(CallOptions more) {
        return new LazyPager<>(cursors, streams, all, options.mergedWith(more));
    }

    @Override
    public <R> Pager<R> map(Function<? super T, ? extends R> change) {
        Function<List<T>, List<R>> each = items -> items.stream().<R>map(change).toList();
        return changed(each);
    }

    @Override
    public Pager<T> filter(Predicate<? super T> condition) {
        return changed(items -> items.stream().filter(condition).toList());
    }

    @Override
    public String toString() {
        return "Pager[" + AbstractCall.of(all).name + ", not read until it is iterated]";
    }

    private <R> Pager<R> changed(Function<List<T>, List<R>> change) {
        return new LazyPager<>(
                o -> mapped(cursors.apply(o), change), o -> mapped(streams.apply(o), change), all.map(change), options);
    }

    private static <T, R> PageCursor<R> mapped(PageCursor<T> cursor, Function<List<T>, List<R>> change) {
        return new PageCursor<>() {
            @Override
            public @Nullable Page<R> next() {
                Page<T> page = cursor.next();
                return page == null
                        ? null
                        : new Page<>(
                                change.apply(page.items()),
                                page.total().isPresent() ? page.total().getAsLong() : null);
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    /** An iterator over the non-empty pages of one cursor. */
    private static final class Pages<T> implements Iterator<Page<T>> {
        private final PageCursor<T> cursor;
        private @Nullable Page<T> next;
        private boolean ended;

        Pages(PageCursor<T> cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean hasNext() {
            while (next == null && !ended) {
                Page<T> page = cursor.next();
                if (page == null) {
                    ended = true;
                } else if (!page.items().isEmpty()) {
                    next = page;
                }
            }
            return next != null;
        }

        @Override
        public Page<T> next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Page<T> page = next;
            next = null;
            return page;
        }

        void close() {
            ended = true;
            cursor.close();
        }
    }

    /** An iterator over the items of these pages. */
    private static final class Items<T> implements Iterator<T> {
        private final Pages<T> pages;
        private Iterator<T> page = List.<T>of().iterator();

        Items(Pages<T> pages) {
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext()) {
                if (!pages.hasNext()) {
                    return false;
                }
                page = pages.next().items().iterator();
            }
            return true;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
