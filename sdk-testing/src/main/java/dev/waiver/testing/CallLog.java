package dev.waiver.testing;

import java.util.ArrayList;
import java.util.List;

/** The requests that arrived, in the order in which their headers were in. */
final class CallLog {

    /** One request, whose account grows while it is served. */
    static final class Entry {
        private volatile RecordedCall call;

        private Entry(RecordedCall call) {
            this.call = call;
        }

        void set(RecordedCall next) {
            call = next;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    synchronized Entry add(RecordedCall call) {
        Entry entry = new Entry(call);
        entries.add(entry);
        return entry;
    }

    synchronized List<RecordedCall> calls() {
        return entries.stream().map(entry -> entry.call).toList();
    }

    synchronized void clear() {
        entries.clear();
    }
}
