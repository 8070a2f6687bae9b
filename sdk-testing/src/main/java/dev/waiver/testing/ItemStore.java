/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Items by id, in order of creation. Items must not change once they are stored: large lists are sent from them outside
 * the simulator's lock, which guards the store.
 */
final class ItemStore<T extends ItemStore.Item> {

    /** A stored item. */
    interface Item {

        /** Returns the item's id. */
        String id();

        /** Returns the time of its creation; null for an item added without a request, which is listed at once. */
        @Nullable
        Instant created();
    }

    private final Map<String, T> items = new LinkedHashMap<>();
    private final List<Runnable> seeds = new ArrayList<>();
    private @Nullable List<T> all;

    void clear() {
        seeds.clear();
        items.clear();
        all = null;
    }

    @Nullable
    T get(String id) {
        return items().get(id);
    }

    /** Adds an item, or replaces the one with its id. */
    void put(T item) {
        items().put(item.id(), item);
        all = null;
    }

    /** Removes an item and returns whether it existed. */
    boolean remove(String id) {
        all = null;
        return items().remove(id) != null;
    }

    /**
     * Adds generated items once the store is used, so that a simulator with many stores starts and resets at once.
     *
     * @param from the number of the first item
     * @param count the number of items
     */
    void seed(int from, int count, IntFunction<T> item) {
        all = null;
        seeds.add(() -> {
            for (int number = from; number < from + count; number++) {
                T generated = item.apply(number);
                items.put(generated.id(), generated);
            }
        });
    }

    /** Returns a snapshot, which is the same object until an item is added, replaced or removed. */
    List<T> all() {
        List<T> known = all;
        if (known == null) {
            known = List.copyOf(items().values());
            all = known;
        }
        return known;
    }

    /** Returns a snapshot of what lists show at this time. */
    List<T> listed(Instant now, Duration lag) {
        return lag.isZero()
                ? all()
                : all().stream().filter(item -> listed(item, now, lag)).toList();
    }

    private static boolean listed(ItemStore.Item item, Instant now, Duration lag) {
        Instant created = item.created();
        return created == null || !now.isBefore(created.plus(lag));
    }

    private Map<String, T> items() {
        if (!seeds.isEmpty()) {
            seeds.forEach(Runnable::run);
            seeds.clear();
        }
        return items;
    }
}
