/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.detection.DetectionClient;
import dev.waiver.detection.auth.BearerToken;
import dev.waiver.email.EmailClient;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.Fault;
import dev.waiver.testing.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No secret of any kind of credentials is shown when authentication fails or when the service echoes a request. The
 * fault matrix looks for the secrets of the usual credentials in each of its cells.
 */
class CanaryTest {
    /** The faults of the matrix that could show what was sent. */
    private static final Set<String> TELLING = Set.of(
            "200 that echoes the request",
            "403 that echoes the request",
            "500 that echoes the request",
            "401",
            "429",
            "truncated",
            "reset in the middle of the response",
            "response never starts",
            "incomplete JSON",
            "HTML with 502",
            "307 to another host");

    /** The authentication schemes. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum AuthKind {
        PASSWORD(Vendor.SCANNING, ScanningContractFixture::new),
        ONE_TIME_PASSWORD(Vendor.SCANNING, OneTimePassword::new),
        ACCESS_TOKEN(Vendor.SCANNING, AccessToken::new),
        INFINITY(Vendor.EMAIL, EmailContractFixture::new),
        LEGACY(Vendor.EMAIL, Legacy::new),
        APPLICATION(Vendor.DETECTION, DetectionContractFixture::new),
        BEARER(Vendor.DETECTION, Bearer::new);

        private final Vendor vendor;
        private final Supplier<ContractFixture> bench;

        AuthKind(Vendor vendor, Supplier<ContractFixture> bench) {
            this.vendor = vendor;
            this.bench = bench;
        }

        boolean signsIn() {
            return this != ACCESS_TOKEN && this != BEARER;
        }
    }

    private static final class OneTimePassword extends ScanningContractFixture {
        private static final String CODE = Canary.MARK + "-code";

        OneTimePassword() {
            simulator.behavior().oneTimePassword(CODE, 200, false);
        }

        @Override
        ScanningCredentials credentials() {
            return ((PasswordCredentials) super.credentials()).withOneTimePassword(() -> CODE);
        }
    }

    private static final class AccessToken extends ScanningContractFixture {
        @Override
        ScanningCredentials credentials() {
            return AccessTokenCredentials.of(simulator.credentials().apiKey(), simulator.accessToken());
        }
    }

    private static final class Legacy extends EmailContractFixture {
        @Override
        EmailClient.Builder signingIn(EmailClient.Builder builder) {
            return withDeleteForms(builder)
                    .credentials(LegacyCredentials.of(
                            simulator.legacyCredentials().appId(),
                            simulator.legacyCredentials().secret()));
        }
    }

    private static final class Bearer extends DetectionContractFixture {
        private String token = "";

        @Override
        void warm() {
            Object unused = client.exceptions().summaries().toList();
        }

        @Override
        DetectionClient.Builder signingIn(DetectionClient.Builder builder) {
            if (token.isEmpty()) {
                client = super.signingIn(settings(DetectionClient.builder(), baseUrl(), options(ATTEMPT, DEADLINE)))
                        .build();
                warm();
                List<RecordedRequest> calls = simulator.requests();
                token = calls.get(calls.size() - 1)
                        .header("Authorization")
                        .orElseThrow()
                        .substring("Bearer ".length());
            }
            return builder.credentials(BearerToken.of(token));
        }
    }

    @BeforeAll
    static void listen() {
        Canary.listen();
    }

    /** Returns faults of authentication requests. Some of the responses hold a token that cannot be read. */
    private static List<Fault> authenticationFaults() {
        String token = Canary.MARK + "-new-token";
        Stream<Fault> unreadable = Stream.of(
                        "{\"token\":\"%s\",\"access_token\":\"%s\",}",
                        "{\"data\":{\"token\":\"%s\"},\"token\":\"%s\"",
                        "{\"data\":{\"token\":\"%s\\u0007\"},\"token\":\"\\u0007%s\",\"access_token\":[]}",
                        "{\"data\":{\"tokens\":\"%s\"},\"tokens\":\"%s\"}",
                        "%s %s\u0007",
                        "<html>%s %s",
                        "\"%s %s")
                .map(text -> Fault.body(
                        200, "application/json", text.formatted(token, token).getBytes(StandardCharsets.UTF_8)));
        Stream<Fault> echoes = IntStream.of(200, 307, 400, 401, 403, 404, 408, 422, 429, 500, 501, 503)
                .mapToObj(Fault::echo);
        Stream<Fault> broken = Stream.of(
                Fault.truncated(),
                Fault.invalidUtf8(),
                Fault.closeInTheMiddleOfResponse(),
                Fault.closeAfterApplying(),
                Fault.closeInTheMiddleOfRequest(),
                Fault.stall(),
                Fault.hugeBody(2 << 20),
                Fault.emptyBody(200));
        return Stream.of(unreadable, echoes, broken).flatMap(faults -> faults).toList();
    }

    @ParameterizedTest
    @EnumSource(AuthKind.class)
    void noErrorOfAnAuthenticationShowsASecret(AuthKind way) {
        if (!way.signsIn()) {
            return;
        }
        List<String> leaks = new ArrayList<>();
        int failed = 0;
        for (Fault fault : authenticationFaults()) {
            // Also at the second request of a two-step authentication.
            for (int passed = 0; passed <= (way == AuthKind.ONE_TIME_PASSWORD ? 1 : 0); passed++) {
                try (ContractFixture bench = way.bench.get()) {
                    bench.connect(
                            bench.baseUrl(),
                            ContractFixture.options(ContractFixture.ATTEMPT, ContractFixture.DEADLINE));
                    bench.wire.stallsLast(ContractFixture.ATTEMPT.plusMillis(1));
                    Fault[] first = IntStream.range(0, passed)
                            .mapToObj(i -> Fault.none())
                            .toArray(Fault[]::new);
                    bench.simulator().faults().authentication().next(first).always(fault);
                    Throwable error = failure(bench::warm);
                    failed += error == null ? 0 : 1;
                    Canary.leaks(bench, error).forEach(leak -> leaks.add(fault + ": " + leak));
                    if (bench.strayed()) {
                        leaks.add(fault + ": something was sent to another host");
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(failed)
                .as("failed authentications")
                .isGreaterThan(authenticationFaults().size() - 4);
        assertThat(Canary.logged()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AuthKind.class)
    void noErrorOfAnOperationShowsASecret(AuthKind way) {
        List<FaultScenario> troubles = FaultScenario.all().stream()
                .filter(trouble -> TELLING.contains(trouble.name()))
                .toList();
        assertThat(troubles).hasSameSizeAs(TELLING);
        List<String> broken = new ArrayList<>();
        for (Operation operation : way.vendor.operations()) {
            for (FaultScenario trouble : operation.whole() ? troubles : List.<FaultScenario>of()) {
                for (ContractCell.Way executed : List.of(ContractCell.Way.BLOCKING, ContractCell.Way.ASYNC)) {
                    try (ContractFixture bench = way.bench.get()) {
                        bench.open();
                        ContractCell cell = ContractCell.of(bench, operation, trouble, executed);
                        cell.broken()
                                .forEach(what -> broken.add(operation.title() + " | " + trouble.name() + ": " + what));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(Canary.logged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowedAndNoKeyGoesWithIt(int status) {
        try (EmailSimulator elsewhere = EmailSimulator.builder().build()) {
            for (AuthKind way : AuthKind.values()) {
                try (ContractFixture bench = way.bench.get()) {
                    bench.open();
                    Fault redirect = Fault.redirect(status, elsewhere.baseUrl() + "/taken");
                    bench.simulator().faults().when(call -> true).always(redirect);
                    for (Operation operation : way.vendor.operations()) {
                        for (ContractCell.Way executed : ContractCell.Way.values()) {
                            assertThat(failure(() ->
                                            ContractCell.run(operation.make().apply(bench), executed)))
                                    .as(operation.title())
                                    .isNotNull();
                        }
                    }
                    bench.connect(
                            bench.baseUrl(),
                            ContractFixture.options(ContractFixture.ATTEMPT, ContractFixture.DEADLINE));
                    assertThat(failure(bench::warm))
                            .as("%s: authentication", way)
                            .isNotNull();
                }
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void theLookoutSeesASecret() {
        try (ContractFixture bench = AuthKind.INFINITY.bench.get()) {
            bench.open();
            assertThat(Canary.secrets(bench.simulator().requests()))
                    .as("the access key, the gateway's key and a token")
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(Canary.leaks(bench, new IllegalStateException("x", new IllegalStateException(Canary.MARK))))
                    .isNotEmpty();
        }
    }

    private static @Nullable Throwable failure(Runnable what) {
        try {
            what.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
