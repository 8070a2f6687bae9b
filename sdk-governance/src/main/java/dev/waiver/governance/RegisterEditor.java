/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.governance.internal.ListPosition;
import dev.waiver.governance.internal.YamlNode;
import dev.waiver.governance.internal.YamlReader;
import dev.waiver.governance.internal.YamlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of the text of a register that keep everything else as it is: comments, order, quotes and line ends. */
public final class RegisterEditor {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final RegisterEntry entry;
    private final String lineEnd;

    private RegisterEditor(String text, RegisterEntry entry) {
        this.text = text;
        this.entry = entry;
        int newline = text.indexOf('\n');
        this.lineEnd = newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    /**
     * Adds an entry to the end of {@code exceptions}. All other bytes stay as they are. The entry is not checked: read
     * the result with {@link Register#parse}.
     *
     * @param text the text of a register, or of one file of its directory; YAML or JSON
     * @param entry the entry
     * @return the text with the entry
     * @throws RegisterException if the text cannot be read
     * @throws IllegalArgumentException if {@code exceptions} is no list, or is written in a way to which nothing can be
     *     added
     */
    public static String append(String text, RegisterEntry entry) {
        boolean marked = text.startsWith(BYTE_ORDER_MARK);
        String added = new RegisterEditor(marked ? text.substring(1) : text, entry).append();
        return marked ? BYTE_ORDER_MARK + added : added;
    }

    private String append() {
        YamlNode before = read(text);
        if (before != null && !(before instanceof YamlNode.Members)) {
            throw new IllegalArgumentException("text: is " + before.kind() + ", not a mapping; give a register");
        }
        ListPosition position = ListPosition.of(text, RegisterYaml.EXCEPTIONS);
        String added = append(position);
        if (!isAppended(before, added)) {
            throw new IllegalArgumentException(
                    "exceptions: is written in a way to which no entry can be added; write it"
                            + " as a list with a hyphen before each entry, and nothing else in these lines");
        }
        return added;
    }

    private String append(ListPosition position) {
        int end = position.end();
        ObjectNode tree = RegisterYaml.tree(entry);
        if (position.isFound() && position.isFlow()) {
            String separator = position.isEmpty() ? "" : "," + space(position);
            return insert(end, separator + YamlWriter.flow(tree));
        }
        if (position.isRootFlow() && !position.isFound()) {
            return insert(
                    end, (position.isRootEmpty() ? "" : ", ") + "\"exceptions\": [" + YamlWriter.flow(tree) + "]");
        }
        List<String> lines = RegisterYaml.lines(entry);
        String indent = " ".repeat(position.isEmpty() ? 2 : position.column());
        StringBuilder block = new StringBuilder(position.isFound() ? "" : "exceptions:" + lineEnd);
        lines.forEach(line -> block.append(indent).append(line).append(lineEnd));
        return insertLines(position.isFound() || !position.isRootEmpty() ? end : text.length(), block.toString());
    }

    /**
     * Returns what stands before the first item of a list in brackets: a line break with its indentation, or a space.
     */
    private String space(ListPosition position) {
        int line = text.lastIndexOf('\n', position.itemStart()) + 1;
        String indent = text.substring(line, position.itemStart());
        return indent.isBlank() && line > 0 ? lineEnd + indent : " ";
    }

    private String insert(int at, String added) {
        return text.substring(0, at) + added + text.substring(at);
    }

    /** Inserts lines behind the line that has a position, or before it if it is the beginning of a line. */
    private String insertLines(int at, String added) {
        if (at == 0 || text.charAt(at - 1) == '\n') {
            return insert(at, added);
        }
        int newline = text.indexOf('\n', at);
        return newline < 0 ? text + lineEnd + added : insert(newline + 1, added);
    }

    /** Returns whether the text with the entry is read as what was there before, and the entry behind it. */
    private boolean isAppended(@Nullable YamlNode before, String added) {
        YamlNode after = YamlReader.read(added, problem -> {});
        if (after == null || !(after.literals() instanceof ObjectNode rest)) {
            return false;
        }
        JsonNode last = last(after.texts());
        JsonNode unused =
                rest.path(RegisterYaml.EXCEPTIONS) instanceof ArrayNode list ? list.remove(list.size() - 1) : null;
        JsonNode as = before == null ? JsonNodeFactory.instance.objectNode() : before.literals();
        ObjectNode expected = as.deepCopy();
        if (!(expected.path(RegisterYaml.EXCEPTIONS) instanceof ArrayNode)) {
            expected.putArray(RegisterYaml.EXCEPTIONS);
        }
        return rest.equals(expected) && last.equals(written());
    }

    /** Returns the entry as it is read, with each scalar as text. */
    private JsonNode written() {
        YamlNode read = read(String.join("\n", RegisterYaml.lines(entry)) + "\n");
        return read == null
                ? JsonNodeFactory.instance.missingNode()
                : read.texts().path(0);
    }

    private static JsonNode last(JsonNode register) {
        JsonNode entries = register.path(RegisterYaml.EXCEPTIONS);
        return entries.path(entries.size() - 1);
    }

    private static @Nullable YamlNode read(String text) {
        Problems problems = new Problems();
        YamlNode read = YamlReader.read(
                text, problem -> problems.add(new RegisterProblem(null, problem.line(), null, "", problem.message())));
        problems.throwIfAny();
        return read;
    }
}
