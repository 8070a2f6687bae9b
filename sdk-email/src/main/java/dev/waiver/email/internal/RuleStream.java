package dev.waiver.email.internal;

import dev.waiver.core.ItemStream;
import dev.waiver.email.model.EmailExceptionRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream of the rules in one response of a list, without those that an earlier response contained. The first batch
 * may have been read already.
 */
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
        // Ids are kept only if the envelope says that the list continues, so that memory stays constant otherwise.
        return rules == null ? null : scroll.take(rules, envelope().containsKey("scrollId"));
    }

    /** Returns the scroll id of the next response, or null after the last. Called once, at the end. */
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
