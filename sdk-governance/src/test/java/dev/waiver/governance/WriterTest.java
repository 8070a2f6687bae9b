/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registers and entries as text, and entries that are added to a text. */
class WriterTest {
    private static final String HEAD = "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope: {email: {}}\n";
    private static final String ONE = "key: one, email: {list: blacklist, domain: one.example}";

    private static final RegisterEntry NEW = RegisterEntry.builder("new")
            .reason("Says \"no\": # of cases")
            .ticket("0x10")
            .expires(LocalDate.of(2027, 3, 1))
            .target(EmailTarget.ofMembers(
                            "blacklist",
                            JsonCodec.strictNames().document("{\"senderDomain\":\"new.example\",\"subject\":\"null\"}"))
                    .withTenants("@all", "!mt-prod-3:globex")
                    .withUnchecked(
                            JsonCodec.strictNames().document("{\"a\":5,\"b\":\"5\",\"c\":[true,\"true\",null]}")))
            .build();

    @Test
    void aWrittenRegisterIsReadAsAnEqualOne() throws IOException {
        Register register = RegisterTest.whole();

        assertThat(Register.parse("written.yaml", register.toYaml())).isEqualTo(register);
        assertThat(register.toYaml())
                .startsWith(
                        "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope:\n  email:\n    tenants:\n      - \"@gold\"\n")
                .contains("\n  - key: waf-tls\n    reason: The application firewall ends TLS\n")
                .contains("\n      rule:\n        nvt: 1.3.6.1.4.1.25623.1.0.815255\n")
                .contains("\n          priority: 5\n          note: \"5\"\n");
    }

    @Test
    void everyTextSurvives() {
        List<String> texts = new ArrayList<>(List.of(
                "null",
                "~",
                "no",
                "true",
                "1e3",
                "0x10",
                "007",
                "2026-11-28",
                "a: b",
                "a #b",
                "- a",
                "a\nb",
                "a\tb",
                "'",
                "\"",
                "\\",
                "\\u0041",
                "{a}",
                "[a]",
                "&a",
                "*a",
                "!a",
                "@a",
                "%a",
                "a,b",
                "a:",
                ":a",
                " a",
                "a ",
                "\u0085",
                "\u2028x",
                "\uFEFF",
                "\u00a0",
                "\u007f",
                "\uD83D\uDE00",
                "\u0000",
                "\uFFFF",
                "=",
                "<<",
                "?"));
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(6); j >= 0; j--) {
                text.appendCodePoint(
                        random.nextBoolean()
                                ? " :#-'\"{}[],&*!|>%@`\\\n\t?".codePointAt(random.nextInt(23))
                                : random.nextInt(0xD800));
            }
            if (!text.toString().isBlank()) {
                texts.add(text.toString());
            }
        }
        Register.Builder builder = Register.builder("k7q2m4x9")
                .scope(RegisterScope.builder()
                        .email(RegisterScope.Email.builder().build())
                        .build());
        String added = HEAD + "exceptions: [{" + ONE + "}]\n";
        for (int i = 0; i < texts.size(); i++) {
            RegisterEntry entry = RegisterEntry.builder("k" + i)
                    .reason(texts.get(i))
                    .target(EmailTarget.ofMembers(
                                    "blacklist", JsonCodec.strictNames().document("{}"))
                            .withMember("subject", texts.get(i) + "x" + i))
                    .build();
            builder.entry(entry);
            added = i < 60 ? RegisterEditor.append(added, entry) : added;
        }
        Register register = builder.build();

        assertThat(Register.parse("written.yaml", register.toYaml())).isEqualTo(register);
        assertThat(Register.parse("added.yaml", added).entries().subList(1, 61))
                .isEqualTo(register.entries().subList(0, 60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD + "exceptions:\n  - {" + ONE + "} # first\n# end\n",
                HEAD + "exceptions:\n- {" + ONE + "}",
                "apiVersion: waiver.dev/v1\r\nid: k7q2m4x9\r\nscope: {email: {}}\r\nexceptions:\r\n    - {" + ONE
                        + "}\r\n\r\n",
                HEAD + "exceptions:\n- " + "key: one\n  email:\n    list: blacklist\n    domain: one.example\n\n\n",
                "exceptions:\n- {" + ONE + "}\n" + HEAD,
                "exceptions:\n- email: {list: blacklist, domain: one.example}\n  key: one\n  reason: |\n    two\n    lines\n\n"
                        + HEAD,
                "exceptions:\n- email: {list: blacklist, domain: one.example}\n  key: one\n  reason: >+\n    two\n\n",
                HEAD + "exceptions: [{" + ONE + "}] # all\n",
                HEAD + "exceptions: [\n  {" + ONE + "}, # first\n]\n",
                HEAD + "exceptions:\n",
                HEAD + "exceptions: # none yet\n",
                HEAD + "exceptions: []\n",
                HEAD + "# none yet",
                "{\"apiVersion\": \"waiver.dev/v1\", \"id\": \"k7q2m4x9\", \"scope\": {\"email\": {}}}\n",
                "{\n\t\t\"exceptions\": [\n\t\t\t{\"key\": \"\uD83D\uDE00\"}\n\t\t],\n\t\t\"id\": \"k7q2m4x9\"\n}\n",
                "{}",
                "",
                "# nothing\n",
                "\uFEFFexceptions:\n- {" + ONE + "}\n",
                "---\nexceptions:\n- {" + ONE + "}\n...\n",
            })
    void anEntryIsAddedAndEverythingElseStays(String text) {
        String added = RegisterEditor.append(text, NEW);

        int start = 0;
        while (start < text.length() && text.charAt(start) == added.charAt(start)) {
            start++;
        }
        int kept = text.length() - start;
        assertThat(added.substring(added.length() - kept)).isEqualTo(text.substring(start));
        String inserted = added.substring(start, added.length() - kept);
        assertThat(inserted.replace("\r\n", "").contains("\n"))
                .isEqualTo(inserted.contains("\n") && !text.contains("\r\n"));
        if (text.contains("waiver.dev/v1")) {
            List<RegisterEntry> entries = Register.parse("added.yaml", added).entries();
            assertThat(entries.get(entries.size() - 1)).isEqualTo(NEW);
            assertThat(entries).hasSize(text.contains("key: one") ? 2 : 1);
        } else {
            assertThat(added).contains("new.example");
        }
    }

    @Test
    void anAddedEntryLooksLikeItsNeighbors() throws IOException {
        RegisterEntry entry = RegisterEntry.builder("new")
                .ticket("T-1")
                .target(EmailTarget.ofDomain("blacklist", "new.example"))
                .build();

        assertThat(RegisterEditor.append(HEAD + "exceptions:\n  - {" + ONE + "} # first\n# end\n", entry))
                .isEqualTo(HEAD + "exceptions:\n  - {" + ONE + "} # first\n"
                        + "  - key: new\n    ticket: T-1\n    email:\n      list: blacklist\n      domain: new.example\n"
                        + "# end\n");
        assertThat(RegisterEditor.append("{\n\t\"exceptions\": [\n\t\t{\"key\": \"a\"}\n\t]\n}\n", entry))
                .isEqualTo("{\n\t\"exceptions\": [\n\t\t{\"key\": \"a\"},\n\t\t{\"key\": \"new\", \"ticket\": \"T-1\","
                        + " \"email\": {\"list\": \"blacklist\", \"domain\": \"new.example\"}}\n\t]\n}\n");
        String whole = Files.readString(RegisterTest.resource("waivers.yaml"));
        assertThat(RegisterEditor.append(whole, entry)).startsWith(whole);
    }

    @Test
    void refusesATextToWhichNothingCanBeAdded() {
        assertThatThrownBy(() -> RegisterEditor.append("exceptions: x\n", NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("exceptions: is written in a way to which no entry can be added");
        assertThatThrownBy(() -> RegisterEditor.append("[]", NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text: is a list, not a mapping; give a register");
        assertThatThrownBy(() -> RegisterEditor.append("a: [\n", NEW))
                .isInstanceOf(RegisterException.class)
                .hasMessageContaining("line 2: is neither YAML nor JSON");
    }
}
