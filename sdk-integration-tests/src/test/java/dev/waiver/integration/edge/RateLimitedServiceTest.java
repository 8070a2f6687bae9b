/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkTransport;
import dev.waiver.integration.time.SharedTime;
import dev.waiver.testing.Limits;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.Simulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests calls at a service that takes one request a second, and refuses the others with a 429 that says no more. */
@Timeout(120)
class RateLimitedServiceTest {
    private SharedTime time = new SharedTime(false);

    static Stream<Arguments> services() {
        return Stream.of(RuleService.values())
                .flatMap(service -> Stream.of(true, false).map(async -> Arguments.of(service, async)));
    }

    private Rules connect(RuleService service, Simulator simulator, SdkTransport transport, boolean async) {
        return service.connect(simulator, () -> {}, builder -> {
            Object unused = builder.transport(transport)
                    .requestLimits(RequestLimits.unlimited())
                    .jitter(() -> 0.5)
                    .clock(time);
            if (async) {
                unused = builder.defaults(SharedTime.LIMITS);
            } else if (service == RuleService.DETECTION) {
                // Each 429 costs a minute there, and one deadline bounds the lookup of all rules after a createAll.
                unused = builder.defaults(
                        CallOptions.builder().deadline(Duration.ofMinutes(10)).build());
            }
        });
    }

    /** Executes each call as a caller of its own. */
    private List<CompletableFuture<?>> execute(List<ApiCall<?>> calls, boolean async) {
        time.begin(calls.size());
        List<CompletableFuture<?>> results = new ArrayList<>();
        for (ApiCall<?> call : calls) {
            CompletableFuture<?> result = async
                    ? call.executeAsync()
                    : CompletableFuture.supplyAsync(() -> call.execute(), task -> new Thread(task).start());
            results.add(result.whenComplete((value, error) -> time.end()));
        }
        return results;
    }

    private static void await(List<CompletableFuture<?>> results) throws Exception {
        for (CompletableFuture<?> result : results) {
            assertThat(result.get(100, TimeUnit.SECONDS)).isNotNull();
        }
    }

    private static List<Integer> numbers(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void allRulesAreStoredOnceAndTheOtherCallersEndWell(RuleService service, boolean async) throws Exception {
        time = new SharedTime(async);
        try (Simulator simulator = service.open(time);
                SdkTransport transport = SdkTransport.create()) {
            Rules rules = connect(service, simulator, transport, async);
            String id = rules.create().apply(999).execute();
            int before = simulator.requests().size();
            Limits unused = simulator.limits().requestsPerSecond(1);
            long start = time.nanoTime();
            List<ApiCall<?>> calls = new ArrayList<>();
            calls.add(rules.createAll().apply(numbers(0, 50)));
            for (int i = 0; i < 20; i++) {
                calls.add(rules.get().apply(id));
            }
            await(execute(calls, async));
            assertThat(service.stored(simulator).values())
                    .hasSize(51)
                    .containsAll(numbers(0, 50).stream().map(String::valueOf).toList());
            List<RecordedRequest> requests =
                    simulator.requests().subList(before, simulator.requests().size());
            long refused =
                    requests.stream().filter(call -> call.status() == 429).count();
            long taken = requests.size() - refused;
            assertThat(taken).isGreaterThanOrEqualTo(70);
            assertThat(refused).as("of " + requests.size()).isBetween(1L, taken / 2);
            assertThat(Duration.ofNanos(time.nanoTime() - start))
                    .isBetween(
                            Duration.ofSeconds(taken - 2),
                            Duration.ofSeconds(taken * (service == RuleService.DETECTION ? 5 : 2)));
        }
    }

    /** The default deadline is 2 minutes, in which the default limits allow 1,200 requests of email and scanning. */
    @ParameterizedTest
    @EnumSource
    void moreRulesThanTheDefaultDeadlineAllowsAtTheDefaultLimits(RuleService service) throws Exception {
        time = new SharedTime(false);
        try (Simulator simulator = service.open(time);
                SdkTransport transport = SdkTransport.create()) {
            Rules rules = service.connect(simulator, () -> {}, builder -> {
                Object unused = builder.transport(transport).clock(time);
            });
            await(execute(List.of(rules.createAll().apply(numbers(0, 1_300))), false));
            assertThat(service.stored(simulator).values())
                    .hasSize(1_300)
                    .containsAll(numbers(0, 1_300).stream().map(String::valueOf).toList());
            int perSecond = service == RuleService.DETECTION ? 20 : 10;
            int requests = simulator.requests().size();
            assertThat(time.nanoTime() / 1e9)
                    .as(requests + " requests")
                    .isBetween((requests - 2.0 * perSecond) / perSecond, 1.1 * requests / perSecond);
        }
    }

    /** Nobody starves: each request waits for those of all others, with the default deadline. */
    @Test
    void manyCallersWithManyRulesEach() throws Exception {
        RuleService service = RuleService.EMAIL; // elsewhere a list changes while it is read page by page
        try (Simulator simulator = service.open(time);
                SdkTransport transport = SdkTransport.create()) {
            Rules rules = connect(service, simulator, transport, false);
            Object unused = rules.create().apply(9_999).execute();
            unused = simulator.limits().requestsPerSecond(1);
            List<ApiCall<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(rules.createAll().apply(numbers(20 * i, 20)));
            }
            await(execute(calls, false));
            assertThat(service.stored(simulator).values())
                    .hasSize(401)
                    .containsAll(numbers(0, 400).stream().map(String::valueOf).toList());
        }
    }
}
