/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.ContextPropagator;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.internal.call.FutureCall;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.exchange.RequestLimiter;
import dev.waiver.core.spi.CallOutcome;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests several calls at once as one call. What a vendor makes of it is tested there. */
@Timeout(60)
class FanOutTest extends SlowServiceFixture {
    private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();

    private static final ErrorResponse TOO_MANY = new ErrorResponse(429, null, null, Map.of(), List.of(), "", null);

    private static <T> ApiCall<List<CallOutcome<T>>> fanOut(int count, Function<Integer, ApiCall<T>> call) {
        return Calls.fanOut("Rules.forEach", IntStream.range(0, count).boxed().toList(), call, 8);
    }

    private static <T> List<T> values(ApiCall<List<CallOutcome<T>>> call, boolean async) {
        List<CallOutcome<T>> outcomes = async ? call.executeAsync().join() : call.execute();
        return outcomes.stream().map(CallOutcome::value).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsThatEndImmediatelyNeedNoStack(boolean async) {
        assertThat(values(fanOut(20_000, ApiCall::of), async))
                .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
        assertThat(values(fanOut(0, ApiCall::of), async)).isEmpty();
    }

    /** The functions run wherever a call ends then. */
    @Test
    void theCallbackExecutorMayRunTasksInPlace() {
        TestProtocol.Api direct = api(new TestProtocol.Builder().callbackExecutor(Runnable::run));
        List<JsonNode> values = values(direct.get("1").flatMap(first -> fanOut(200, i -> direct.get("" + i))), true);
        assertThat(values).hasSize(200).doesNotContainNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingRunsInTheContextOfTheCaller(boolean async) {
        ContextPropagator propagator = () -> {
            String current = CONTEXT.get();
            return () -> {
                String before = CONTEXT.get();
                CONTEXT.set(current);
                return () -> CONTEXT.set(before);
            };
        };
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (SdkTransport transport = SdkTransport.builder()
                .addInterceptor(chain -> {
                    seen.add("interceptor " + CONTEXT.get());
                    return chain.proceed(chain.request());
                })
                .build()) {
            TestProtocol.Api mine =
                    api(new TestProtocol.Builder().transport(transport).contextPropagator(propagator));
            CONTEXT.set("mine");
            List<JsonNode> values = values(
                    mine.get("first")
                            .flatMap(first -> fanOut(50, i -> {
                                seen.add("function " + CONTEXT.get());
                                return mine.get("" + i).map(value -> {
                                    seen.add("map " + CONTEXT.get());
                                    return value;
                                });
                            })),
                    async);
            assertThat(values).hasSize(50);
            assertThat(CONTEXT.get()).isEqualTo("mine");
        } finally {
            CONTEXT.remove();
        }
        assertThat(seen).containsExactlyInAnyOrder("interceptor mine", "function mine", "map mine");
    }

    /** The connection of a stream would stay open for as long as its service likes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamsThatNobodyGetsAreClosed(boolean async) throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                MockResponse.Builder response = new MockResponse.Builder();
                return request.getUrl().encodedPath().endsWith("silent")
                        ? response.onResponseStart(SocketEffect.Stall.INSTANCE).build()
                        : response.body("{\"code\":200,\"data\":[" + "1,".repeat(4 << 20) + "1]}")
                                .build();
            }
        });
        OkHttpClient http = new OkHttpClient();
        TestProtocol.Api mine = api(new TestProtocol.Builder().transport(SdkTransport.using(http)));
        Set<Object> got = ConcurrentHashMap.newKeySet();
        ApiCall<List<CallOutcome<Object>>> call = fanOut(
                2,
                i -> i == 1
                        ? mine.get("silent").map(Object.class::cast)
                        : mine.stream().map(stream -> {
                            got.add(stream);
                            return stream;
                        }));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Runnable end;
        if (async) {
            CompletableFuture<?> future = call.executeAsync();
            end = () -> future.cancel(true);
        } else {
            Thread thread = new Thread(() -> {
                try {
                    Object unused = call.execute();
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            thread.start();
            end = thread::interrupt;
        }
        eventually(() -> !got.isEmpty());
        assertThat(http.connectionPool().connectionCount()).isEqualTo(2);
        end.run();
        eventually(() -> http.dispatcher().runningCallsCount() == 0
                && http.connectionPool().connectionCount()
                        == http.connectionPool().idleConnectionCount());
        if (!async) {
            eventually(() -> thrown.get() != null);
            assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class);
        }
    }

    /** Otherwise all that are left would fail at once, while a few wait for their turns. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallThatGetsNoTurnReducesTheNumberOfThoseAtOnce(boolean refused) {
        Queue<CompletableFuture<Integer>> waiting = new ConcurrentLinkedQueue<>();
        ApiCall<List<CallOutcome<Integer>>> call = fanOut(30, i -> {
            if (waiting.size() == 3) {
                return Calls.failed(state -> refused
                        ? new RateLimitException(null, null, state.callInfo(), TOO_MANY)
                        : new DeadlineExceededException("not sent", null, state.callInfo()));
            }
            CompletableFuture<Integer> value = new CompletableFuture<>();
            waiting.add(value);
            return new FutureCall<>(value);
        });
        List<CallOutcome<Integer>> outcomes = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(() -> outcomes.addAll(call.execute()));
        caller.start();
        eventually(() -> {
            CompletableFuture<Integer> next = caller.getState() == Thread.State.WAITING ? waiting.poll() : null;
            return next == null ? !caller.isAlive() : !next.complete(1);
        });
        assertThat(outcomes)
                .hasSize(30)
                .filteredOn(outcome -> outcome.error() != null)
                .hasSize(1);
    }

    @Test
    void whatIsNoExceptionEndsAll() {
        StackOverflowError mine = new StackOverflowError();
        assertThatThrownBy(() -> values(
                        fanOut(9, i -> {
                            throw mine;
                        }),
                        false))
                .isSameAs(mine);
    }

    @ParameterizedTest
    @CsvSource({"5, 10, 5", "1, 1000, 1", "1000, 1000, 32", "100, 0.1, 3", "100, 0.001, 1"})
    void moreCallsAtOnceThanTheLimitsUseWouldOnlyWait(int concurrent, double perSecond, int useful) {
        assertThat(RequestLimiter.of(RequestLimits.of(concurrent, perSecond)).usefulConcurrency())
                .isEqualTo(useful);
        assertThat(RequestLimiter.of(RequestLimits.unlimited()).usefulConcurrency())
                .isEqualTo(32);
    }
}
