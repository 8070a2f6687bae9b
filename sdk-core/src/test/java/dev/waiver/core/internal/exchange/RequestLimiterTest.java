package dev.waiver.core.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waiver.core.RequestLimits;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aSecondsWorthAtOnceAndThenOneByOne() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(100, 4));
        long now = -17;
        for (int i = 0; i < 4; i++) {
            assertThat(limiter.reserveStart(now)).isZero();
        }
        assertThat(limiter.reserveStart(now)).isEqualTo(SECOND / 4);
        assertThat(limiter.reserveStart(now)).isEqualTo(SECOND / 2);
        assertThat(limiter.reserveStart(now + SECOND)).isZero();
        assertThat(limiter.reserveStart(now + 60 * SECOND)).isZero();
    }

    @Test
    void placesAreHandedOverInOrder() {
        RequestLimiter limiter = RequestLimiter.of(RequestLimits.of(1, 1_000));
        assertThat(limiter.acquire()).isNull();
        var second = Objects.requireNonNull(limiter.acquire());
        var third = limiter.acquire();
        assertThat(second).isNotDone();
        second.cancel(false);
        limiter.release();
        assertThat(third).isCompleted();
        limiter.release();
        assertThat(limiter.acquire()).isNull();
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> RequestLimiter.of(RequestLimits.of(1, Double.NaN)));
        assertThat(RequestLimiter.of(RequestLimits.unlimited()).isUnlimited()).isTrue();
    }

    @Test
    void clientsWithOneKeyShareOneLimiter() {
        RequestLimiter limiter = RequestLimiter.shared("a key", RequestLimits.of(1, 1));
        assertThat(RequestLimiter.shared("a key", RequestLimits.of(1, 1))).isSameAs(limiter);
        assertThat(RequestLimiter.shared("a key", RequestLimits.of(2, 2))).isNotSameAs(limiter);
        assertThat(RequestLimiter.shared("another key", RequestLimits.of(1, 1))).isNotSameAs(limiter);
    }
}
