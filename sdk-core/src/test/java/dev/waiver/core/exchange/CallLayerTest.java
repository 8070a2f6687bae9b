/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.Page;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests what composed operations rest on: acknowledgements, parts, sequences of any length, and what runs at the end.
 */
@Timeout(60)
class CallLayerTest {
    private static final CallOptions ONCE = CallOptions.builder().maxRetries(0).build();
    private static final int MANY = 100_000;

    /** The two ways to execute a call. */
    enum Way {
        BLOCKING,
        ASYNCHRONOUS;

        <T> T run(ApiCall<T> call) {
            if (this == BLOCKING) {
                return call.execute();
            }
            try {
                return call.executeAsync().join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof SdkException error ? error : e;
            }
        }
    }

    private final MockWebServer server = new MockWebServer();
    private ClientCore core;
    private TestProtocol.Api api;

    @BeforeEach
    void start() throws Exception {
        server.start();
        core = new TestProtocol.Builder()
                .requestIdSupplier(() -> "id")
                .jitter(() -> 0)
                .build(server.url("/").toString());
        api = core.builtInApi(TestProtocol.Api.class);
    }

    @AfterEach
    void stop() {
        core.close();
        server.close();
    }

    private void respond(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .body(status == 200 ? "{\"code\":200,\"data\":{}}" : "{}")
                    .build());
        }
    }

    private @Nullable String header(String name) {
        try {
            return server.takeRequest().getHeaders().get(name);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private ApiCall<JsonNode> create() {
        return api.create(Map.of("name", "x")).with(ONCE);
    }

    // ------------------------------------------------------------------ what an error is within the call

    @ParameterizedTest
    @EnumSource
    void afterAnAcknowledgedWriteTheRealErrorCanBeHandledWithinTheCall(Way way) {
        respond(200, 404, 200);
        ApiCall<String> call = core.call("Rules.create", () -> create().flatMap(created -> Calls.onErrorResume(
                        core.call("Rules.find", () -> api.get("a").flatMap(found -> ApiCall.of(found))),
                        e -> e instanceof NotFoundException ? api.get("a") : null)
                .map(JsonNode::toString)));
        assertThat(way.run(call)).isEqualTo("{}");

        respond(200, 404, 404);
        AppliedButUnconfirmedException e =
                catchThrowableOfType(AppliedButUnconfirmedException.class, () -> way.run(call));
        assertThat(e).hasCauseInstanceOf(NotFoundException.class);
        assertThat(e.operation()).isEqualTo("Rules.create");
        assertThat(e.exchanges()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void errorsCarryTheVerbThatTheUserCalled(Way way) {
        respond(422);
        assertThatThrownBy(() -> way.run(core.call("Rules.create", this::create)))
                .isInstanceOfSatisfying(ValidationException.class, e -> {
                    assertThat(e.operation()).isEqualTo("Rules.create");
                    assertThat(e.exchanges()).extracting(Exchange::operation).containsExactly("Api.create");
                });
        respond(422);
        assertThatThrownBy(() -> way.run(create()))
                .isInstanceOfSatisfying(
                        SdkException.class, e -> assertThat(e.operation()).isEqualTo("Api.create"));
    }

    // ------------------------------------------------------------------ parts

    @ParameterizedTest
    @EnumSource
    void aPartHasItsOwnAcknowledgementAndTheWholeAddsUp(Way way) {
        respond(200, 422);
        List<SdkException> seen = new ArrayList<>();
        ApiCall<JsonNode> second = Calls.onErrorResume(Calls.part(create()), e -> {
            seen.add(e);
            return null;
        });
        ApiCall<JsonNode> whole =
                core.call("Rules.createAll", () -> Calls.part(create()).flatMap(first -> second));

        AppliedButUnconfirmedException e =
                catchThrowableOfType(AppliedButUnconfirmedException.class, () -> way.run(whole));

        assertThat(seen).singleElement().satisfies(part -> {
            assertThat(part).isInstanceOf(ValidationException.class);
            assertThat(part.mayHaveBeenApplied()).isFalse();
            assertThat(part.requestId()).isEqualTo("id-2");
            assertThat(part.exchanges()).hasSize(1);
        });
        assertThat(e.exchanges()).extracting(Exchange::requestId).containsExactly("id-1", "id-2");
        assertThat(e.attempts()).isEqualTo(2);
        assertThat(e.requestId()).isEqualTo("id");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorAfterTheWriteOfAPartIsOfThePart(Way way) {
        respond(200, 429, 200);
        List<Throwable> seen = new ArrayList<>();
        ApiCall<JsonNode> first = Calls.onErrorResume(
                Calls.part(create().flatMap(created -> api.get("a").with(ONCE))), e -> {
                    seen.add(e);
                    return Calls.part(create());
                });
        assertThat(way.run(first)).isNotNull();
        assertThat(seen).singleElement().isInstanceOf(AppliedButUnconfirmedException.class);
    }

    @Test
    void thePartsSendTheirNumbersAndTheResponseOfTheWholeHasThemAll() throws Exception {
        respond(200, 200);
        ApiResponse<JsonNode> response = Calls.part(create())
                .flatMap(first -> Calls.part(create()))
                .with(CallOptions.builder().requestId("mine").build())
                .executeForResponse();
        assertThat(response.exchanges()).extracting(Exchange::requestId).containsExactly("mine-1", "mine-2");
        for (String id : List.of("mine-1", "mine-2")) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getHeaders().get("x-id")).isEqualTo(id);
        }
    }

    @Test
    void eachPartGetsTheDefaultDeadlineAnewAndAnExplicitOneBoundsTheWhole() {
        ManualClock time = new ManualClock();
        ClientCore timed = new TestProtocol.Builder()
                .clock(time)
                .defaults(CallOptions.builder().deadline(Duration.ofSeconds(10)).build())
                .build(server.url("/").toString());
        Supplier<ApiCall<Integer>> slow = () -> Calls.part(Calls.delay(Duration.ofSeconds(8), () -> ApiCall.of(1)));
        ApiCall<List<Integer>> whole =
                timed.call("Rules.createAll", () -> Calls.sequence(Collections.nCopies(5, slow)));
        assertThat(whole.execute()).hasSize(5);
        assertThatThrownBy(() -> whole.with(CallOptions.builder()
                                .deadline(Duration.ofSeconds(20))
                                .build())
                        .execute())
                .isInstanceOf(DeadlineExceededException.class);
    }

    // ------------------------------------------------------------------ sequences

    @ParameterizedTest
    @EnumSource
    void aSequenceOfCallsThatCompleteAtOnceNeedsNoStack(Way way) {
        Supplier<ApiCall<Integer>> one = () -> ApiCall.of(1);
        assertThat(way.run(Calls.sequence(Collections.nCopies(MANY, one)))).hasSize(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void pagesAndLooksOfAnyNumberNeedNoStack(Way way) {
        AtomicInteger pages = new AtomicInteger();
        ApiCall<List<Integer>> all = Pagers.collect(
                () -> pages.incrementAndGet() > MANY ? null : ApiCall.of(new Page<>(List.of(1), null)),
                new ArrayList<>(),
                List::add);
        assertThat(way.run(all)).hasSize(MANY);
        ApiCall<String> looks = Calls.poll(
                Collections.nCopies(MANY, Duration.ZERO),
                () -> ApiCall.of(Optional.empty()),
                () -> ApiCall.of("nothing"));
        assertThat(way.run(looks)).isEqualTo("nothing");
    }

    @ParameterizedTest
    @EnumSource
    void stagesOfAnyNumberNeedNoStack(Way way) {
        ApiCall<Integer> call = ApiCall.of(0);
        for (int i = 0; i < MANY; i++) {
            ApiCall<Integer> recovering = Calls.onErrorResume(call.map(n -> n + 1), e -> null);
            call = recovering.with(ONCE);
        }
        assertThat(way.run(call)).isEqualTo(MANY);
    }

    @ParameterizedTest
    @EnumSource
    void optionsOfACallEndWithIt(Way way) {
        respond(200, 200);
        ApiCall<JsonNode> inner =
                create().with(CallOptions.builder().header("X-Inner", "1").build());
        way.run(inner.flatMap(created -> create()));
        assertThat(header("X-Inner")).isEqualTo("1");
        assertThat(header("X-Inner")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aSequenceStopsAtAFailureAndWhatAStageThrowsComesOut(Way way) {
        AtomicInteger started = new AtomicInteger();
        Supplier<ApiCall<Integer>> failing = () -> {
            if (started.incrementAndGet() == 3) {
                throw new IllegalStateException("third");
            }
            return ApiCall.of(1);
        };
        assertThatThrownBy(() -> way.run(Calls.sequence(Collections.nCopies(10, failing))))
                .hasStackTraceContaining("third");
        assertThat(started).hasValue(3);
    }

    // ------------------------------------------------------------------ exchanges

    @Test
    void aStageSeesTheExchangeThatEndedLast() {
        List<String> ids = new ArrayList<>();
        List<Supplier<ApiCall<JsonNode>>> gets = new ArrayList<>();
        for (String id : List.of("s0", "s1", "s2")) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"code\":200,\"id\":\"" + id + "\",\"data\":{}}")
                    .build());
            gets.add(() -> api.get("a")
                    .flatMap(value -> Calls.defer(state -> {
                        ids.add(state.lastExchange().serverRequestId().orElseThrow());
                        return ApiCall.of(value);
                    })));
        }
        ApiResponse<List<JsonNode>> response = Calls.sequence(gets).executeForResponse();
        assertThat(ids).containsExactly("s0", "s1", "s2");
        assertThat(response.serverRequestId()).contains("s2");
        assertThat(response.exchanges()).hasSize(3);
    }

    // ------------------------------------------------------------------ writes that may have been applied

    @ParameterizedTest
    @EnumSource
    void afterAWriteOfUnknownOutcomeEveryErrorOfTheCallSaysSo(Way way) {
        respond(503, 422);
        assertThatThrownBy(() ->
                        way.run(Calls.onErrorResume(create(), e -> api.get("a").map(found -> found))))
                .isInstanceOfSatisfying(ValidationException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void aWriteThatTurnsOutToBeAppliedCountsAsAcknowledged(Way way) {
        respond(503, 200, 422);
        ApiCall<String> settled = Calls.onErrorResume(
                create().map(JsonNode::toString),
                e -> Calls.defer(state -> {
                    assertThat(state.acknowledged()).isFalse();
                    assertThat(state.sent()).isEqualTo("{\"name\":\"x\"}");
                    return api.get("a")
                            .flatMap(found -> Calls.defer(now -> {
                                now.markApplied();
                                return ApiCall.of("found");
                            }));
                }));
        AppliedButUnconfirmedException e = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> way.run(settled.flatMap(found -> api.get("b").with(ONCE))));
        assertThat(e).hasCauseInstanceOf(ValidationException.class);
        assertThat(e.sent()).isEqualTo("{\"name\":\"x\"}");

        respond(503, 200);
        ApiResponse<String> response = settled.executeForResponse();
        assertThat(response.value()).isEqualTo("found");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.exchanges()).extracting(Exchange::operation).containsExactly("Api.create", "Api.get");
    }

    @Test
    void aLostResponseThatIsSettledHasAnExchangeWithoutAStatus() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new mockwebserver3.SocketEffect.CloseSocket())
                .build());
        respond(200);
        ApiResponse<JsonNode> response = Calls.onErrorResume(create(), e -> api.get("a")
                        .flatMap(found -> Calls.defer(state -> {
                            assertThat(state.sent()).isEqualTo("{\"name\":\"x\"}");
                            state.markApplied();
                            return ApiCall.of(found);
                        })))
                .executeForResponse();
        assertThat(response.status()).isZero();
        assertThat(response.exchanges()).extracting(Exchange::status).containsExactly(0, 200);
    }

    @Test
    void markingNothingAsAppliedDoesNothing() {
        respond(422);
        assertThatThrownBy(() -> Calls.defer(state -> {
                            state.markApplied();
                            return create();
                        })
                        .execute())
                .isInstanceOf(ValidationException.class);
    }

    // ------------------------------------------------------------------ finally

    @ParameterizedTest
    @EnumSource
    void theLastActionRunsOnceAfterSuccessAndFailure(Way way) {
        AtomicInteger ended = new AtomicInteger();
        respond(200, 503);
        assertThat(way.run(Calls.withFinally(create(), ended::incrementAndGet))).isNotNull();
        assertThat(ended).hasValue(1);
        assertThatThrownBy(() -> way.run(Calls.withFinally(create(), ended::incrementAndGet)))
                .isInstanceOf(ServerException.class);
        assertThat(ended).hasValue(2);
        ApiCall<Integer> throwing = Calls.defer(state -> {
            throw new IllegalStateException("at once");
        });
        assertThatThrownBy(() -> way.run(Calls.withFinally(throwing, ended::incrementAndGet)))
                .hasStackTraceContaining("at once");
        assertThat(ended).hasValue(3);
    }

    @Test
    void theLastActionRunsOnceAfterACancellation() throws Exception {
        List<ApiCall<Integer>> waiting = Arrays.asList(
                Calls.delay(Duration.ofMinutes(1), () -> ApiCall.of(1)),
                create().map(x -> 1),
                Calls.serialized("taken", Calls.delay(Duration.ofMinutes(1), () -> ApiCall.of(1))));
        for (ApiCall<Integer> call : waiting) {
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            CompletableFuture<Integer> running = Calls.withFinally(call, () -> {
                        assertThat(ended.complete(true)).isTrue();
                    })
                    .executeAsync();
            running.cancel(true);
            assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
