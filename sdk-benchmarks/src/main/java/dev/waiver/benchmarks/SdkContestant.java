/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.ApiException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.MatchMode;
import dev.waiver.email.model.RequestData;

/** The SDK with all features on, except for its request limits, which would dominate the measurement. */
final class SdkContestant implements Contestant {
    private static final EmailList WHITELIST = EmailList.of("whitelist");

    private final EmailExceptionsApi rules;
    private final DetectionExceptionsApi detection;

    SdkContestant(Wire wire) {
        SdkTransport transport = wire.transport();
        rules = email(wire, transport).api(EmailExceptionsApi.class);
        detection = DetectionClient.builder()
                .baseUrl(wire.baseUrl())
                .credentials(BearerToken.of("eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"))
                .transport(transport)
                .requestLimits(RequestLimits.unlimited())
                .build()
                .api(DetectionExceptionsApi.class);
    }

    /** Returns a list of twenty rules, read as in a program that only lists rules. */
    static Object listOnly(Wire wire) {
        return email(wire, wire.transport())
                .exceptions(EmailList.of(Payloads.SMALL_LIST))
                .list()
                .toList();
    }

    static EmailClient email(Wire wire, SdkTransport transport) {
        return EmailClient.builder()
                .baseUrl(wire.baseUrl())
                .credentials(InfinityCredentials.of("bench", "bench-key"))
                .transport(transport)
                .requestLimits(RequestLimits.unlimited())
                .build();
    }

    @Override
    public Object list(String name) {
        return rules.list(EmailList.of(name)).execute();
    }

    @Override
    public Object create() {
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("partner.example", MatchMode.ENDS_WITH)
                .recipient("accounting@example.com", MatchMode.MATCH)
                .comment("Ticket 4711")
                .build();
        return rules.create(WHITELIST, RequestData.of(rule)).executeForResponse();
    }

    @Override
    public Object document() {
        return detection
                .replace(
                        Payloads.DOCUMENT_ID,
                        detection.get(Payloads.DOCUMENT_ID).execute())
                .execute();
    }

    @Override
    public Object error() {
        try {
            return list(Payloads.DENIED_LIST);
        } catch (ApiException e) {
            return e;
        }
    }
}
