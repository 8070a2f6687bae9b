/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waiver.core.ApiCall;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.ApplicationCredentials;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.MatchMode;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;

/**
 * For any response, a call returns or fails with an {@code SdkException}: envelopes, error bodies, rules, tokens,
 * Retry-After.
 */
class ResponsesFuzzTest {
    private static final Canned CANNED = new Canned();

    private static final EmailClient EMAIL = CANNED.settings(EmailClient.builder())
            .credentials(InfinityCredentials.of("id", "key"))
            .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
            .anomalyDeleteForm(AnomalyDeleteForm.RULE_ID)
            .build();
    private static final ScanningClient SCANNING = CANNED.settings(ScanningClient.builder())
            .credentials(AccessTokenCredentials.of("key", "token"))
            .build();
    private static final DetectionClient DETECTION = CANNED.settings(DetectionClient.builder())
            .credentials(BearerToken.of("token"))
            .build();

    private static final EmailExceptionRule EMAIL_RULE = EmailExceptionRule.builder()
            .senderDomain(".evil.example", MatchMode.ENDS_WITH)
            .build();
    private static final EngineTable TABLE = EngineTable.MALWARE_SENDER_NAME;
    private static final EngineExceptionRule ENGINE_RULE = EngineExceptionRule.of("evil.example");
    private static final ClickTimeItem ITEM = ClickTimeItem.of("1", "evil.example");
    private static final JsonCodec CODEC = JsonCodec.strictNames();
    private static final ScanningExceptionRule SCANNING_RULE = ScanningExceptionRule.forHosts("10.0.0.1")
            .nvt("1.3.6.1.4.1.25623.1.0.815255")
            .text("text")
            .build();

    private static final DetectionExceptionRule DETECTION_RULE = DetectionExceptionRule.windows("name")
            .when(Facet.INSTIGATING_COMMAND_LINE.containsAny("--ci"))
            .build();

    private static ApiCall<?>[] email() {
        return new ApiCall<?>[] {
            EMAIL.exceptions(EmailList.BLACKLIST).list().all(),
            EMAIL.exceptions(EmailList.BLACKLIST).get("126802091"),
            EMAIL.exceptions(EmailList.BLACKLIST).create(EMAIL_RULE),
            EMAIL.exceptions(EmailList.BLACKLIST).ensure(EMAIL_RULE),
            EMAIL.exceptions(EmailList.BLACKLIST).edit("126802091", rule -> rule.withComment("changed")),
            EMAIL.exceptions(EmailList.BLACKLIST).remove("126802091"),
            EMAIL.scopes()
        };
    }

    private static ApiCall<?>[] emailFamilies() {
        return new ApiCall<?>[] {
            EMAIL.engineExceptions(TABLE).list().all(),
            EMAIL.engineExceptions(TABLE).get("evil.example"),
            EMAIL.engineExceptions(TABLE).create(ENGINE_RULE),
            EMAIL.engineExceptions(TABLE).ensure(ENGINE_RULE),
            EMAIL.engineExceptions(TABLE).edit("evil.example", rule -> rule.withComment("changed")),
            EMAIL.engineExceptions(TABLE).remove("evil.example"),
            EMAIL.anomalyExceptions().list().all(),
            EMAIL.anomalyExceptions().create(CODEC.document("{\"anomaly_type\":\"a\"}"), "admin@example.com"),
            EMAIL.anomalyExceptions().remove("10001"),
            EMAIL.clickTimeExceptions().list().all(),
            EMAIL.clickTimeExceptions().lists().all(),
            EMAIL.clickTimeExceptions().list("1"),
            EMAIL.clickTimeExceptions().get("1000000000000001"),
            EMAIL.clickTimeExceptions().ensure(ITEM),
            EMAIL.clickTimeExceptions().edit("1000000000000001", item -> item.withListItemName("changed.example")),
        };
    }

    private static ApiCall<?>[] scanning() {
        return new ApiCall<?>[] {
            SCANNING.exceptions().list().all(),
            SCANNING.exceptions().get("17"),
            SCANNING.exceptions().details("17"),
            SCANNING.exceptions().create(SCANNING_RULE),
            SCANNING.exceptions().ensure(SCANNING_RULE),
            SCANNING.exceptions().edit("17", rule -> rule.withText("changed")),
            SCANNING.findings().list().all(),
            SCANNING.user().generateAccessToken()
        };
    }

    private static ApiCall<?>[] detection() {
        return new ApiCall<?>[] {
            DETECTION.exceptions().summaries().all(),
            DETECTION.exceptions().get("24eff732"),
            DETECTION.exceptions().create(DETECTION_RULE),
            DETECTION.exceptions().edit("24eff732", rule -> rule.withDescription("changed")),
            DETECTION.exceptions().ensure(DETECTION_RULE),
            DETECTION.exceptions().remove("24eff732"),
            DETECTION.ruleSets().list().all(),
            DETECTION.ruleSets().getDefault()
        };
    }

    @FuzzTest(maxDuration = "2m")
    void emailResponses(byte[] input) {
        CANNED.respond(input, ResponsesFuzzTest::email);
    }

    @FuzzTest(maxDuration = "2m")
    void emailFamilyResponses(byte[] input) {
        CANNED.respond(input, ResponsesFuzzTest::emailFamilies);
    }

    @FuzzTest(maxDuration = "2m")
    void scanningResponses(byte[] input) {
        CANNED.respond(input, ResponsesFuzzTest::scanning);
    }

    @FuzzTest(maxDuration = "2m")
    void detectionResponses(byte[] input) {
        CANNED.respond(input, ResponsesFuzzTest::detection);
    }

    @FuzzTest(maxDuration = "2m")
    void emailTokens(byte[] input) {
        CANNED.respondToSignIn(input, () -> {
            EmailClient client = CANNED.settings(EmailClient.builder())
                    .credentials(InfinityCredentials.of("id", "key"))
                    .build();
            return new ApiCall<?>[] {client.scopes()};
        });
    }

    @FuzzTest(maxDuration = "2m")
    void emailLegacyTokens(byte[] input) {
        CANNED.respondToSignIn(input, () -> {
            EmailClient client = CANNED.settings(EmailClient.builder())
                    .credentials(LegacyCredentials.of("US:app", "secret"))
                    .build();
            return new ApiCall<?>[] {client.scopes()};
        });
    }

    @FuzzTest(maxDuration = "2m")
    void scanningTokens(byte[] input) {
        CANNED.respondToSignIn(input, () -> {
            ScanningClient client = CANNED.settings(ScanningClient.builder())
                    .credentials(
                            PasswordCredentials.of("key", "user", "password").withOneTimePassword(() -> "123456"))
                    .build();
            return new ApiCall<?>[] {client.exceptions().statistics()};
        });
    }

    @FuzzTest(maxDuration = "2m")
    void detectionTokens(byte[] input) {
        CANNED.respondToSignIn(input, () -> {
            DetectionClient client = CANNED.settings(DetectionClient.builder())
                    .credentials(ApplicationCredentials.of("tenant", "application", "secret"))
                    .build();
            return new ApiCall<?>[] {client.exceptions().get("1")};
        });
    }
}
