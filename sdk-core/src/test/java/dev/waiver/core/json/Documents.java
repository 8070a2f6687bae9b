/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Generates documents as a badly behaved service would send them: known names in any case, nulls, unexpected shapes,
 * odd numbers, duplicate members, unknown members and white space at every level. It writes text and is independent of
 * the code under test.
 */
final class Documents {

    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1.50",
        "1e2",
        "-0.0",
        "1E+400",
        "1E400",
        "123456789012345678901234567890",
        "0.10000000000000000000000000001",
        "7",
        "1.0e-7",
        "9223372036854775808",
        "10.00"
    };
    private static final String[] TEXTS = {
        "\"\"",
        "\" \"",
        "\"a\"",
        "\"b\"",
        "\"\\u00e9\\/\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"a,b:{}[]\\\"\\\\\"",
        "\"\u00e9\ud83d\ude00\"",
        "\"null\""
    };

    private final Random random;

    Documents(Random random) {
        this.random = random;
    }

    /** A rule in which no level has a member named {@code Description}, and each {@code Scope} is null or a text. */
    String rule() {
        return object(List.of(
                member("Name", this::text),
                member("Version", this::number),
                member("Severity", this::text),
                member("Score", this::number),
                member("Enabled", () -> pick("true", "false")),
                member("LastModified", () -> pick("\"2024-09-25 16:41:35\"", "1537893695", "\"then\"")),
                member(pick("OperatingSystems", "OperatingSystem"), () -> array(this::named)),
                member("Plugin", this::named),
                member("States", () -> array(() -> state(0))),
                member("Tags", () -> oneIn(5) ? text() : array(this::text)),
                member("Paths", () -> array(() -> any(1))),
                member("Options", () -> any(1)),
                member("Limits", () -> map(this::number))));
    }

    private String state(int depth) {
        return object(List.of(
                member("Name", this::text),
                member("Scope", this::text),
                member("FieldOperators", () -> map(this::named)),
                member("States", () -> depth > 1 ? "[]" : array(() -> state(depth + 1)))));
    }

    private String named() {
        return object(List.of(member("Name", this::text)));
    }

    private record Member(String name, Supplier<String> value) {}

    private static Member member(String name, Supplier<String> value) {
        return new Member(name, value);
    }

    private String object(List<Member> known) {
        List<String> members = new ArrayList<>();
        for (Member member : known) {
            if (!oneIn(3)) {
                String value = oneIn(6)
                        ? "null"
                        : oneIn(9) && !member.name().equals("Scope")
                                ? any(1)
                                : member.value().get();
                members.add(name(member.name()) + blank() + ":" + blank() + value);
            }
        }
        if (oneIn(10) && !known.isEmpty()) {
            Member twice = known.get(random.nextInt(known.size()));
            members.add(name(twice.name()) + ":" + twice.value().get());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add("\"x" + random.nextInt(5) + "\":" + any(1));
        }
        Collections.shuffle(members, random);
        return "{" + blank() + String.join(blank() + "," + blank(), members) + blank() + "}";
    }

    private String name(String name) {
        String spelt =
                switch (random.nextInt(5)) {
                    case 0 -> name.toLowerCase(Locale.ROOT);
                    case 1 -> name.toUpperCase(Locale.ROOT);
                    case 2 -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
                    default -> name;
                };
        return oneIn(12)
                ? "\"\\u00" + Integer.toHexString(spelt.charAt(0)) + spelt.substring(1) + "\""
                : "\"" + spelt + "\"";
    }

    private String map(Supplier<String> value) {
        List<String> members = new ArrayList<>();
        for (String key : List.of("a", "A", "Function", "name", "0")) {
            if (random.nextBoolean()) {
                members.add("\"" + key + "\":" + (oneIn(8) ? any(2) : value.get()));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    private String array(Supplier<String> element) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            elements.add(oneIn(8) ? "null" : oneIn(16) ? any(2) : element.get());
        }
        return "[" + blank() + String.join(blank() + "," + blank(), elements) + blank() + "]";
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> "null";
            case 1 -> number();
            case 2 -> text();
            case 3 -> pick("true", "false");
            case 4 -> array(() -> any(depth + 1));
            default -> {
                List<String> members = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.add("\"u" + random.nextInt(6) + "\"" + blank() + ":" + any(depth + 1));
                }
                yield "{" + String.join(blank() + "," + blank(), members) + "}";
            }
        };
    }

    private String number() {
        return pick(NUMBERS);
    }

    private String text() {
        return pick(TEXTS);
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
     * Returns the text without the white space between tokens. Numbers, escapes, order and duplicates stay as they are
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
