package dev.waiver.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aSecondsWorthAtOnceAndThenOneByOne() {
        Pace pace = Pace.of(100, 4);
        long now = -17;
        for (int i = 0; i < 4; i++) {
            assertThat(pace.reserve(now)).isZero();
        }
        assertThat(pace.reserve(now)).isEqualTo(SECOND / 4);
        assertThat(pace.reserve(now)).isEqualTo(SECOND / 2);
        assertThat(pace.reserve(now + SECOND)).isZero();
        assertThat(pace.reserve(now + 60 * SECOND)).isZero();
    }

    @Test
    void placesAreHandedOverInOrder() {
        Pace pace = Pace.of(1, 1_000);
        assertThat(pace.enter()).isNull();
        var second = Objects.requireNonNull(pace.enter());
        var third = pace.enter();
        assertThat(second).isNotDone();
        second.cancel(false);
        pace.leave();
        assertThat(third).isCompleted();
        pace.leave();
        assertThat(pace.enter()).isNull();
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.of(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.of(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Pace.of(1, Double.NaN));
        assertThat(Pace.unlimited().isUnlimited()).isTrue();
    }

    @Test
    void whatHasOneKeySharesOnePace() {
        Pace pace = Pace.shared("a key", () -> Pace.of(1, 1));
        assertThat(Pace.shared("a key", () -> Pace.of(2, 2))).isSameAs(pace);
        assertThat(Pace.shared("another key", () -> Pace.of(2, 2))).isNotSameAs(pace);
    }
}
