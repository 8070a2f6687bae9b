/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.ItemStream;
import dev.waiver.core.Page;
import dev.waiver.core.Pager;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.call.LazyPager;
import dev.waiver.core.spi.PageCursor;
import dev.waiver.core.spi.Paging;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Factory methods for {@link Pager}s. */
public final class Pagers {
    private Pagers() {}

    /**
     * Returns a pager over a list in pages.
     *
     * @param name the operation's name in errors
     * @param paging creates the paging of one iteration
     */
    public static <T> Pager<T> paged(ClientCore core, String name, Supplier<Paging<T>> paging) {
        Function<CallOptions, PageCursor<T>> cursors = options -> cursor(core, name, paging.get(), options);
        return new LazyPager<>(
                cursors,
                cursors,
                core.call(name, () -> Pagers.<T, List<T>>collect(paging.get(), new ArrayList<>(), List::add)),
                CallOptions.none());
    }

    /**
     * Returns a pager over a list that can be read while it arrives and may span several responses.
     *
     * @param name the operation's name in errors
     * @param paging creates the paging of one iteration that nobody closes, a page for each whole response
     * @param first the call that starts the first stream
     * @param more returns the call that continues after a stream that has ended, or {@code null} at the end of the list
     * @param batch how many items make a page
     * @param all the call that reads the whole list
     */
    public static <T> Pager<T> streamed(
            ClientCore core,
            String name,
            Supplier<Paging<T>> paging,
            ApiCall<ItemStream<T>> first,
            Function<? super ItemStream<T>, ? extends @Nullable ApiCall<ItemStream<T>>> more,
            int batch,
            ApiCall<List<T>> all) {
        return new LazyPager<>(
                options -> cursor(core, name, paging.get(), options),
                options -> new StreamCursor<>(first, more, options, batch),
                all,
                CallOptions.none());
    }

    /**
     * Returns a call that reads a list from its start to its end.
     *
     * @param paging the paging, at its start
     * @param into the container of the items, which is the value of the call
     * @param add adds an item to the container
     */
    public static <T, R> ApiCall<R> collect(Paging<T> paging, R into, BiConsumer<? super R, ? super T> add) {
        ApiCall<Page<T>> call = paging.next();
        if (call == null) {
            return ApiCall.of(into);
        }
        return call.flatMap(page -> {
            page.items().forEach(item -> add.accept(into, item));
            return collect(paging, into, add);
        });
    }

    /** Returns a cursor that makes one call per page. */
    private static <T> PageCursor<T> cursor(ClientCore core, String name, Paging<T> paging, CallOptions options) {
        return () -> {
            ApiCall<Page<T>> call = paging.next();
            return call == null
                    ? null
                    : core.call(name, () -> call).with(options).execute();
        };
    }

    /**
     * A cursor over one streamed response, or over several that continue each other. It reads some pages ahead, so that
     * a list of usual length has arrived, and its connection is free, before the first item is returned.
     */
    private static final class StreamCursor<T> implements PageCursor<T> {
        private static final int PAGES_AHEAD = 16;

        private final Function<? super ItemStream<T>, ? extends @Nullable ApiCall<ItemStream<T>>> more;
        private final CallOptions options;
        private final int batch;
        private @Nullable ApiCall<ItemStream<T>> call;
        private final ArrayDeque<Page<T>> ahead = new ArrayDeque<>();
        private @Nullable ItemStream<T> stream;
        private @Nullable SdkException failure;

        StreamCursor(
                ApiCall<ItemStream<T>> first,
                Function<? super ItemStream<T>, ? extends @Nullable ApiCall<ItemStream<T>>> more,
                CallOptions options,
                int batch) {
            this.call = first;
            this.more = more;
            this.options = options;
            this.batch = batch;
        }

        @Override
        public @Nullable Page<T> next() {
            while (true) {
                Page<T> page = ahead.poll();
                if (page != null) {
                    return page;
                }
                if (failure != null) {
                    throw failure; // also later: what follows is not the end of the list
                }
                ItemStream<T> from = stream;
                if (from == null) {
                    ApiCall<ItemStream<T>> due = call;
                    if (due == null) {
                        return null;
                    }
                    stream = due.with(options).execute();
                    call = null;
                    readAhead(stream);
                } else {
                    read(from);
                }
            }
        }

        private void readAhead(ItemStream<T> from) {
            do {
                read(from);
            } while (stream != null && failure == null && ahead.size() < PAGES_AHEAD);
        }

        /** Reads a page, or finds the end of the stream. */
        private void read(ItemStream<T> from) {
            List<T> items;
            try {
                items = from.next(batch);
            } catch (SdkException e) {
                failure = e;
                return;
            }
            if (items != null) {
                ahead.add(new Page<>(items, null));
            } else {
                stream = null;
                call = more.apply(from);
            }
        }

        @Override
        public void close() {
            if (stream != null) {
                stream.close();
            }
        }
    }
}
