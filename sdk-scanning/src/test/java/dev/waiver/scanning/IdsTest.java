package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that ids are checked at the call site, by an error that names the field and the fix. Nothing is sent. */
class IdsTest extends ScanningFixture {

    /** Returns what is no id: as a path segment, it would address something else, or be sent as something else. */
    static Stream<@Nullable String> invalid() {
        return Stream.of(null, "", " ", ".", "..", "a\uD800", "\uDC00a");
    }

    @ParameterizedTest(name = "{index}") // reports cannot hold lone surrogates
    @MethodSource("invalid")
    @SuppressWarnings("NullAway") // for callers without a null checker
    void isRefused(@Nullable String value) {
        ScanningExceptions exceptions = exceptions();
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.details(value));
        refused(value, "id", () -> exceptions.replace(value, rule()));
        refused(value, "id", () -> exceptions.edit(value, rule -> rule));
        refused(value, "id", () -> exceptions.remove(value));
        List<@Nullable String> ids = Arrays.asList("1", value);
        refused(value, "ids[1]", () -> exceptions.removeAll(ids));
        refused(value, "ids[1]", () -> exceptions.deleteMany(ids));
        refused(value, "ids[1]", () -> exceptions.activate(ids));
        refused(value, "ids[1]", () -> exceptions.reset(ids));
        refused(value, "scanId", () -> client().findings().ofScan(value));
        refused(value, "scan", () -> ScanningScope.scan(value));
        refused(value, "scan", () -> ScanningExceptionRule.forScan(value));
        assertThat(cg.requests()).isEmpty();
    }

    private static void refused(@Nullable String value, String field, ThrowingCallable call) {
        if (value == null) {
            assertThatNullPointerException().isThrownBy(call).withMessage(field);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessageStartingWith(field + ": must not ")
                    .withMessageContaining("; ");
        }
    }
}
