/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.rules;

import java.util.HashMap;
import java.util.Map;

/**
 * The keys of rules that were sent in this JVM while operations on many rules were running. Such an operation lists the
 * rules once and may decide about one of them much later: what was sent meanwhile is not in its list.
 */
final class SentKeys {
    private static final Map<Object, Long> SENT = new HashMap<>();
    private static long count;
    private static int watchers;

    private SentKeys() {}

    /** Keeps what is sent from now on, until {@link #unwatch}. */
    static synchronized void watch() {
        watchers++;
    }

    /** Ends a {@link #watch}. */
    static synchronized void unwatch() {
        watchers--;
        if (watchers == 0) {
            SENT.clear();
        }
    }

    /** Returns a mark for {@link #isSentSince}, to be taken before a list is requested. */
    static synchronized long mark() {
        return count;
    }

    /** Records that a rule with this key was sent, or may have been. */
    static synchronized void sent(Object key) {
        if (watchers > 0) {
            SENT.put(key, ++count);
        }
    }

    /** Returns whether a rule with this key was sent since the mark. */
    static synchronized boolean isSentSince(long mark, Object key) {
        Long last = SENT.get(key);
        return last != null && last > mark;
    }
}
