/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The first and the last elements of a sequence, so that an execution of any length has a bounded record. */
final class BoundedHistory<T> {
    static final int KEPT = 256;

    private final List<T> first = new ArrayList<>();
    private final ArrayDeque<T> last = new ArrayDeque<>();

    void add(T element) {
        if (first.size() < KEPT) {
            first.add(element);
            return;
        }
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.add(element);
    }

    List<T> toList() {
        List<T> all = new ArrayList<>(first.size() + last.size());
        all.addAll(first);
        all.addAll(last);
        return all;
    }
}
