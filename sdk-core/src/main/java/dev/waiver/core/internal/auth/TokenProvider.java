package dev.waiver.core.internal.auth;

import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.internal.call.AbstractCall;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The token source of a client and its tenant views. Renewal is single flight: a thousand callers without a token cause
 * one authentication. A token is renewed in the background when little of its lifetime is left. {@link #invalidate} is
 * a compare-and-set, so a burst of 401s with one stale token causes one renewal. Failures propagate to current waiters
 * and are not cached.
 */
public final class TokenProvider {
    private static final long RENEW_AHEAD_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long UNUSABLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AuthScheme authentication;
    private final SdkClock clock;
    private final AtomicReference<@Nullable CompletableFuture<Token>> renewal = new AtomicReference<>();
    private final @Nullable SharedTokens shared;
    private volatile @Nullable Token current;
    private volatile @Nullable Token last;

    public TokenProvider(AuthScheme scheme, SdkClock clock) {
        this(scheme, clock, null);
    }

    /** Creates a provider with a store that other JVMs share. */
    public TokenProvider(AuthScheme scheme, SdkClock clock, @Nullable SharedTokens shared) {
        this.authentication = scheme;
        this.clock = clock;
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
        long left = token.left(clock.nanoTime());
        if (left <= unusable(token)) {
            return null;
        }
        if (left <= Math.min(RENEW_AHEAD_NANOS, token.life() / 4) && renewal.get() == null) {
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

    private synchronized void replace(Token renewed) {
        current = renewed;
        last = renewed;
    }

    /** Returns a future that completes with a usable token. The future is shared: it must not be canceled. */
    public CompletableFuture<Token> renew() {
        Token token = ready();
        return token != null ? CompletableFuture.completedFuture(token) : startRenewal(null);
    }

    /** Returns the token from the store if another JVM has authenticated meanwhile, otherwise one from the service. */
    private CompletableFuture<AccessToken> newToken() {
        SharedTokens others = shared;
        if (others == null) {
            return AbstractCall.executeOnOwnThreads(authentication.newToken());
        }
        return others.load(last)
                .thenCompose(stored -> stored != null
                        ? CompletableFuture.completedFuture(stored)
                        : AbstractCall.executeOnOwnThreads(authentication.newToken())
                                .thenApply(others::save));
    }

    /** Joins the renewal in flight, or starts one unless {@code old} has been replaced meanwhile. */
    @CanIgnoreReturnValue
    private CompletableFuture<Token> startRenewal(@Nullable Token old) {
        while (true) {
            CompletableFuture<Token> running = renewal.get();
            if (running != null) {
                return running;
            }
            CompletableFuture<Token> mine = new CompletableFuture<>();
            if (!renewal.compareAndSet(null, mine)) {
                continue;
            }
            Token now = current;
            if (now != null && now != old && now.left(clock.nanoTime()) > unusable(now)) {
                renewal.set(null);
                mine.complete(now);
                return mine;
            }
            long sent = clock.nanoTime();
            CompletableFuture<AccessToken> exchange;
            try {
                exchange = newToken();
            } catch (Throwable e) {
                exchange = CompletableFuture.failedFuture(e);
            }
            exchange.thenApply(token -> new Token(token, sent)).whenComplete((renewed, error) -> {
                if (error == null) {
                    replace(renewed);
                }
                renewal.set(null);
                if (error == null) {
                    mine.complete(renewed);
                } else {
                    mine.completeExceptionally(error);
                }
            });
            return mine;
        }
    }
}
