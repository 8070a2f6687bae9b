/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Where a list that is a member of the root stands in a text, to add an item without touching anything else. */
public final class ListPosition {
    private final String text;
    private boolean rootFlow;
    private boolean rootEmpty = true;
    private boolean found;
    private boolean flow;
    private boolean empty = true;
    private int column;
    private int itemStart;
    private int end;

    private ListPosition(String text) {
        this.text = text;
    }

    /**
     * Finds a list.
     *
     * @param text a text that can be read, and whose root is a mapping or missing
     * @param name the name of the list
     */
    public static ListPosition of(String text, String name) {
        ListPosition position = new ListPosition(text);
        position.scan(name);
        return position;
    }

    private void scan(String name) {
        Iterator<Event> events = YamlReader.events(text);
        int depth = 0;
        boolean isKey = true;
        boolean inside = false;
        while (events.hasNext()) {
            Event event = events.next();
            boolean starts = event instanceof CollectionStartEvent;
            boolean ends = event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
            depth -= ends ? 1 : 0;
            if (depth == 0 && starts) {
                rootFlow = isFlow(event);
                end = after(event);
            } else if (depth == 1 && inside && ends) {
                return;
            } else if (depth == 1 && !ends && (starts || event instanceof ScalarEvent)) {
                rootEmpty = false;
                if (isKey) {
                    found = event instanceof ScalarEvent key && key.getValue().equals(name);
                } else if (found) {
                    inside = starts;
                    flow = starts && isFlow(event);
                    column = starts ? column(event) : 0;
                    end = after(event);
                    if (!starts) {
                        return;
                    }
                }
                isKey = !isKey;
            } else if (inside && empty) {
                empty = false;
                itemStart = event.getStartMark().map(this::offset).orElse(0);
            }
            boolean hasEnd = event instanceof ScalarEvent || (ends && depth > 0 && isFlowEnd(event));
            if (hasEnd) {
                end = after(event);
            }
            depth += starts ? 1 : 0;
        }
        found = false;
    }

    private static boolean isFlow(Event event) {
        return event instanceof CollectionStartEvent start && start.getFlowStyle() == FlowStyle.FLOW;
    }

    /** Returns whether the end is a bracket: the end of a block has no length and stands before what follows. */
    private static boolean isFlowEnd(Event event) {
        Optional<Mark> from = event.getStartMark();
        Optional<Mark> to = event.getEndMark();
        return from.isPresent()
                && to.isPresent()
                && from.get().getIndex() < to.get().getIndex();
    }

    private int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0);
    }

    private int after(Event event) {
        boolean block = event instanceof CollectionStartEvent && !isFlow(event);
        return (block ? event.getStartMark() : event.getEndMark())
                .map(this::offset)
                .orElse(0);
    }

    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    /** Returns whether the root has the member. */
    public boolean isFound() {
        return found;
    }

    /** Returns whether the root is written in braces. */
    public boolean isRootFlow() {
        return rootFlow;
    }

    /** Returns whether the root has no members. */
    public boolean isRootEmpty() {
        return rootEmpty;
    }

    /** Returns whether the list is written in brackets. */
    public boolean isFlow() {
        return flow;
    }

    /** Returns whether the list has no items. */
    public boolean isEmpty() {
        return empty;
    }

    /** Returns the column of the list, from 0. */
    public int column() {
        return column;
    }

    /** Returns where the first item begins. */
    public int itemStart() {
        return itemStart;
    }

    /** Returns where the last item ends; for an empty list, the position behind its bracket or its name. */
    public int end() {
        return end;
    }
}
