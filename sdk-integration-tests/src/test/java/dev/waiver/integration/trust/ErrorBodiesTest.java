/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.ApiException;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service or a gateway says in an error reaches the user, in whichever form, at every vendor and sign-in. */
class ErrorBodiesTest {
    private static final SdkTransport TRANSPORT = SdkTransport.create();
    private static final String SAID = "User is not authorized to access this resource";

    private static final List<String> BODIES = List.of(
            "{\"Message\":\"" + SAID + "\"}",
            "{\"message\":\"" + SAID + "\"}",
            "{\"ERROR\":\"" + SAID + "\"}",
            "{\"error\":{\"Message\":\"" + SAID + "\",\"code\":\"E1\"}}",
            "{\"errors\":[\"" + SAID + "\"]}",
            "{\"Errors\":[{\"Message\":\"" + SAID + "\"}]}",
            "{\"errors\":\"" + SAID + "\"}",
            "{\"error\":\"access_denied\",\"error_description\":\"" + SAID + "\"}",
            "{\"error\":\"access_denied\",\"Error_Description\":\"" + SAID + "\"}",
            "[{\"errorCode\":\"E1\",\"message\":\"" + SAID + "\"}]");

    private final SkippingTime time = new SkippingTime();
    private final List<Simulator> services = new ArrayList<>();

    @AfterAll
    static void closeTransport() {
        TRANSPORT.close();
    }

    @AfterEach
    void closeServices() {
        services.forEach(Simulator::close);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(AuthFixture.values())
                .flatMap(vendor -> BODIES.stream().map(body -> Arguments.of(vendor, body)));
    }

    private Simulator service(AuthFixture vendor) {
        Simulator service = vendor.service(time);
        services.add(service);
        return service;
    }

    private static Fault answer(int status, String body) {
        return Fault.status(status, Map.of("Content-Type", "application/json"), body);
    }

    private static void says(ApiException error, String said) {
        assertThat(error.errors()).singleElement().satisfies(entry -> assertThat(entry.message())
                .isEqualTo(said));
        assertThat(error).hasMessageContaining(said);
    }

    private static ApiException failure(ApiCall<?> call) {
        return catchThrowableOfType(ApiException.class, call::execute);
    }

    private static ApiException asyncFailure(ApiCall<?> call) {
        Throwable thrown = catchThrowable(() -> call.executeAsync().join());
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCauseInstanceOf(ApiException.class);
        return (ApiException) Objects.requireNonNull(thrown.getCause());
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void anErrorOfAnOperationSaysWhatTheServiceSaid(AuthFixture vendor, String body) {
        Simulator service = service(vendor);
        AuthFixture.Client client = vendor.client(service, time, TRANSPORT, 1);
        service.faults()
                .when(request -> request.resource().contains("xceptions"))
                .always(answer(403, body));
        says(failure(client.list()), SAID);
        says(failure(client.get().of("7")), SAID);
        says(asyncFailure(client.get().of("7")), SAID);
        says(failure(client.create().of("x")), SAID);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void anErrorOfASignInSaysWhatTheServiceSaid(AuthFixture vendor, String body) {
        Simulator service = service(vendor);
        service.faults().authentication().always(answer(403, body));
        says(failure(vendor.client(service, time, TRANSPORT, 1).list()), SAID);
        says(asyncFailure(vendor.client(service, time, TRANSPORT, 2).get().of("7")), SAID);
    }

    /** A sign-in without a token says why, and shows nothing else of its response. */
    @ParameterizedTest
    @MethodSource("everywhere")
    void aSignInThatFailsInsideA200SaysWhatTheServiceSaid(AuthFixture vendor, String body) {
        Simulator service = service(vendor);
        String more = body.startsWith("{") ? "{\"session\":\"canary-session\"," + body.substring(1) : body;
        service.faults().authentication().always(answer(200, more));
        ApiException error = failure(vendor.client(service, time, TRANSPORT, 1).list());
        says(error, SAID);
        assertThat(error.errors().get(0).details()).isEmpty();
        assertThat(error.rawBody()).doesNotContain("canary");
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whatIsSaidIsRedacted(AuthFixture vendor, String body) {
        Simulator service = service(vendor);
        String secret = vendor == AuthFixture.EMAIL
                ? "access-key-1"
                : vendor == AuthFixture.SCANNING ? "password-1" : "secret-1";
        service.faults().authentication().always(answer(403, body.replace(SAID, "no " + secret)));
        ApiException error = failure(vendor.client(service, time, TRANSPORT, 1).list());
        says(error, "no ***");
        assertThat(error.toString() + error.errors() + error.rawBody()).doesNotContain(secret);
    }
}
