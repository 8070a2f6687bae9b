package dev.waiver.core.internal.json.edit;

import dev.waiver.core.internal.json.edit.JsonSpan.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a container anew from entries that stay and entries that are new, in the white space that it had. */
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

    /** An entry that stays as it is. */
    void copy(Entry entry) {
        keep(entry);
        out.append(old.text(), entry.valueStart(), entry.valueEnd());
    }

    /** An entry that stays, with its name as it was written; the caller writes its value. */
    void keep(Entry entry) {
        separate(entry);
        out.append(old.text(), entry.start(), entry.valueStart());
    }

    /** A new element; the caller writes it. */
    void element() {
        separate(null);
    }

    /** A new member; the caller writes its value. */
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
        // The first entry may stand on the bracket's line while the others have one each: what comes first gets the
        // first one's place.
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
