/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A random exception with irregular JSON, and the same without its top-level id and version and with another
 * description. It writes text and does not depend on the code under test.
 */
final class GeneratedDocuments {
    static final String ID = "24eff732-4d39-47df-b246-f7dbb8a8fd87";
    static final String NEW_DESCRIPTION = "\"Reviewed 2026-11\"";

    private record Member(String name, String value) {
        String text(String blank) {
            return name + blank + ":" + blank + value;
        }
    }

    private final Random random;
    final String document;
    final String edited;

    GeneratedDocuments(Random random) {
        this.random = random;
        List<Member> members = new ArrayList<>(unknown());
        members.add(new Member(name("Id"), "\"" + ID + "\""));
        members.add(new Member(name("Version"), pick("4", "\"4\"", "4")));
        members.add(new Member(name("Description"), pick("null", "\"\"", "\"before\"", "[\"x\"]", "7")));
        add(members, "Name", this::text);
        add(members, "ObjectType", this::text);
        add(members, "OperatingSystems", () -> list(this::named));
        add(members, "Plugin", this::named);
        add(members, "Product", this::named);
        add(members, "SchemaVersion", this::number);
        add(members, "Severity", this::text);
        add(members, "States", () -> list(() -> state(0)));
        add(members, "Paths", () -> list(() -> object("StateNames", () -> list(this::text))));
        add(members, "Tags", () -> oneIn(3) ? text() : list(this::text));
        Collections.shuffle(members, random);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (Member member : members) {
            before.add(member.text(blank()));
            String plain = member.name().toLowerCase(Locale.ROOT);
            if (plain.equals("\"description\"")) {
                after.add(new Member(member.name(), NEW_DESCRIPTION).text(""));
            } else if (!plain.equals("\"id\"") && !plain.equals("\"version\"")) {
                after.add(member.text(""));
            }
        }
        document = "{" + blank() + String.join(blank() + "," + blank(), before) + "}";
        edited = "{" + String.join(",", after) + "}";
    }

    private void add(List<Member> members, String name, Supplier<String> value) {
        if (!oneIn(4)) {
            members.add(new Member(name(name), oneIn(6) ? "null" : oneIn(9) ? any(1) : value.get()));
        }
    }

    private String state(int depth) {
        List<Member> members = new ArrayList<>(unknown());
        add(members, "Name", this::text);
        add(members, "Scope", this::text);
        add(members, "Function", () -> pick("\"a & !b\"", "\" (Function) \"", "\"0\"", "7"));
        add(members, "FieldOperators", this::operators);
        add(members, "Actions", () -> list(() -> object("ItemName", this::text)));
        add(members, "Filters", () -> list(() -> object("Data", () -> object("SubCategory", () -> "\"\""))));
        add(members, "ActivationTimeLimit", this::text);
        add(members, "HarvestContributingEvent", () -> pick("true", "false", "\"yes\""));
        add(members, "States", () -> depth > 1 ? "[]" : list(() -> state(depth + 1)));
        return object(members);
    }

    private String operators() {
        List<Member> members = new ArrayList<>();
        for (String key : List.of("a", "A", "Function", "name", "0", "")) {
            if (random.nextBoolean()) {
                members.add(new Member("\"" + key + "\"", oneIn(8) ? any(2) : operator()));
            }
        }
        return object(members);
    }

    private String operator() {
        List<Member> members = new ArrayList<>(unknown());
        add(members, "Type", this::text);
        add(members, "Operands", () -> list(this::operand));
        add(members, "OperandType", this::text);
        add(members, "Options", () -> object("IgnoreCase", () -> pick("true", "false", "null")));
        return object(members);
    }

    private String operand() {
        List<Member> members = new ArrayList<>(unknown());
        add(members, "Source", this::text);
        add(members, "Data", () -> oneIn(2) ? list(this::text) : any(1));
        return object(members);
    }

    private String named() {
        return object("Name", this::text);
    }

    private String object(String name, Supplier<String> value) {
        List<Member> members = new ArrayList<>(unknown());
        add(members, name, value);
        return object(members);
    }

    private String object(List<Member> members) {
        Collections.shuffle(members, random);
        return "{"
                + String.join(
                        "," + blank(),
                        members.stream().map(m -> m.text(blank())).toList()) + "}";
    }

    private List<Member> unknown() {
        List<Member> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(new Member("\"x" + random.nextInt(5) + "\"", any(1)));
        }
        return members;
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> "null";
            case 1 -> number();
            case 2 -> text();
            case 3 -> pick("true", "false");
            case 4 -> list(() -> any(depth + 1));
            default -> object("u", () -> any(depth + 1));
        };
    }

    private String list(Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(oneIn(8) ? "null" : oneIn(12) ? any(2) : element.get());
        }
        return "[" + blank() + String.join(blank() + ",", elements) + "]";
    }

    private String name(String name) {
        return "\""
                + switch (random.nextInt(4)) {
                    case 0 -> name.toLowerCase(Locale.ROOT);
                    case 1 -> name.toUpperCase(Locale.ROOT);
                    default -> name;
                }
                + "\"";
    }

    private String number() {
        return pick(
                "0",
                "-0",
                "1.50",
                "1e2",
                "-0.0",
                "1E400",
                "123456789012345678901234567890",
                "1.0e-7",
                "9223372036854775808");
    }

    private String text() {
        return pick(
                "\"\"", "\" \"", "\"a\"", "\"\\u00e9\\/\"", "\"\\ud83d\\ude00\"", "\"a,b:{}[]\\\"\\\\\"", "\"\u00e9\"");
    }

    private String blank() {
        return oneIn(4) ? " \n\t".substring(0, random.nextInt(4)) : "";
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /**
     * Returns the text without the whitespace between tokens. Numbers, escapes, order and duplicates stay as they are
     * written.
     */
    static String compact(String json) {
        StringBuilder out = new StringBuilder(json.length());
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inText || " \n\r\t".indexOf(c) < 0) {
                out.append(c);
            }
            if (inText && c == '\\') {
                out.append(json.charAt(++i));
            } else if (c == '"') {
                inText = !inText;
            }
        }
        return out.toString();
    }
}
