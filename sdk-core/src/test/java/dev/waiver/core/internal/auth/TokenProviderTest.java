/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore;
import dev.waiver.core.TokenStore.StoredToken;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.CallInfo;
import dev.waiver.core.error.ErrorResponse;
import dev.waiver.core.exchange.ManualClock;
import dev.waiver.core.exchange.TestProtocol;
import dev.waiver.core.internal.call.FutureCall;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the token source alone; the test acts as the authentication endpoint. */
@Timeout(60)
class TokenProviderTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final ManualClock clock = new ManualClock();

    /** The authentications that were started, in order. */
    private final List<CompletableFuture<AccessToken>> authentications = new ArrayList<>();

    private final TokenProvider provider = provider(null);

    private TokenProvider provider(@Nullable SharedTokens shared) {
        return provider(Runnable::run, shared);
    }

    private TokenProvider provider(Executor executor, @Nullable SharedTokens shared) {
        return new TokenProvider(
                new TestProtocol.Bearer(() -> Calls.defer(state -> {
                    CompletableFuture<AccessToken> authentication = new CompletableFuture<>();
                    authentications.add(authentication);
                    return new FutureCall<>(authentication);
                })),
                "service",
                clock,
                executor,
                shared);
    }

    private TokenProvider provider(Supplier<ApiCall<AccessToken>> calls, SdkClock time) {
        return new TokenProvider(
                new TestProtocol.Bearer(() -> Calls.defer(state -> calls.get())), "service", time, Runnable::run, null);
    }

    private static Secret secret(String value) {
        return Secret.of("token", value);
    }

    /** Lets the authentication with this number succeed. */
    private void respond(int number, String token, @Nullable Duration lifetime) {
        assertThat(authentications).hasSizeGreaterThan(number);
        assertThat(authentications
                        .get(number)
                        .complete(
                                lifetime == null
                                        ? AccessToken.untilRefused(secret(token))
                                        : AccessToken.of(secret(token), lifetime)))
                .isTrue();
    }

    private static @Nullable String value(@Nullable Token token) {
        return token == null ? null : token.access().value().reveal();
    }

    private @Nullable String ready() {
        return value(provider.ready());
    }

    /** Authenticates for the first time. */
    private Token obtained(Duration lifetime) {
        CompletableFuture<Token> first = provider.renew();
        respond(0, "t0", lifetime);
        return first.join();
    }

    // ------------------------------------------------------------------ single flight

    @Test
    void callersWithoutATokenShareOneAuthentication() {
        assertThat(provider.ready()).isNull();
        assertThat(authentications).as("nobody has asked for one").isEmpty();
        List<CompletableFuture<Token>> waiting = List.of(provider.renew(), provider.renew(), provider.renew());
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        respond(0, "t0", HALF_AN_HOUR);
        Token token = waiting.get(0).join();
        assertThat(value(token)).isEqualTo("t0");
        assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isSameAs(token));
        assertThat(provider.renew().join()).isSameAs(token);
        assertThat(provider.ready()).isSameAs(token);
        assertThat(authentications).hasSize(1);
    }

    @Test
    void threadsThatLoseOneTokenShareOneAuthentication() throws Exception {
        int threads = 2;
        int rounds = 500;
        List<CompletableFuture<AccessToken>> started = new CopyOnWriteArrayList<>();
        TokenProvider source = provider(
                () -> {
                    CompletableFuture<AccessToken> authentication = new CompletableFuture<>();
                    started.add(authentication);
                    return new FutureCall<>(authentication);
                },
                clock);
        AtomicInteger arrived = new AtomicInteger();
        CyclicBarrier allWait = new CyclicBarrier(threads, () -> {
            AccessToken token = AccessToken.of(secret("t" + started.size()), HALF_AN_HOUR);
            started.forEach(authentication -> authentication.complete(token));
        });
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            workers.add(executor.submit(() -> {
                for (int i = 1; i <= rounds; i++) {
                    arrived.incrementAndGet();
                    while (arrived.get() < threads * i) {
                        Thread.onSpinWait(); // a barrier would wake one after the other
                    }
                    CompletableFuture<Token> waiting = source.renew();
                    allWait.await();
                    assertThat(value(waiting.get())).isEqualTo("t" + i);
                    source.invalidate(waiting.get());
                }
                return null;
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        executor.shutdown();
        assertThat(started).hasSize(rounds);
    }

    /** A clock that runs an action when the provider asks how much of a token is left. */
    private final class HookedClock implements SdkClock {
        private @Nullable Runnable once;

        @Override
        public long nanoTime() {
            long now = clock.nanoTime();
            Runnable action = once;
            once = null;
            if (action != null) {
                action.run();
            }
            return now;
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public void sleep(long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable schedule(Runnable task, long nanos) {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest(name = "{0} after the authentication")
    @ValueSource(strings = {"PT29M", "PT1H"})
    void whoFindsThatAnotherCallerHasJustRenewedTheTokenDoesNotAuthenticate(Duration age) {
        HookedClock hooked = new HookedClock();
        AtomicInteger count = new AtomicInteger();
        TokenProvider source =
                provider(() -> ApiCall.of(AccessToken.of(secret("t" + count.incrementAndGet()), HALF_AN_HOUR)), hooked);
        assertThat(value(source.renew().join())).isEqualTo("t1");
        clock.advance(age);
        hooked.once = () -> assertThat(source.renew()).isCompleted();
        source.renew().join();
        assertThat(value(source.ready())).isEqualTo("t2");
        assertThat(count).hasValue(2);
    }

    // ------------------------------------------------------------------ renewal ahead of expiry

    @ParameterizedTest(name = "a lifetime of {0} s: {1} s before its end")
    @CsvSource({"1800, 120", "480, 120", "240, 60", "20, 5"})
    void aTokenIsRenewedAheadOfItsExpiryWhileItIsUsed(long lifetime, long ahead) {
        Token old = obtained(Duration.ofSeconds(lifetime));
        clock.advance(Duration.ofSeconds(lifetime - ahead).minusNanos(1));
        assertThat(provider.ready()).isSameAs(old);
        assertThat(authentications).hasSize(1);
        clock.advance(Duration.ofNanos(1));
        for (int i = 0; i < 3; i++) {
            assertThat(provider.ready()).isSameAs(old);
            assertThat(provider.renew().join()).as("nobody waits for it").isSameAs(old);
        }
        assertThat(authentications).hasSize(2);
        respond(1, "t1", Duration.ofSeconds(lifetime));
        assertThat(ready()).isEqualTo("t1");
        assertThat(authentications).hasSize(2);
    }

    @ParameterizedTest(name = "a lifetime of {0} s: {1} s before its end")
    @CsvSource({"1800, 10", "100, 10", "50, 5"})
    void aTokenIsNotUsedShortlyBeforeItsExpiry(long lifetime, long before) {
        Token old = obtained(Duration.ofSeconds(lifetime));
        clock.advance(Duration.ofSeconds(lifetime - before).minusNanos(1));
        assertThat(provider.ready()).isSameAs(old);
        assertThat(authentications).hasSize(2);
        clock.advance(Duration.ofNanos(1));
        assertThat(provider.ready()).isNull();
        CompletableFuture<Token> waiting = provider.renew();
        assertThat(waiting).as("it joins the renewal in flight").isNotDone();
        assertThat(authentications).hasSize(2);
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(waiting.join())).isEqualTo("t1");
    }

    @Test
    void aLifetimeBeginsWhenTheAuthenticationIsSent() {
        CompletableFuture<Token> first = provider.renew();
        clock.advance(Duration.ofMinutes(20));
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(first.join().left(clock.nanoTime()))
                .isEqualTo(Duration.ofMinutes(10).toNanos());
    }

    @Test
    void theWallClockDoesNotMatter() {
        Token token = obtained(HALF_AN_HOUR);
        clock.shiftWallClock(Duration.ofDays(1));
        assertThat(provider.ready()).isSameAs(token);
        clock.shiftWallClock(Duration.ofDays(-2));
        clock.advance(HALF_AN_HOUR);
        assertThat(provider.ready()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P366D", "PT2562047788015215H"})
    void aTokenOfUnknownOrVeryLongLifetimeIsUsedUntilItIsRefused(String lifetime) {
        CompletableFuture<Token> first = provider.renew();
        respond(0, "t0", lifetime.isEmpty() ? null : Duration.parse(lifetime));
        clock.advance(Duration.ofDays(3650));
        assertThat(provider.ready()).isSameAs(first.join());
        assertThat(authentications).hasSize(1);
        provider.invalidate(first.join());
        assertThat(provider.ready()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1H"})
    void aTokenThatIsExpiredFromTheStartServesThoseWhoWaitForIt(String lifetime) {
        Token token = obtained(Duration.parse(lifetime));
        assertThat(value(token)).isEqualTo("t0");
        assertThat(provider.ready()).isNull();
        assertThat(provider.renew()).isNotDone();
        assertThat(authentications).hasSize(2);
    }

    // ------------------------------------------------------------------ invalidation

    @Test
    void aRefusedTokenIsDropped() {
        Token refused = obtained(HALF_AN_HOUR);
        provider.invalidate(refused);
        assertThat(provider.ready()).isNull();
        assertThat(provider.secrets()).isEmpty();
        assertThat(authentications)
                .as("authentication starts when somebody needs it")
                .hasSize(1);
    }

    @Test
    void aLateRefusalOfAnOldTokenDoesNotDropTheNewOne() {
        Token old = obtained(HALF_AN_HOUR);
        provider.invalidate(old);
        CompletableFuture<Token> renewed = provider.renew();
        provider.invalidate(old);
        respond(1, "t1", HALF_AN_HOUR);
        provider.invalidate(old);
        assertThat(provider.ready()).isSameAs(renewed.join());
        assertThat(authentications).hasSize(2);
    }

    @Test
    void aRefusalJoinsTheRenewalInFlight() {
        Token old = obtained(HALF_AN_HOUR);
        clock.advance(Duration.ofMinutes(29));
        assertThat(provider.ready()).isSameAs(old);
        provider.invalidate(old);
        assertThat(provider.ready()).isNull();
        CompletableFuture<Token> waiting = provider.renew();
        assertThat(authentications).hasSize(2);
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(waiting.join())).isEqualTo("t1");
        assertThat(ready()).isEqualTo("t1");
    }

    // ------------------------------------------------------------------ failures

    @Test
    void aFailurePropagatesToAllWhoWaitAndIsNotCached() {
        List<CompletableFuture<Token>> waiting = List.of(provider.renew(), provider.renew());
        IOException failure = new IOException("down");
        assertThat(authentications.get(0).completeExceptionally(failure)).isTrue();
        assertThat(waiting).allSatisfy(each -> assertThatThrownBy(each::get).hasCause(failure));
        assertThat(provider.ready()).isNull();
        CompletableFuture<Token> next = provider.renew();
        assertThat(next).isNotDone();
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(next.join())).isEqualTo("t1");
    }

    @Test
    void whoAsksAgainWhenTheFailureArrivesAuthenticatesAnew() {
        CompletableFuture<Token> again = provider.renew().exceptionallyCompose(failed -> provider.renew());
        assertThat(authentications.get(0).completeExceptionally(new IOException("down")))
                .isTrue();
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(again.join())).isEqualTo("t1");
    }

    @Test
    void whatTheSchemeThrowsIsAFailureLikeAnyOther() {
        ArrayDeque<Throwable> failures = new ArrayDeque<>(
                List.of(new IllegalStateException("no credentials"), new NoClassDefFoundError("missing/Type")));
        TokenProvider source = provider(
                () -> {
                    Throwable failure = failures.poll();
                    if (failure instanceof RuntimeException e) {
                        throw e;
                    }
                    if (failure instanceof Error e) {
                        throw e;
                    }
                    return ApiCall.of(AccessToken.untilRefused(secret("t1")));
                },
                clock);
        assertThatThrownBy(() -> source.renew().get()).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> source.renew().get()).hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(value(source.renew().join())).isEqualTo("t1");
    }

    @Test
    @SuppressWarnings("NullAway") // a scheme with a bug
    void anAuthenticationWithoutATokenIsAFailure() {
        CompletableFuture<Token> waiting = provider.renew();
        assertThat(authentications.get(0).complete(null)).isTrue();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(NullPointerException.class);
        assertThat(provider.renew()).isNotDone();
        assertThat(authentications).hasSize(2);
    }

    // ------------------------------------------------------------------ a store that JVMs share

    /** A store in memory. */
    private static class MapStore implements TokenStore {
        final Map<String, StoredToken> tokens = new ConcurrentHashMap<>();

        @Override
        public Optional<StoredToken> load(String key) {
            return Optional.ofNullable(tokens.get(key));
        }

        @Override
        public void save(String key, StoredToken token) {
            tokens.put(key, token);
        }
    }

    private final MapStore store = new MapStore();

    private TokenProvider sharing(TokenStore tokens) {
        return provider(new SharedTokens(tokens, "key", clock));
    }

    private void inStore(String token, @Nullable Duration lifetime) {
        store.save(
                "key",
                new StoredToken(
                        secret(token), lifetime == null ? null : clock.now().plus(lifetime)));
    }

    @Test
    void aTokenInTheStoreIsUsedForTheRestOfItsLifetime() {
        inStore("theirs", HALF_AN_HOUR);
        clock.advance(Duration.ofMinutes(20));
        Token token = sharing(store).renew().join();
        assertThat(value(token)).isEqualTo("theirs");
        assertThat(token.left(clock.nanoTime()))
                .isEqualTo(Duration.ofMinutes(10).toNanos());
        assertThat(authentications).isEmpty();
    }

    @Test
    void aStoredTokenOfUnknownLifetimeIsUsedUntilItIsRefused() {
        inStore("theirs", null);
        TokenProvider jvm = sharing(store);
        Token token = jvm.renew().join();
        clock.advance(Duration.ofDays(3650));
        assertThat(jvm.ready()).isSameAs(token);
    }

    @ParameterizedTest(name = "{0} before its expiry: {1}")
    @CsvSource({"PT30.000000001S, true", "PT30S, false", "PT0S, false", "PT-1H, false"})
    void aStoredTokenThatExpiresSoonIsNotUsed(String left, boolean used) {
        inStore("theirs", Duration.ofHours(2));
        clock.shiftWallClock(Duration.ofHours(2).minus(Duration.parse(left)));
        CompletableFuture<Token> token = sharing(store).renew();
        assertThat(token.isDone()).isEqualTo(used);
        assertThat(authentications).hasSize(used ? 0 : 1);
    }

    @Test
    void aNewTokenIsStoredWithItsExpiry() {
        TokenProvider jvm = sharing(store);
        CompletableFuture<Token> first = jvm.renew();
        assertThat(store.tokens).isEmpty();
        respond(0, "t0", HALF_AN_HOUR);
        StoredToken stored = Objects.requireNonNull(store.tokens.get("key"));
        assertThat(stored.value().reveal()).isEqualTo("t0");
        assertThat(stored.expiresAt()).contains(clock.now().plus(HALF_AN_HOUR));
        jvm.invalidate(first.join());
        assertThat(jvm.renew()).isNotDone();
        respond(1, "t1", null);
        assertThat(Objects.requireNonNull(store.tokens.get("key")).expiresAt()).isEmpty();
    }

    @Test
    void aRefusedTokenIsNotTakenFromTheStoreAgain() {
        inStore("theirs", HALF_AN_HOUR);
        TokenProvider jvm = sharing(store);
        jvm.invalidate(jvm.renew().join());
        CompletableFuture<Token> renewed = jvm.renew();
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(value(renewed.join())).isEqualTo("t0");
    }

    @Test
    void afterARefusalTheNewTokenOfAnotherJvmIsUsed() {
        inStore("theirs", HALF_AN_HOUR);
        TokenProvider jvm = sharing(store);
        Token refused = jvm.renew().join();
        jvm.invalidate(refused);
        inStore("their next", HALF_AN_HOUR);
        assertThat(value(jvm.renew().join())).isEqualTo("their next");
        assertThat(authentications).isEmpty();
    }

    /** Otherwise a refusal of the token would not drop its twin, and the renewal would come too late. */
    @Test
    void aRenewalAheadDoesNotTakeTheSameTokenFromTheStore() {
        TokenProvider jvm = sharing(store);
        CompletableFuture<Token> first = jvm.renew();
        respond(0, "t0", HALF_AN_HOUR);
        clock.advance(Duration.ofMinutes(28));
        assertThat(jvm.ready()).isSameAs(first.join());
        assertThat(authentications).hasSize(2);
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(jvm.ready())).isEqualTo("t1");
        assertThat(Objects.requireNonNull(store.tokens.get("key")).value().reveal())
                .isEqualTo("t1");
    }

    @Test
    void aRenewalAheadTakesTheNewTokenOfAnotherJvm() {
        inStore("theirs", HALF_AN_HOUR);
        TokenProvider jvm = sharing(store);
        Token old = jvm.renew().join();
        clock.advance(Duration.ofMinutes(28));
        inStore("their next", HALF_AN_HOUR);
        assertThat(jvm.ready()).isSameAs(old);
        assertThat(value(jvm.ready())).isEqualTo("their next");
        assertThat(authentications).isEmpty();
    }

    @Test
    void aStoreThatFailsCostsAnAuthenticationAndNothingElse() {
        TokenProvider jvm = sharing(new TokenStore() {
            @Override
            public Optional<StoredToken> load(String key) {
                throw new IllegalStateException("down");
            }

            @Override
            public void save(String key, StoredToken token) {
                throw new IllegalStateException("down");
            }
        });
        CompletableFuture<Token> first = jvm.renew();
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(value(first.join())).isEqualTo("t0");
        assertThat(jvm.ready()).isSameAs(first.join());
    }

    @Test
    @SuppressWarnings("NullAway") // a store with a bug
    void aStoreThatReturnsNullCostsAnAuthentication() {
        TokenProvider jvm = sharing(new MapStore() {
            @Override
            public Optional<StoredToken> load(String key) {
                return null;
            }
        });
        assertThat(jvm.renew()).isNotDone();
        assertThat(authentications).hasSize(1);
    }

    @Test
    void anAuthenticationThatFailsIsNotStored() {
        CompletableFuture<Token> first = sharing(store).renew();
        assertThat(authentications.get(0).completeExceptionally(new IOException("down")))
                .isTrue();
        assertThatThrownBy(first::get).hasRootCauseMessage("down");
        assertThat(store.tokens).isEmpty();
    }

    /** Suppliers and stores may block, so both are used on the executor only, and nobody waits for a save. */
    @Test
    void theApplicationsPartsRunOnTheExecutor() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        TokenProvider jvm = provider(tasks::add, new SharedTokens(store, "key", clock));
        CompletableFuture<Token> first = jvm.renew();
        assertThat(tasks).hasSize(1);
        assertThat(authentications).isEmpty();
        tasks.remove().run();
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(value(first.join())).isEqualTo("t0");
        assertThat(store.tokens).isEmpty();
        Instant obtained = clock.now();
        clock.advance(Duration.ofMinutes(1));
        tasks.remove().run();
        assertThat(Objects.requireNonNull(store.tokens.get("key")).expiresAt()).contains(obtained.plus(HALF_AN_HOUR));
        clock.advance(Duration.ofMinutes(27));
        assertThat(jvm.ready()).as("a good token is used at once").isSameAs(first.join());
        assertThat(tasks).hasSize(1);
        assertThat(authentications).hasSize(1);
        assertThat(jvm.renew().join()).isSameAs(first.join());
    }

    @Test
    void anExecutorThatRefusesIsAFailureLikeAnyOther() {
        AtomicInteger asked = new AtomicInteger();
        TokenProvider source = provider(
                task -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("no thread");
                    }
                    task.run();
                },
                null);
        assertThatThrownBy(() -> source.renew().get()).hasCauseInstanceOf(OutOfMemoryError.class);
        CompletableFuture<Token> next = source.renew();
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(value(next.join())).isEqualTo("t0");
    }

    // ------------------------------------------------------------------ refusals

    private static ApiException error(int status, @Nullable Duration retryAfter) {
        return new ApiException(
                null,
                null,
                new CallInfo("Auth.signIn", "id", 1, false, List.of()),
                new ErrorResponse(status, null, null, Map.of(), List.of(), "", retryAfter));
    }

    private void fail(int number, Throwable failure) {
        assertThat(authentications.get(number).completeExceptionally(failure)).isTrue();
    }

    private static void isNotSent(CompletableFuture<Token> renewal, Throwable failure, Duration left) {
        assertThat(renewal).isCompletedExceptionally();
        assertThatThrownBy(renewal::get).cause().isInstanceOfSatisfying(NotSentException.class, e -> {
            assertThat(e.failure()).isSameAs(failure);
            assertThat(e.left()).isEqualTo(left);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aRefusalIsRememberedForASecondDoubledToAMinute(int status) {
        int sent = 0;
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            CompletableFuture<Token> refused = provider.renew();
            assertThat(authentications).hasSize(sent + 1);
            ApiException failure = error(status, null);
            fail(sent, failure);
            sent++;
            assertThatThrownBy(refused::get).hasCause(failure);
            isNotSent(provider.renew(), failure, Duration.ofSeconds(wait));
            clock.advance(Duration.ofSeconds(wait).minusNanos(1));
            isNotSent(provider.renew(), failure, Duration.ofNanos(1));
            assertThat(authentications).hasSize(sent);
            clock.advance(Duration.ofNanos(1));
        }
        CompletableFuture<Token> accepted = provider.renew();
        respond(sent, "t", HALF_AN_HOUR);
        provider.invalidate(accepted.join());
        CompletableFuture<Token> again = provider.renew();
        assertThat(again).isNotDone();
        fail(sent + 1, error(status, null));
        clock.advance(Duration.ofSeconds(1));
        assertThat(provider.renew()).as("the success has reset the wait").isNotDone();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 407, 408, 409, 422, 429, 500, 503})
    void nothingElseIsRemembered(int status) {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Token> failed = provider.renew();
            fail(i, error(status, null));
            assertThat(failed).isCompletedExceptionally();
        }
        assertThat(provider.renew()).isNotDone();
    }

    @Test
    void theServicesRetryAfterIsRememberedForAtMostAnHour() {
        ApiException busy = error(503, Duration.ofSeconds(60));
        CompletableFuture<Token> first = provider.renew();
        fail(0, busy);
        assertThatThrownBy(first::get).hasCause(busy);
        assertThat(TokenProvider.retryAfter(busy)).isEqualTo(Duration.ofSeconds(60));
        clock.advance(Duration.ofSeconds(59));
        CompletableFuture<Token> held = provider.renew();
        isNotSent(held, busy, Duration.ofSeconds(1));
        assertThatThrownBy(held::get).cause().satisfies(e -> assertThat(TokenProvider.retryAfter(e))
                .isEqualTo(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(provider.renew()).isNotDone();
        fail(1, error(503, Duration.ofSeconds(99_999_999_999L)));
        clock.advance(Duration.ofHours(1));
        assertThat(provider.renew()).isNotDone();
        assertThat(TokenProvider.retryAfter(error(401, Duration.ofSeconds(60)))).isNull();
    }

    /** A client with credentials that can be replaced. */
    private TokenProvider client(AtomicReference<Object> credentials) {
        return new TokenProvider(
                new AuthScheme() {
                    @Override
                    public TokenRequest newToken() {
                        CompletableFuture<AccessToken> authentication = new CompletableFuture<>();
                        return new TokenRequest(credentials.get(), Calls.defer(state -> {
                            authentications.add(authentication);
                            return new FutureCall<>(authentication);
                        }));
                    }

                    @Override
                    public List<Secret> secrets() {
                        return List.of();
                    }
                },
                "https://service.example/",
                clock,
                Runnable::run,
                null);
    }

    @Test
    void clientsWithTheSameCredentialsShareARefusalAndOtherCredentialsGoOnAtOnce() {
        AtomicReference<Object> credentials = new AtomicReference<>(List.of("user", secret("wrong")));
        TokenProvider one = client(credentials);
        TokenProvider other = client(new AtomicReference<>(List.of("user", secret("wrong"))));
        CompletableFuture<Token> refused = one.renew();
        ApiException failure = error(401, null);
        fail(0, failure);
        assertThat(refused).isCompletedExceptionally();
        isNotSent(other.renew(), failure, Duration.ofSeconds(1));
        credentials.set(List.of("user", secret("right")));
        CompletableFuture<Token> accepted = one.renew();
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(accepted.join())).isEqualTo("t1");
        isNotSent(other.renew(), failure, Duration.ofSeconds(1));
    }

    @Test
    void aRenewalAheadThatFailsWaitsBetweenTriesAndDisturbsNobody() {
        Token old = obtained(HALF_AN_HOUR);
        clock.advance(Duration.ofMinutes(28));
        int tries = 1;
        for (long wait : new long[] {1, 2, 4, 8, 16, 32}) {
            assertThat(provider.ready()).isSameAs(old);
            assertThat(authentications).hasSize(tries + 1);
            fail(tries, tries % 2 == 0 ? error(401, null) : new IOException("down"));
            tries++;
            for (int i = 0; i < 3; i++) {
                assertThat(provider.renew().join()).isSameAs(old);
            }
            clock.advance(Duration.ofSeconds(wait).minusNanos(1));
            assertThat(provider.ready()).isSameAs(old);
            assertThat(authentications).hasSize(tries);
            clock.advance(Duration.ofNanos(1));
        }
    }

    // ------------------------------------------------------------------ an authentication that stalls

    @Test
    void anAbandonedAuthenticationGoesOnBesideAnother() {
        CompletableFuture<Token> stalled = provider.renew();
        assertThat(provider.abandon(stalled)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        CompletableFuture<Token> second = provider.renew();
        assertThat(authentications).hasSize(2);
        assertThat(provider.abandon(second)).isTrue();
        assertThat(provider.renew()).as("two at a time are enough").isSameAs(second);
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(value(second.join())).isEqualTo("t1");
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(value(stalled.join())).isEqualTo("t0");
        assertThat(ready()).as("the newer token stays").isEqualTo("t1");
    }

    @Test
    void theTokenOfAnAbandonedAuthenticationIsUsedIfItComesFirst() {
        CompletableFuture<Token> stalled = provider.renew();
        assertThat(provider.abandon(stalled)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        CompletableFuture<Token> second = provider.renew();
        respond(0, "t0", HALF_AN_HOUR);
        assertThat(ready()).isEqualTo("t0");
        assertThat(value(second.join())).isEqualTo("t0");
        assertThat(provider.abandon(stalled)).as("it has ended").isFalse();
        respond(1, "t1", HALF_AN_HOUR);
        assertThat(ready()).isEqualTo("t1");
    }

    @Test
    void anAuthenticationThatWaitsForTheApplicationIsNotAbandoned() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        TokenProvider source = provider(tasks::add, null);
        CompletableFuture<Token> renewal = source.renew();
        assertThat(source.abandon(renewal)).isFalse();
        assertThat(source.renew()).isSameAs(renewal);
        assertThat(tasks).hasSize(1);
    }
}
