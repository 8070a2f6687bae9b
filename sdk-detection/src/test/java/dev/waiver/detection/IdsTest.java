package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that ids are checked at the call site, by an error that names the field and the fix. Nothing is sent. */
class IdsTest {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    /** Returns what is no id: as a path segment, it would address something else, or be sent as something else. */
    static Stream<@Nullable String> invalid() {
        return Stream.of(null, "", " ", ".", "..", "a\uD800", "\uDC00a");
    }

    @ParameterizedTest(name = "{index}") // reports cannot hold lone surrogates
    @MethodSource("invalid")
    @SuppressWarnings("NullAway") // for callers without a null checker
    void isRefused(@Nullable String value) {
        DetectionExceptionRule rule = DetectionExceptionRule.windows("x")
                .when(Facet.TARGET_FILE_PATH.isAnyOf("y"))
                .build();
        DetectionExceptions exceptions = f.client.exceptions();
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.document(value));
        refused(value, "id", () -> exceptions.replace(value, rule));
        refused(value, "id", () -> exceptions.edit(value, read -> read));
        refused(value, "id", () -> exceptions.deactivate(value));
        refused(value, "id", () -> exceptions.remove(value));
        DetectionRuleSets ruleSets = f.client.ruleSets();
        RuleSelection all = RuleSelection.allRules();
        refused(value, "ruleSetId", () -> ruleSets.get(value));
        refused(value, "ruleSetId", () -> ruleSets.enable(value, "1", all));
        refused(value, "exceptionId", () -> ruleSets.enable("1", value, all));
        refused(value, "ruleSetId", () -> ruleSets.disable(value, "1", all));
        refused(value, "exceptionId", () -> ruleSets.disable("1", value, all));
        refused(value, "ruleSetId", () -> ruleSets.resave(value));
        refused(value, "ids[1]", () -> RuleSelection.ids("1", value));
        refused(value, "names[1]", () -> RuleSelection.named("1", value));
        assertThat(f.service.requests()).isEmpty();
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
