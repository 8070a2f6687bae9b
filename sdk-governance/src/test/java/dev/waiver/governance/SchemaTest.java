/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.waiver.governance.internal.YamlNode;
import dev.waiver.governance.internal.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema of the register accepts what the reader accepts, as far as a schema can say it. */
class SchemaTest {
    private static final String SCHEMA = schemaText();

    private static String schemaText() {
        try (InputStream in = Register.class.getResourceAsStream("register.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<ValidationMessage> validate(String text) {
        List<YamlReader.Problem> problems = new ArrayList<>();
        YamlNode root = YamlReader.read(text, problems::add);
        assertThat(problems).isEmpty();
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
        return schema.validate(Objects.requireNonNull(root).literals());
    }

    @Test
    void isTheFileOfTheDocumentation() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "register.schema.json")))
                .isEqualTo(SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waivers.yaml",
                "directory/00-head.yaml",
                "directory/teams/mail.json",
                "directory/teams/network.yml"
            })
    void acceptsEveryExample(String name) throws IOException {
        assertThat(validate(Files.readString(RegisterTest.resource(name)))).isEmpty();
    }

    static Stream<String> refusedByBoth() {
        String head = "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope: {email: {}, scanning: {}, detection: {}}\n";
        String entries = head + "exceptions:\n- ";
        return Stream.of(
                "{}",
                head.replace("v1", "v2"),
                head.replace("k7q2m4x9", "Acme"),
                head.replace("id: k7q2m4x9\n", ""),
                head.replace("scanning", "scaning"),
                head + "excepions: []\n",
                head + "policy: {require: [boss]}\n",
                head + "tenantGroups: {all: [a]}\n",
                head + "expectUnavailable: [{why: x, until: 2027-01-01}]\n",
                entries + "{email: {list: blacklist, domain: a.example}}",
                entries + "{key: A, email: {list: blacklist, domain: a.example}}",
                entries + "{key: a}",
                entries + "{key: a, expires: soon, email: {list: blacklist, domain: a.example}}",
                entries + "{key: a, owner: , email: {list: blacklist, domain: a.example}}",
                entries + "{key: a, email: {domain: a.example}}",
                entries + "{key: a, email: {list: blacklist}}",
                entries + "{key: a, email: {list: blacklist, tenants: [\"@\"], domain: a.example}}",
                entries + "{key: a, email: {list: blacklist, domain: a.example, recipient: x}}",
                entries + "{key: a, email: {list: blacklist, rule: {senderDomian: a.example}}}",
                entries + "{key: a, email: {list: blacklist, rule: {senderDomain: a.example, comment: x}}}",
                entries + "{key: a, email: {list: blacklist, rule: {recipient: a, subjectMatching: exact}}}",
                entries + "{key: a, email: {list: blacklist, rule: {actionNeeded: spam}}}",
                entries + "{key: a, ticket: T, scanning: {rule: {nvt: 1.2.3}}}",
                entries + "{key: a, ticket: T, scanning: {rule: {nvt: 1.2.3, scan: 7, port: 80}}}",
                entries + "{key: a, ticket: T, scanning: {rule: {nvt: 1.2.3, everywhere: false}}}",
                entries + "{key: a, detection: {windows: a}}",
                entries + "{key: a, detection: {windows: a, linux: b, when: {targetFilePath: x}}}",
                entries + "{key: a, detection: {windows: a, when: {targetFilPath: x}}}",
                entries + "{key: a, detection: {windows: a, when: {targetFilePath: x}, enable: {ruleSet: D}}}",
                entries + "{key: a, detection: {rule: {Name: a}}}");
    }

    @ParameterizedTest
    @MethodSource("refusedByBoth")
    void refusesWhatTheReaderRefuses(String text) {
        assertThat(validate(text)).isNotEmpty();
        assertThat(catchThrowableOfType(RegisterException.class, () -> Register.parse("r.yaml", text)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email.rule|email: {list: blacklist, rule: {zzzzzzzz: x}}",
                "scanning.rule|scanning: {rule: {zzzzzzzz: x}}",
                "detection.when|detection: {windows: a, when: {zzzzzzzz: x}}",
                "detection.rule|detection: {rule: {zzzzzzzz: x}}"
            })
    void hasTheMembersThatTheModelsKnow(String row) throws IOException {
        int border = row.indexOf('|');
        String path = row.substring(0, border);
        JsonNode schema = new ObjectMapper().readTree(SCHEMA).path("$defs");
        for (String name : List.of(path.replace(".", ".properties.").split("\\.", -1))) {
            schema = schema.path(name);
        }
        List<String> names = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        names.remove("unchecked");

        String text = "apiVersion: waiver.dev/v1\nid: k7q2m4x9\nscope: {email: {}, scanning: {}, detection: {}}\n"
                + "exceptions: [{key: a, ticket: T, " + row.substring(border + 1) + "}]\n";
        assertThat(catchThrowableOfType(RegisterException.class, () -> Register.parse("r.yaml", text))
                        .problems())
                .anySatisfy(problem -> {
                    assertThat(problem.field()).isEqualTo(path + ".zzzzzzzz");
                    assertThat(problem.message()).contains("; known are " + String.join(", ", names));
                });
    }
}
