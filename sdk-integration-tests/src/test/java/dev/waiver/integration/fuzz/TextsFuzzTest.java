/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.json.JsonException;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Documents are edited without loss or rejected; dates are parsed or kept as they are. */
class TextsFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void ruleDocuments(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (JsonCodec codec : List.of(JsonCodec.strictNames(), JsonCodec.anyCase())) {
            try {
                edit(codec.document(text));
            } catch (JsonException e) {
                String unused = e.toString(); // expected: not a document, or one that cannot be edited without loss
            }
        }
    }

    private static void edit(JsonDocument document) {
        JsonDocument same = document.edit(
                DetectionExceptionRule.class,
                rule -> DetectionExceptionRule.rawBuilder().from(rule).build());
        check(same.text().equals(document.text()), "an equal model changed the text", document, same);
        JsonDocument edited =
                document.edit(DetectionExceptionRule.class, rule -> rule.withDescription("fuzzed by nobody else"));
        Optional<String> description = edited.as(DetectionExceptionRule.class).description();
        check(description.equals(Optional.of("fuzzed by nobody else")), "the change is not there", document, edited);
        List<FieldDifference> differences = document.differences(edited);
        check(differences.size() <= 1, "more than one difference: " + differences, document, edited);
    }

    private static void check(boolean right, String problem, JsonDocument before, JsonDocument after) {
        if (!right) {
            throw new AssertionError(problem + "\n" + before.text() + "\n" + after.text());
        }
    }

    @FuzzTest(maxDuration = "2m")
    void dates(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        WireTimestamp time = WireTimestamp.of(text);
        if (!time.raw().equals(text) || !time.equals(WireTimestamp.of(text))) {
            throw new AssertionError("not kept as sent: " + text);
        }
        boolean unused = time.hasZone();
        String shown = time.instant() + time.toString();
        if (shown.isEmpty()) {
            throw new AssertionError("nothing to show");
        }
    }
}
