package dev.waiver.testing;

import java.util.ArrayList;
import java.util.List;

/** The recorded requests, in the order in which their headers were received. */
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

    private final List<Entry> entries = new ArrayList<>();

    synchronized Entry add(RecordedRequest call) {
        Entry entry = new Entry(call);
        entries.add(entry);
        return entry;
    }

    synchronized List<RecordedRequest> requests() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
