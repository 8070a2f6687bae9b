/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.governance.internal.Printable;
import dev.waiver.governance.internal.Suggestions;
import dev.waiver.governance.internal.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reader of the members of one mapping. What has another form is a problem, and is read as missing. */
final class MemberReader {
    private final Problems problems;
    private final String file;
    private final @Nullable String entry;
    private final String path;
    private final YamlNode.Members mapping;

    MemberReader(Problems problems, String file, @Nullable String entry, String path, YamlNode.Members mapping) {
        this.problems = problems;
        this.file = file;
        this.entry = entry;
        this.path = path;
        this.mapping = mapping;
    }

    /** Returns a reader of a mapping, or null for anything else, which is a problem. */
    static @Nullable MemberReader of(
            Problems problems, String file, @Nullable String entry, String path, YamlNode node) {
        if (node instanceof YamlNode.Members members) {
            return new MemberReader(problems, file, entry, path, members);
        }
        problems.add(new RegisterProblem(
                file, node.line(), entry, path, "is " + node.kind() + ", not a mapping; give its members"));
        return null;
    }

    /** Refuses the members that are not among the known ones. */
    void refuseUnknown(List<String> known) {
        mapping.members().forEach((name, member) -> {
            if (!known.contains(name)) {
                String shown = name.length() > 100 ? name.substring(0, 100) : name;
                problems.add(new RegisterProblem(
                        file,
                        member.line(),
                        entry,
                        YamlNode.path(path, shown),
                        "is no member that a register has here; " + Suggestions.of(name, known)));
            }
        });
    }

    boolean has(String name) {
        return mapping.members().containsKey(name);
    }

    int line() {
        return mapping.line();
    }

    YamlNode.Members mapping() {
        return mapping;
    }

    void problem(String name, String message) {
        YamlNode.Member member = mapping.members().get(name);
        int line = member == null ? mapping.line() : member.line();
        problems.add(new RegisterProblem(file, line, entry, YamlNode.path(path, name), message));
    }

    /** Returns the value of a member in any form. */
    Optional<YamlNode> node(String name) {
        return Optional.ofNullable(mapping.members().get(name)).map(YamlNode.Member::value);
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> text(name, node));
    }

    private Optional<String> text(String name, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problems.add(problem(node, name, "is " + node.kind() + ", not a text; give one text"));
            return Optional.empty();
        }
        if (scalar.isNull()) {
            problems.add(problem(node, name, "has no value; leave it out, or quote the text if it is one"));
            return Optional.empty();
        }
        if (scalar.text().isBlank()) {
            problems.add(problem(node, name, "is blank; leave it out, or give a text"));
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    private RegisterProblem problem(YamlNode node, String name, String message) {
        return new RegisterProblem(file, node.line(), entry, YamlNode.path(path, name), message);
    }

    /** Returns the texts of a list. */
    List<String> texts(String name) {
        return node(name).map(node -> texts(name, node)).orElse(List.of());
    }

    private List<String> texts(String name, YamlNode node) {
        if (!(node instanceof YamlNode.Items list)) {
            problems.add(problem(node, name, "is " + node.kind() + ", not a list; write [...]"));
            return List.of();
        }
        if (list.items().isEmpty()) {
            problems.add(problem(node, name, "is an empty list; leave it out, or give a value"));
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            text(name + "[" + i + "]", list.items().get(i)).ifPresent(texts::add);
        }
        return texts;
    }

    /** Returns the texts of a list, or of one text. */
    List<String> oneOrMore(String name) {
        return node(name).filter(YamlNode.Scalar.class::isInstance).isPresent()
                ? text(name).map(List::of).orElse(List.of())
                : texts(name);
    }

    boolean flag(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problem(name, "is " + Printable.quote(text.get()) + ", not true or false; give one of them");
        }
        return text.filter("true"::equals).isPresent();
    }

    /**
     * Returns a text that is converted.
     *
     * @param form what the text has to be
     * @param parse converts the text
     */
    <T> Optional<T> value(String name, String form, Function<String, T> parse) {
        Optional<String> text = text(name);
        try {
            return text.map(parse);
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            problem(name, "is " + Printable.quote(text.orElse("")) + ", not " + form);
            return Optional.empty();
        }
    }

    /** Returns a reader of a member that is a mapping. */
    Optional<MemberReader> members(String name) {
        return node(name)
                .flatMap(node -> Optional.ofNullable(of(problems, file, entry, YamlNode.path(path, name), node)));
    }

    /** Returns readers of a list of mappings. */
    List<MemberReader> mappings(String name) {
        YamlNode node = node(name).orElse(null);
        if (node != null && !(node instanceof YamlNode.Items)) {
            problems.add(problem(node, name, "is " + node.kind() + ", not a list; write each item after a hyphen"));
        }
        List<MemberReader> readers = new ArrayList<>();
        if (node instanceof YamlNode.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                String item = YamlNode.path(path, name) + "[" + i + "]";
                MemberReader reader =
                        of(problems, file, entry, item, list.items().get(i));
                if (reader != null) {
                    readers.add(reader);
                }
            }
        }
        return readers;
    }

    /** Returns whether each member, at every level, has a value, except for what is merged unchecked. */
    boolean hasValues() {
        boolean values = true;
        for (var member : mapping.members().entrySet()) {
            if (!member.getKey().equals(RuleMembers.UNCHECKED)) {
                values &= hasValue(member.getKey(), member.getValue().value());
            }
        }
        return values;
    }

    private boolean hasValue(String name, YamlNode node) {
        boolean values = true;
        if (node instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            problems.add(problem(node, name, "has no value; leave it out, or quote the text if it is one"));
            return false;
        }
        if (node instanceof YamlNode.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                values &= hasValue(name + "[" + i + "]", list.items().get(i));
            }
        }
        if (node instanceof YamlNode.Members below) {
            for (var member : below.members().entrySet()) {
                values &= hasValue(
                        YamlNode.path(name, member.getKey()), member.getValue().value());
            }
        }
        return values;
    }

    /** Returns the same members, whose problems are those of an entry. */
    MemberReader ofEntry(@Nullable String key) {
        return new MemberReader(problems, file, key, "", mapping);
    }
}
