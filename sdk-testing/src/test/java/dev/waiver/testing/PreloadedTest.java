/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests state loaded from files; for the email service see {@link EmailExceptionsTest}. */
class PreloadedTest {
    private static URL resource(String name) {
        return Objects.requireNonNull(PreloadedTest.class.getResource(name), name);
    }

    private static String text(String name) throws IOException {
        try (var in = resource(name).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void scanningHasItsExceptionsAndVulnerabilitiesFromTheStartAndAfterAReset() {
        try (ScanningSimulator scanning = ScanningSimulator.builder()
                .load(resource("preloaded-scanning.json"))
                .build()) {
            scanning.add("{}");
            scanning.reset();

            assertThat(scanning.rules()).hasSize(2);
            assertThat(scanning.rules().get(0).toString()).contains("\"id\":\"4\"", "\"later\":{\"added\":1.50}");
            assertThat(scanning.rules().get(1).path("status").asText()).isEqualTo("active");
            assertThat(new ScanningWire(scanning)
                            .get("/v2/vulnerabilities")
                            .at("/vulnerabilities/0/host")
                            .asText())
                    .isEqualTo("178.151.13.5");
        }
    }

    @Test
    void aMemberThatScanningDoesNotKnowIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.json"), "{\"rules\":[{}]}");
        try (ScanningSimulator scanning = ScanningSimulator.create()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scanning.load(file.toUri().toURL()))
                    .withMessage("neither exceptions nor vulnerabilities: rules, in "
                            + file.toUri().toURL());
        }
    }

    @Test
    void loadingReturnsTheIdsOfTheRules() {
        try (EmailSimulator email = EmailSimulator.create();
                ScanningSimulator scanning = ScanningSimulator.create();
                DetectionSimulator detection = DetectionSimulator.create()) {
            assertThat(email.load(resource("preloaded.json"))).containsExactly("17", "126802092", "18");
            assertThat(scanning.load(resource("preloaded-scanning.json"))).containsExactly("4", "18");
            assertThat(detection.load(resource("preloaded-exception.json")))
                    .containsExactly("24eff732-0000-4000-8000-000000000001");
            assertThat(detection.load(resource("preloaded-detection.json")))
                    .containsExactlyElementsOf(detection.exceptions().keySet())
                    .hasSize(2);
        }
    }

    @Test
    void detectionServesTheDocumentsOfAFileWithSeveralAsTheyAre() {
        try (DetectionSimulator detection = DetectionSimulator.builder()
                .load(resource("preloaded-detection.json"))
                .build()) {
            assertThat(detection.received().values())
                    .containsExactly(
                            "{ \"Id\" : \"24eff732-0000-4000-8000-000000000001\", \"Version\": 3, "
                                    + "\"Name\": \"Signed \\\"build\\\" agent ]}\", \"later\": 1.50 }",
                            "{ \"Name\": \"Ключ 🔑\", \"States\": [ { \"Name\": \"Exception\" } ] }");
            DetectionWire wire = new DetectionWire(detection);
            assertThat(wire.send("GET", "/exceptions/v2/24eff732-0000-4000-8000-000000000001", "")
                            .body())
                    .isEqualTo(detection.received().get("24eff732-0000-4000-8000-000000000001"));
            assertThat(wire.get("/exceptions/v2").findValuesAsText("RulesetCount"))
                    .containsExactly("1", "0");
            assertThat(wire.get("/rulesets/v2/default").path("name").asText()).isEqualTo("Default");
        }
    }

    @Test
    void aMemberThatDetectionDoesNotKnowIsRefused(@TempDir Path folder) throws Exception {
        try (DetectionSimulator detection = DetectionSimulator.create()) {
            for (String[] wrong : new String[][] {
                {"{\"exceptions\":[{}],\"rulesets\":[{}]}", "neither exceptions nor ruleSets: rulesets"},
                {"{\"exceptions\":[1]}", "not an array of JSON objects: exceptions"},
                {"{\"exceptions\":[],\"ruleSets\":{}}", "not an array of JSON objects: ruleSets"},
                {"[]", "not a JSON object: []"}
            }) {
                Path file = Files.writeString(folder.resolve("wrong.json"), wrong[0]);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> detection.load(file.toUri().toURL()))
                        .withMessage(wrong[1] + ", in " + file.toUri().toURL());
            }
        }
    }

    @Test
    void whatCannotBeReadIsAnErrorOfWhoeverAskedForIt(@TempDir Path folder) throws Exception {
        URL gone = folder.resolve("gone.json").toUri().toURL();
        try (EmailSimulator email = EmailSimulator.create();
                ScanningSimulator scanning = ScanningSimulator.create();
                DetectionSimulator detection = DetectionSimulator.create()) {
            assertUnreadable(gone, () -> email.load(gone));
            assertUnreadable(gone, () -> scanning.load(gone));
            assertUnreadable(gone, () -> detection.load(gone));
            assertUnreadable(gone, () -> detection.loadRuleSet(gone));
        }
        assertUnreadable(gone, () -> EmailSimulator.builder().load(gone).build());
        assertUnreadable(gone, () -> ScanningSimulator.builder().load(gone).build());
        assertUnreadable(
                gone, () -> DetectionSimulator.builder().loadRuleSet(gone).build());
    }

    private static void assertUnreadable(URL url, ThrowingCallable reading) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(reading)
                .withMessage("cannot read " + url);
    }

    @Test
    void detectionServesItsDocumentsAsTheyAreInTheFiles() throws IOException {
        try (DetectionSimulator detection = DetectionSimulator.builder()
                .load(resource("preloaded-exception.json"))
                .loadRuleSet(resource("preloaded-rule-set.json"))
                .build()) {
            detection.add("{}");
            detection.addRuleSet("{}");
            detection.reset();

            assertThat(detection.exceptions())
                    .hasSize(1)
                    .containsEntry("24eff732-0000-4000-8000-000000000001", text("preloaded-exception.json"));
            assertThat(detection.ruleSets())
                    .hasSize(1)
                    .containsEntry("11111111-0000-4000-8000-000000000001", text("preloaded-rule-set.json"));
        }
    }
}
