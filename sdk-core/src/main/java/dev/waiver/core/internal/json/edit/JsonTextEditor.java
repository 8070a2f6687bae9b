/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import dev.waiver.core.internal.json.edit.JsonSpan.Entry;
import dev.waiver.core.json.JsonEditException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An editor that applies the difference between two models to the text that the first one was read from.
 *
 * <p>Text and models are traversed together. Equal parts are copied as text, which preserves everything that a model
 * cannot hold (nulls, empty lists, spellings, order, duplicates, values of unexpected shape). Only differences are
 * written.
 */
public final class JsonTextEditor {

    private final ModelEditor models;
    private final String text;
    private final StringBuilder out;

    private JsonTextEditor(ModelEditor models, String text) {
        this.models = models;
        this.text = text;
        this.out = new StringBuilder(text.length() + 256);
    }

    /**
     * Returns the text with the change.
     *
     * @param text the text that {@code before} was read from
     * @throws JsonEditException if something would be lost
     */
    public static String apply(ModelEditor models, String text, JavaType type, Object before, Object after) {
        JsonTextEditor editor = new JsonTextEditor(models, text);
        int start = JsonSpan.skipBlanks(text, 0);
        int end = JsonSpan.endOfValue(text, start);
        editor.out.append(text, 0, start);
        editor.value(start, end, type, before, after, "");
        return editor.out.append(text, end, text.length()).toString();
    }

    /** Returns the text of an object without the members of the given names, in any case. */
    static String without(ModelEditor models, String text, Set<String> lowerCaseNames) {
        JsonTextEditor editor = new JsonTextEditor(models, text);
        int start = JsonSpan.skipBlanks(text, 0);
        JsonSpan object = JsonSpan.at(text, start);
        editor.out.append(text, 0, start);
        JsonSpanWriter rest = new JsonSpanWriter(editor.out, object, '{');
        for (Entry member : object.entries()) {
            if (!lowerCaseNames.contains(editor.name(object, member).toLowerCase(Locale.ROOT))) {
                rest.copy(member);
            }
        }
        rest.finish();
        return editor.out.append(text, object.end(), text.length()).toString();
    }

    private void value(int start, int end, JavaType type, Object before, Object after, String path) {
        if (before.equals(after)) {
            out.append(text, start, end);
            return;
        }
        Map<String, Object> membersBefore = models.members(before, type);
        Map<String, Object> membersAfter = membersBefore == null ? null : models.members(after, type);
        if (membersBefore != null && membersAfter != null) {
            if (text.charAt(start) == '{') {
                object(start, type, before, membersBefore, membersAfter, path);
                return;
            }
            refuseToReplace(start, '[', path);
        }
        List<?> elementsBefore = ModelEditor.elements(before);
        List<?> elementsAfter = elementsBefore == null ? null : ModelEditor.elements(after);
        if (elementsBefore != null && elementsAfter != null) {
            list(start, end, models.contentType(type), elementsBefore, elementsAfter, path);
            return;
        }
        out.append(models.write(after));
    }

    private void object(
            int start,
            JavaType type,
            Object model,
            Map<String, Object> before,
            Map<String, Object> after,
            String path) {
        JsonSpan object = JsonSpan.at(text, start);
        // Of duplicate members, the last one was read.
        Map<String, Entry> read = new HashMap<>();
        List<String> names = new ArrayList<>(object.entries().size());
        for (Entry entry : object.entries()) {
            String name = models.memberName(name(object, entry), model, type);
            names.add(name);
            read.put(name, entry);
        }
        JsonSpanWriter writer = new JsonSpanWriter(out, object, '{');
        for (Entry entry : object.entries()) {
            String name = names.get(entry.index());
            Object was = before.get(name);
            Object is = after.get(name);
            boolean overridden = !entry.equals(read.get(name));
            if (is == null ? was == null : overridden) {
                writer.copy(entry);
            } else if (is != null) {
                writer.keep(entry);
                member(entry, models.memberType(name, model, type), was, is, JsonPaths.member(path, name));
            }
        }
        after.forEach((name, value) -> {
            if (!read.containsKey(name)) {
                writer.member(models.write(name));
                out.append(models.write(value));
            }
        });
        writer.finish();
    }

    private void member(Entry entry, JavaType type, @Nullable Object was, Object is, String path) {
        int start = entry.valueStart();
        if (was != null) {
            value(start, entry.valueEnd(), type, was, is, path);
        } else if (is instanceof Collection<?> && text.charAt(start) == '[') {
            // An empty list in the model may represent nulls and values of unexpected shape in the text.
            list(start, entry.valueEnd(), models.contentType(type), List.of(), List.copyOf((Collection<?>) is), path);
        } else if (is instanceof Map<?, ?> && text.charAt(start) == '{') {
            Map<String, Object> members = models.members(is, type);
            object(start, type, is, Map.of(), members == null ? Map.of() : members, path);
        } else {
            out.append(models.write(is));
        }
    }

    private void list(int start, int end, JavaType content, List<?> before, List<?> after, String path) {
        if (text.charAt(start) == '[') {
            JsonSpan array = JsonSpan.at(text, start);
            array(array, entriesInModel(array, before.size(), content, path), content, before, after, path);
        } else if (before.size() != 1) {
            refuseToReplace(start, '{', path);
            out.append(models.write(after));
        } else if (after.size() == 1) {
            bare(start, end, content, before.get(0), after.get(0), path);
        } else {
            // The service sent the only element without brackets; any other number of elements needs them.
            Entry only = new Entry(0, start, start, start, start, end, end);
            List<Entry> entries = List.of(only);
            array(new JsonSpan(text, entries, end), entries, content, before, after, path);
        }
    }

    /**
     * Writes the only element of a list that was sent without brackets. It stays so, unless it would then be read as
     * something else.
     */
    private void bare(int start, int end, JavaType content, Object before, Object after, String path) {
        int at = out.length();
        value(start, end, content, before, after, path);
        String written = out.substring(at);
        boolean blank = written.startsWith("\"")
                && written.substring(1, written.length() - 1).isBlank();
        if (blank || written.startsWith("[") || written.equals("null")) {
            out.insert(at, '[').append(']');
        }
    }

    private void array(JsonSpan array, List<Entry> held, JavaType content, List<?> before, List<?> after, String path) {
        int[] sources = ListAlignment.sources(before, after, (a, b) -> models.similarity(a, b, content));
        boolean[] done = new boolean[array.entries().size()];
        boolean[] inModel = new boolean[done.length];
        held.forEach(entry -> inModel[entry.index()] = true);
        JsonSpanWriter writer = new JsonSpanWriter(out, array, '[');
        for (int j = 0; j < sources.length; j++) {
            if (sources[j] < 0) {
                writer.element();
                out.append(models.write(after.get(j)));
                continue;
            }
            Entry entry = held.get(sources[j]);
            copyUnmodeled(array, 0, entry.index(), inModel, done, writer);
            writer.keep(entry);
            value(
                    entry.valueStart(),
                    entry.valueEnd(),
                    content,
                    before.get(sources[j]),
                    after.get(j),
                    JsonPaths.element(path, sources[j]));
            copyUnmodeled(array, entry.index() + 1, nextInModel(inModel, entry.index() + 1), inModel, done, writer);
        }
        copyUnmodeled(array, 0, done.length, inModel, done, writer);
        writer.finish();
    }

    /** Copies elements that the model does not hold, in their place among the others. */
    private static void copyUnmodeled(
            JsonSpan array, int from, int to, boolean[] inModel, boolean[] done, JsonSpanWriter writer) {
        for (int i = from; i < to; i++) {
            if (!inModel[i] && !done[i]) {
                done[i] = true;
                writer.copy(array.entries().get(i));
            }
        }
    }

    private static int nextInModel(boolean[] inModel, int from) {
        int at = from;
        while (at < inModel.length && !inModel[at]) {
            at++;
        }
        return at;
    }

    /**
     * Returns the elements of the text that the model holds. Nulls and values of unexpected shape are not among them.
     */
    private List<Entry> entriesInModel(JsonSpan array, int size, JavaType content, String path) {
        List<Entry> all = array.entries();
        if (all.size() == size) {
            return all;
        }
        List<Entry> held = all.stream()
                .filter(entry -> models.holds(content, text.substring(entry.valueStart(), entry.valueEnd())))
                .toList();
        if (held.size() != size) {
            throw new JsonEditException(
                    path,
                    "this list was sent with " + all.size() + " elements and read with " + size
                            + "; they cannot be matched to each other, and changing the list would lose some");
        }
        return held;
    }

    private void refuseToReplace(int start, char shape, String path) {
        if (text.charAt(start) == shape) {
            throw new JsonEditException(
                    path,
                    "this was sent in another shape than it is written in; replacing it would lose unknown members");
        }
    }

    private String name(JsonSpan object, Entry member) {
        String written = object.writtenName(member);
        return written.indexOf('\\') < 0
                ? written.substring(1, written.length() - 1)
                : models.read(String.class, written);
    }
}
