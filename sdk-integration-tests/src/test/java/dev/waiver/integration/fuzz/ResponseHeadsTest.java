/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.error.SdkException;
import dev.waiver.integration.edge.RuleService;
import dev.waiver.integration.edge.Rules;
import dev.waiver.testing.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sends responses with random heads over a socket: to any request of a call, whether the service got the request or
 * not. Only SDK exceptions may leave the call, in bounded time; the client's only place must be free afterwards; and a
 * write is done only if it was applied or acknowledged, and not applied only if it was not.
 *
 * <p>Runs for a few seconds from a fixed seed, or for {@code -Dfuzz.seconds=N} from a new one. A failure has its seed,
 * which {@code -Dfuzz.seed=N} runs alone.
 */
@Timeout(7200)
class ResponseHeadsTest {
    private static final @Nullable Integer LONGER = Integer.getInteger("fuzz.seconds");
    private static final @Nullable Long ALONE = Long.getLong("fuzz.seed");
    private static final long SEED = 20261129;
    /** How many responses are spoiled at least, however slow the machine is. */
    private static final int FEWEST = 12;

    private static final Duration ATTEMPT = Duration.ofMillis(250);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** A place that was lost is not found within the deadline; a slow machine is no failure. */
    private static final CallOptions PATIENT =
            CallOptions.builder().attemptTimeout(Duration.ofSeconds(15)).build();

    enum Verb {
        GET,
        LIST,
        CREATE,
        EDIT,
        REMOVE
    }

    /** A clock on which waits between requests end at once. */
    private static final class Clock implements SdkClock {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) {}

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            boolean limit =
                    nanos <= ATTEMPT.toNanos() || nanos > Duration.ofSeconds(5).toNanos();
            return SdkClock.system().schedule(task, limit ? nanos : 0);
        }
    }

    /** How many responses to a write without a body had the status of a success. */
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** Whether a response to a write had the status of a refusal, which proves that nothing was done. */
    private volatile boolean refused;

    private EventListener statuses(Call call) {
        return new EventListener() {
            @Override
            public void responseHeadersEnd(Call of, Response response) {
                int status = response.code();
                refused |= status >= 300 && status < 500 && status != 408;
            }
        };
    }

    private Response observed(okhttp3.Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (!chain.request().method().equals("GET") && response.isSuccessful()) {
            boolean empty = response.code() == 204 || response.code() == 205;
            try {
                empty |= response.peekBody(1_000).string().isBlank();
            } catch (IOException e) {
                // the SDK meets it as well
            }
            if (empty) {
                acknowledged.incrementAndGet();
            }
        }
        return response;
    }

    @ParameterizedTest
    @EnumSource
    void anyResponseEndsACallAsItShould(RuleService service) throws Exception {
        long first = LONGER == null ? SEED : System.nanoTime();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGER == null ? 4 : LONGER / 3);
        int spoiled = 0;
        int failed = 0;
        int runs = 0;
        try (Simulator simulator = service.open();
                HeadProxy proxy = new HeadProxy(simulator.baseUrl());
                SdkTransport transport = SdkTransport.builder()
                        .addInterceptor(this::observed)
                        .eventListenerFactory(this::statuses)
                        .build()) {
            Rules rules = service.connect(simulator, () -> {}, builder -> {
                Object unused = builder.baseUrl(proxy.url())
                        .transport(transport)
                        .requestLimits(RequestLimits.of(1, 1e9))
                        .defaults(CallOptions.builder()
                                .attemptTimeout(ATTEMPT)
                                .deadline(DEADLINE)
                                .build())
                        .jitter(() -> 0)
                        .clock(new Clock());
            });
            // Not through the proxy, and with time enough on a busy machine.
            Rules direct = service.connect(simulator, () -> {}, builder -> {});
            for (long seed = ALONE != null ? ALONE : first;
                    ALONE != null ? seed == ALONE : System.nanoTime() - end < 0 || spoiled < FEWEST;
                    seed++) {
                String outcome = run(
                        service,
                        simulator,
                        proxy,
                        rules,
                        direct,
                        () -> transport.http().connectionPool().evictAll(),
                        seed,
                        runs++);
                if (outcome.equals("untouched")) {
                    continue;
                }
                spoiled++;
                failed += outcome.equals("done") ? 0 : 1;
            }
        }
        System.out.println(service + ": " + runs + " calls from seed " + first + ", " + spoiled + " of them spoiled, "
                + failed + " failed");
    }

    private String run(
            RuleService service,
            Simulator simulator,
            HeadProxy proxy,
            Rules rules,
            Rules direct,
            Runnable disconnect,
            long seed,
            int number) {
        ResponseHeads heads = new ResponseHeads(seed);
        Verb verb = Verb.values()[heads.upTo(Verb.values().length)];
        boolean blocking = heads.one(2);
        boolean forwarded = heads.one(2);
        int which = 1 + heads.upTo(4);
        if (heads.one(4)) {
            simulator.revokeTokens();
        }
        String id = verb == Verb.CREATE || verb == Verb.LIST
                ? "7"
                : direct.create().apply(2 * number).execute();
        Map<String, String> before = service.stored(simulator);
        acknowledged.set(0);
        refused = false;
        proxy.spoil(which, heads, forwarded);
        long start = System.nanoTime();
        Throwable failure = failure(blocking, call(rules, verb, id, 2 * number + 1));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        boolean touched = proxy.pass();
        boolean changed = !service.stored(simulator).equals(before);
        String where = "-Dfuzz.seed=" + seed + " " + service + " " + verb + (blocking ? " blocking" : " async")
                + ", response " + which + (forwarded ? ", applied" : ", not applied");
        assertThat(took).as(where).isLessThan(DEADLINE.plusSeconds(10));
        if (failure == null) {
            boolean write = verb == Verb.CREATE || verb == Verb.EDIT || verb == Verb.REMOVE;
            assertThat(!write || changed || (verb == Verb.REMOVE && acknowledged.get() > 0))
                    .as(where + ": done without an acknowledgement")
                    .isTrue();
        } else {
            assertThat(failure).as(where).isInstanceOf(SdkException.class);
            assertThat(!changed || refused || ((SdkException) failure).mayHaveBeenApplied())
                    .as(where + ": it was applied: " + failure)
                    .isTrue();
        }
        disconnect.run(); // what is left of the response is not the next call's
        Throwable next = failure(!blocking, rules.list().get().with(PATIENT));
        assertThat(next).as(where + ": the next call, after " + failure).isNull();
        for (String old : service.stored(simulator).keySet()) { // so that lists stay short
            Object unused = direct.remove().apply(old).execute();
        }
        return !touched
                ? "untouched"
                : failure == null ? "done" : failure.getClass().getSimpleName();
    }

    private static ApiCall<?> call(Rules rules, Verb verb, String id, int number) {
        return switch (verb) {
            case GET -> rules.get().apply(id);
            case LIST -> rules.list().get();
            case CREATE -> rules.create().apply(number);
            case EDIT -> rules.edit().apply(id, "edited " + number);
            case REMOVE -> rules.remove().apply(id);
        };
    }

    private static @Nullable Throwable failure(boolean blocking, ApiCall<?> call) {
        try {
            Object unused = blocking
                    ? call.execute()
                    : call.executeAsync().orTimeout(60, TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (Throwable e) {
            return e;
        }
    }
}
