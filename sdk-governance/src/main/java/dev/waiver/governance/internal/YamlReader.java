/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * A reader of YAML, and so of JSON, without types: every scalar stays the text that is written. Anchors, aliases and
 * tags are refused, so that a short text never becomes a large value, and no value is constructed from a name.
 */
public final class YamlReader {
    private static final Pattern LINE = Pattern.compile("\\R");

    private final Iterator<Event> events;
    private final Consumer<Problem> problems;

    /**
     * A problem of the text.
     *
     * @param line the line, from 1
     * @param message what is wrong and what to do
     */
    public record Problem(int line, String message) {}

    /** Thrown when the rest of a text cannot be read. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;

        UnreadableException(int line, String message) {
            super(message);
            this.line = line;
        }
    }

    private YamlReader(Iterator<Event> events, Consumer<Problem> problems) {
        this.events = events;
        this.problems = problems;
    }

    /**
     * Reads the single document of a text.
     *
     * @param text the text
     * @param problems receives each problem, in order
     * @return the document; null if it cannot be read, or there is none
     */
    public static @Nullable YamlNode read(String text, Consumer<Problem> problems) {
        try {
            return new YamlReader(events(text), problems).document();
        } catch (UnreadableException e) {
            problems.accept(new Problem(e.line, String.valueOf(e.getMessage())));
        } catch (MarkedYamlEngineException e) {
            problems.accept(new Problem(line(e.getProblemMark().orElse(null)), syntax(e)));
        } catch (ReaderException e) {
            int before = Math.min(text.length(), Math.max(0, e.getPosition()));
            int line = LINE.split(text.substring(0, before), -1).length;
            problems.accept(new Problem(
                    line,
                    "has a character that YAML does not allow, code " + e.getCodePoint()
                            + "; write it as an escape in double quotes"));
        } catch (RuntimeException e) { // the parser fails in other ways on some escapes
            problems.accept(new Problem(1, "is neither YAML nor JSON that can be read: " + e.getMessage()));
        }
        return null;
    }

    /** Returns the events of a text, which are parsed as they are read. */
    static Iterator<Event> events(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE) // the size of files is bounded before
                .build();
        return new Parse(settings).parseString(withoutTabs(text)).iterator();
    }

    /**
     * Returns a text that begins like JSON with a space for each tab outside of quotes. The parser refuses two tabs in
     * a row, with which JSON is often indented.
     */
    private static String withoutTabs(String text) {
        if (text.indexOf('\t') < 0 || !text.stripLeading().startsWith("{")) {
            return text;
        }
        char[] characters = text.toCharArray();
        char quote = 0;
        for (int i = 0; i < characters.length; i++) {
            char c = characters[i];
            if (quote == 0 && c == '\t') {
                characters[i] = ' ';
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == '"' && c == '\\') {
                i++;
            }
        }
        return new String(characters);
    }

    private static String syntax(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        boolean quoted = problem.contains("cannot start any token") && !problem.contains("TAB");
        String fix = quoted ? "quote a text that begins with such a character" : "check indentation and quotes";
        return "is neither YAML nor JSON: " + problem + "; " + fix;
    }

    private @Nullable YamlNode document() {
        YamlNode document = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, DocumentStart, DocumentEnd, StreamEnd, Comment -> {}
                default -> {
                    if (document != null) {
                        throw new UnreadableException(
                                line(event), "has a second document; write one document in each file");
                    }
                    document = node(event, 0);
                }
            }
        }
        return document;
    }

    private YamlNode node(Event event, int depth) {
        int line = line(event);
        if (depth > YamlNode.MAX_DEPTH) {
            throw new UnreadableException(
                    line, "is nested deeper than " + YamlNode.MAX_DEPTH + " levels; a register never is");
        }
        checkPlain(event, line);
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, line);
            case SequenceStart -> items(line, depth);
            case MappingStart -> members(line, depth);
            default ->
                throw new UnreadableException(line, "has an alias; write the value out in each place, without & and *");
        };
    }

    private void checkPlain(Event event, int line) {
        if (event instanceof NodeEvent node && node.getAnchor().isPresent() && event.getEventId() != Event.ID.Alias) {
            problems.accept(new Problem(line, "has an anchor; write the value out in each place, without & and *"));
        }
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : event instanceof CollectionStartEvent start && start.getTag().isPresent();
        if (tagged) {
            problems.accept(new Problem(
                    line,
                    "has a tag, which begins with !; quote the text if it is one, such as" + " \"!mt-prod-3:globex\""));
        }
    }

    private YamlNode scalar(ScalarEvent event, int line) {
        String text = event.getValue();
        if (Printable.hasLoneSurrogate(text)) {
            problems.accept(new Problem(line, "holds a lone surrogate in a text; write the whole character"));
        }
        return new YamlNode.Scalar(text, event.getScalarStyle() == ScalarStyle.PLAIN, line);
    }

    private YamlNode items(int line, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Items(List.copyOf(items), line);
    }

    private YamlNode members(int line, int depth) {
        Map<String, YamlNode.Member> members = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            YamlNode key = node(event, depth + 1);
            if (!(key instanceof YamlNode.Scalar name)) {
                throw new UnreadableException(key.line(), "has " + key.kind() + " as a name; give a text");
            }
            YamlNode.Member member = new YamlNode.Member(name.line(), node(events.next(), depth + 1));
            YamlNode.Member before = members.putIfAbsent(name.text(), member);
            if (before != null) {
                problems.accept(new Problem(
                        name.line(),
                        "has " + Printable.quote(name.text()) + " twice, first in line " + before.line()
                                + "; remove one of them"));
            }
        }
        return new YamlNode.Members(java.util.Collections.unmodifiableMap(members), line);
    }

    static int line(Event event) {
        return line(event.getStartMark().orElse(null));
    }

    private static int line(@Nullable Mark mark) {
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
