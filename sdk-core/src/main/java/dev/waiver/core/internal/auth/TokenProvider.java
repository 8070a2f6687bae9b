package dev.waiver.core.internal.auth;

import dev.waiver.core.SdkClock;
import dev.waiver.core.Secret;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.spi.AccessToken;
import dev.waiver.core.spi.AuthScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one source of tokens of a client and its tenant views. Single flight: a thousand callers without a token cost one
 * sign-in. Renewed in the background when little life is left; {@link #invalidate} compares, so a burst of 401s with
 * one stale token costs one renewal. A failure is told to those who waited for it and forgotten.
 */
public final class TokenProvider {
    private static final long RENEW_AHEAD_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long UNUSABLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AuthScheme signIn;
    private final SdkClock time;
    private final AtomicReference<@Nullable CompletableFuture<Token>> renewal = new AtomicReference<>();
    private final @Nullable SharedTokens shared;
    private volatile @Nullable Token current;
    private volatile @Nullable Token lastRefused;

    public TokenProvider(AuthScheme signIn, SdkClock time) {
        this(signIn, time, null);
    }

    /** With a store that other JVMs share. */
    public TokenProvider(AuthScheme signIn, SdkClock time, @Nullable SharedTokens shared) {
        this.signIn = signIn;
        this.time = time;
        this.shared = shared;
    }

    /** The sign-in that makes the tokens. */
    public AuthScheme signIn() {
        return signIn;
    }

    /** The secrets in use, the token among them. */
    public List<Secret> secrets() {
        List<Secret> all = new ArrayList<>(4);
        all.addAll(signIn.secrets());
        Token token = current;
        if (token != null) {
            all.add(token.access().value());
        }
        return all;
    }

    /** A usable token without waiting, or {@code null}: then ask {@link #renew}. Starts a renewal when it gets old. */
    public @Nullable Token ready() {
        Token token = current;
        if (token == null) {
            return null;
        }
        long left = token.left(time.nanoTime());
        if (left == Token.FOREVER) {
            return token;
        }
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

    /** The service refused this token; if it is the current one, it is dropped. */
    public void invalidate(Token refused) {
        drop(refused);
    }

    private synchronized void drop(Token refused) {
        lastRefused = refused;
        if (current == refused) {
            current = null;
        }
    }

    private synchronized void replace(Token renewed) {
        current = renewed;
    }

    /** A usable token as soon as there is one. The future is shared: nobody may cancel it. */
    public CompletableFuture<Token> renew() {
        Token token = ready();
        return token != null ? CompletableFuture.completedFuture(token) : startRenewal(null);
    }

    /** From the store, if somebody else has signed in meanwhile; else from the service. */
    private CompletableFuture<AccessToken> newToken() {
        SharedTokens others = shared;
        if (others == null) {
            return signIn.newToken().executeAsync();
        }
        return others.load(lastRefused)
                .thenCompose(stored -> stored != null
                        ? CompletableFuture.completedFuture(stored)
                        : signIn.newToken().executeAsync().thenApply(others::saved));
    }

    /** Joins the renewal under way, or starts one unless somebody replaced {@code old} meanwhile. */
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
            if (now != null && now != old && now.left(time.nanoTime()) > unusable(now)) {
                renewal.set(null);
                mine.complete(now);
                return mine;
            }
            long sent = time.nanoTime();
            CompletableFuture<AccessToken> exchange;
            try {
                exchange = newToken();
            } catch (Throwable e) {
                exchange = CompletableFuture.failedFuture(e);
            }
            exchange.whenComplete((token, error) -> {
                Token renewed = null;
                if (error == null) {
                    renewed = new Token(token, sent);
                    replace(renewed);
                }
                renewal.set(null);
                if (renewed != null) {
                    mine.complete(renewed);
                } else {
                    mine.completeExceptionally(error);
                }
            });
            return mine;
        }
    }
}
