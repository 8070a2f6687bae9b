package dev.waiver.email.internal;

import dev.waiver.core.ItemStream;
import dev.waiver.email.model.EmailExceptionRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer of a list, its first rules read already, without those that an earlier answer had. */
final class RuleStream implements ItemStream<EmailExceptionRule> {
    private final ItemStream<EmailExceptionRule> stream;
    private final Scroll scroll;
    private @Nullable List<EmailExceptionRule> head;

    RuleStream(ItemStream<EmailExceptionRule> stream, @Nullable List<EmailExceptionRule> head, Scroll scroll) {
        this.stream = stream;
        this.head = head;
        this.scroll = scroll;
    }

    @Override
    public @Nullable List<EmailExceptionRule> next(int most) {
        List<EmailExceptionRule> rules = head;
        head = null;
        if (rules == null) {
            rules = stream.next(most);
        }
        // Ids are remembered only where the list says that it goes on: memory stays constant where it does not.
        return rules == null ? null : scroll.take(rules, envelope().containsKey("scrollId"));
    }

    /** Where the list goes on, if it does; asked once, at the end. */
    @Nullable
    String continuesAt() {
        return scroll.next(envelope());
    }

    Scroll scroll() {
        return scroll;
    }

    @Override
    public Map<String, String> envelope() {
        return stream.envelope();
    }

    @Override
    public void close() {
        stream.close();
    }
}
