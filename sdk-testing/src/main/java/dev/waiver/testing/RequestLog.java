/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last recorded requests, in the order in which their headers were received. */
final class RequestLog {

    /** A request, updated while it is served. */
    static final class Entry {
        private volatile RecordedRequest call;

        private Entry(RecordedRequest call) {
            this.call = call;
        }

        void set(RecordedRequest next) {
            call = next;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int max;

    RequestLog(int max) {
        this.max = max;
    }

    synchronized Entry add(RecordedRequest call) {
        Entry entry = new Entry(call);
        entries.add(entry);
        if (entries.size() > max) {
            entries.remove();
        }
        return entry;
    }

    synchronized List<RecordedRequest> requests() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
