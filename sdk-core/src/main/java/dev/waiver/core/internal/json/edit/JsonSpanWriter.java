/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import dev.waiver.core.internal.json.edit.JsonSpan.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer of a container from existing and new entries, with its original white space. */
final class JsonSpanWriter {

    private final StringBuilder out;
    private final JsonSpan old;
    private final char close;
    private boolean empty = true;
    private @Nullable Entry previous;

    JsonSpanWriter(StringBuilder out, JsonSpan old, char open) {
        this.out = out;
        this.old = old;
        this.close = open == '{' ? '}' : ']';
        out.append(open);
    }

    /** Writes an existing entry unchanged. */
    void copy(Entry entry) {
        keep(entry);
        out.append(old.text(), entry.valueStart(), entry.valueEnd());
    }

    /** Writes an existing entry up to its value, with its name as it was written. The caller writes the value. */
    void keep(Entry entry) {
        separate(entry);
        out.append(old.text(), entry.start(), entry.valueStart());
    }

    /** Starts a new element. The caller writes it. */
    void element() {
        separate(null);
    }

    /** Starts a new member. The caller writes its value. */
    void member(String writtenName) {
        separate(null);
        out.append(writtenName);
        Entry model = last();
        if (model == null) {
            out.append(':');
        } else {
            out.append(old.text(), model.nameEnd(), model.valueStart());
        }
    }

    void finish() {
        Entry last = last();
        if (!empty && last != null) {
            trail(last);
        }
        out.append(close);
    }

    private void separate(@Nullable Entry entry) {
        Entry before = previous;
        if (!empty) {
            if (before != null && before.index() < old.entries().size() - 1) {
                trail(before);
            }
            out.append(',');
        }
        lead(entry);
        empty = false;
        previous = entry;
    }

    private void lead(@Nullable Entry entry) {
        List<Entry> entries = old.entries();
        if (entries.isEmpty()) {
            return;
        }
        // The first entry may be on the line of the bracket while the others have lines of their own, so the entry that
        // is written first gets the white space of the original first one.
        Entry model =
                empty ? entries.get(0) : entry != null && entry.index() > 0 ? entry : entries.get(entries.size() - 1);
        out.append(old.text(), model.lead(), model.start());
    }

    private void trail(Entry entry) {
        out.append(old.text(), entry.valueEnd(), entry.trailEnd());
    }

    private @Nullable Entry last() {
        List<Entry> entries = old.entries();
        return entries.isEmpty() ? null : entries.get(entries.size() - 1);
    }
}
