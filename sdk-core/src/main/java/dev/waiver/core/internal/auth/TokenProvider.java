/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.auth;

import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.TokenStore.StoredToken;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.internal.call.CallContext;
import dev.waiver.core.internal.call.ScopedCall;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import dev.waiver.core.spi.AuthScheme.TokenRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The token source of a client and its tenant views. Renewal is single flight: a thousand callers without a token cause
 * one authentication. A token is renewed in the background when little of its lifetime is left. {@link #invalidate} is
 * a compare-and-set, so a burst of 401s with one stale token causes one renewal. Failures propagate to current waiters;
 * {@link FailedAuthentications} remembers those that must not be repeated at once.
 *
 * <p>The application's part of a renewal, its supplier of credentials and its token store, may block, so a renewal runs
 * on the executor, never on the thread of a caller.
 */
public final class TokenProvider {
    private static final long RENEW_AHEAD_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long UNUSABLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AuthScheme authentication;
    private final String service;
    private final SdkClock clock;
    private final Executor executor;
    private final AtomicReference<@Nullable Renewal> renewal = new AtomicReference<>();
    private final @Nullable SharedTokens shared;
    private volatile @Nullable Token current;
    private volatile @Nullable Token last;
    private volatile @Nullable Renewal slow;
    private int failures;
    private boolean paused;
    private long renewAheadAt;

    /** Held here, since the other references to it are weak. */
    @SuppressWarnings({"unused", "UnusedVariable"})
    private volatile @Nullable FailedAuthentications failed;

    /** A renewal in flight. */
    private static final class Renewal extends CompletableFuture<Token> {
        /** Whether the request was sent; before that, the application may be at work. */
        volatile boolean sent;
    }

    /**
     * Creates a provider.
     *
     * @param service the base URL
     * @param executor runs renewals, which may block
     * @param shared the store that other JVMs share; null if there is none
     */
    public TokenProvider(
            AuthScheme scheme, String service, SdkClock clock, Executor executor, @Nullable SharedTokens shared) {
        this.authentication = scheme;
        this.service = service;
        this.clock = clock;
        this.executor = executor;
        this.shared = shared;
    }

    /** Returns the scheme that obtains the tokens. */
    public AuthScheme authentication() {
        return authentication;
    }

    /** Returns the secrets in use, including the current token. */
    public List<Secret> secrets() {
        List<Secret> all = new ArrayList<>(4);
        all.addAll(authentication.secrets());
        Token token = current;
        if (token != null) {
            all.add(token.access().value());
        }
        return all;
    }

    /** Returns the current token, usable or not; {@code null} if there is none. */
    public @Nullable Token current() {
        return current;
    }

    /**
     * Returns a usable token without waiting, or {@code null} if {@link #renew} is needed. Starts a background renewal
     * when little of the token's lifetime is left.
     */
    public @Nullable Token ready() {
        Token token = current;
        if (token == null) {
            return null;
        }
        long now = clock.nanoTime();
        long left = token.left(now);
        if (left <= unusable(token)) {
            return null;
        }
        if (left <= Math.min(RENEW_AHEAD_NANOS, token.life() / 4) && renewal.get() == null && mayRenewAhead(now)) {
            startRenewal(token);
        }
        return token;
    }

    private static long unusable(Token token) {
        return Math.min(UNUSABLE_NANOS, token.life() / 10);
    }

    /** Drops a token that the service refused, if it is the current one. */
    public synchronized void invalidate(Token refused) {
        if (current == refused) {
            current = null;
        }
    }

    /** Takes a new token, unless a renewal that started later was faster. */
    private synchronized void renewed(Token token) {
        failures = 0;
        Token previous = last;
        if (previous == null || previous.obtained() - token.obtained() <= 0) {
            current = token;
            last = token;
        }
    }

    private synchronized void failed() {
        failures++;
        paused = false;
    }

    /** Returns whether a token may be renewed before it has to be: after a failure, there is a pause at first. */
    private synchronized boolean mayRenewAhead(long now) {
        if (failures == 0) {
            return true;
        }
        if (!paused) {
            paused = true;
            renewAheadAt = now + FailedAuthentications.backoffNanos(failures);
        }
        return now - renewAheadAt >= 0;
    }

    /** Returns a future that completes with a usable token. The future is shared: it must not be canceled. */
    public CompletableFuture<Token> renew() {
        Token token = ready();
        return token != null ? CompletableFuture.completedFuture(token) : startRenewal(null);
    }

    /**
     * Lets the next caller start another renewal, because this one has taken longer than an attempt may. It goes on,
     * and its token is used if it comes first. There are at most two at a time.
     *
     * @param awaited what {@link #renew} returned
     * @return false if the caller should wait again: the renewal has just ended, or waits for the application
     */
    public boolean abandon(CompletableFuture<Token> awaited) {
        if (!(awaited instanceof Renewal late)
                || late.isDone()
                || !late.sent
                || authentication.isWaitingForApplication()) {
            return false;
        }
        Renewal before = slow;
        if ((before == null || before.isDone()) && renewal.compareAndSet(late, null)) {
            slow = late;
        }
        return true;
    }

    /** Returns how long a caller has to wait after a renewal that failed; null if waiting does not help. */
    public static @Nullable Duration retryAfter(Throwable failure) {
        return FailedAuthentications.retryAfter(failure);
    }

    /** Joins the renewal in flight, or starts one unless {@code old} has been replaced meanwhile. */
    @CanIgnoreReturnValue
    private CompletableFuture<Token> startRenewal(@Nullable Token old) {
        while (true) {
            Renewal running = renewal.get();
            if (running != null) {
                return running;
            }
            Renewal mine = new Renewal();
            if (!renewal.compareAndSet(null, mine)) {
                continue;
            }
            Token now = current;
            if (now != null && now != old && now.left(clock.nanoTime()) > unusable(now)) {
                renewal.set(null);
                mine.complete(now);
                return mine;
            }
            try {
                executor.execute(() -> run(mine));
            } catch (Throwable e) { // no thread could be created
                end(mine, null, e);
            }
            return mine;
        }
    }

    /** Takes the token from the store if another JVM has authenticated meanwhile, otherwise one from the service. */
    private void run(Renewal mine) {
        try {
            long start = clock.nanoTime();
            SharedTokens others = shared;
            AccessToken stored = others == null ? null : others.load(last);
            if (stored != null) {
                end(mine, new Token(stored, start), null);
                return;
            }
            TokenRequest request = authentication.newToken();
            FailedAuthentications memory = FailedAuthentications.shared(List.of(service, request.credentials()), clock);
            failed = memory;
            memory.check();
            long sent = clock.nanoTime();
            mine.sent = true;
            AbstractCall<AccessToken> call = AbstractCall.of(request.call());
            new ScopedCall<>(call, CallContext::shared, call)
                    .executeAsync()
                    .thenApply(Objects::requireNonNull)
                    .whenComplete((token, error) -> authenticated(mine, sent, memory, token, error));
        } catch (Throwable e) {
            end(mine, null, e);
        }
    }

    private void authenticated(
            Renewal mine,
            long sent,
            FailedAuthentications memory,
            @Nullable AccessToken token,
            @Nullable Throwable error) {
        Throwable cause = CallContext.unwrapped(error);
        if (token == null) {
            try {
                memory.failed(Objects.requireNonNull(cause));
            } finally {
                end(mine, null, cause);
            }
            return;
        }
        memory.succeeded();
        end(mine, new Token(token, sent), null);
        SharedTokens others = shared;
        if (others != null) {
            StoredToken stored = others.stored(token);
            executor.execute(() -> others.save(stored)); // nobody waits for it
        }
    }

    private void end(Renewal mine, @Nullable Token token, @Nullable Throwable error) {
        if (token == null) {
            failed();
            renewal.compareAndSet(mine, null);
            mine.completeExceptionally(Objects.requireNonNull(error));
            return;
        }
        renewed(token);
        Renewal running = renewal.getAndSet(null);
        mine.complete(token);
        if (running != null) {
            running.complete(token); // it was started when this one was abandoned
        }
    }
}
