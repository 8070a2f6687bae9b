package dev.waiver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.waiver.core.CallOptions;
import dev.waiver.email.model.EmailList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that ids, names of lists and scopes are checked at the call site, by an error that names the field and the fix.
 * Nothing is sent.
 */
class IdsTest extends EmailFixture {

    /** Returns what is no id: as a path segment, it would address something else, or be sent as something else. */
    static Stream<@Nullable String> invalid() {
        return Stream.of(null, "", " ", ".", "..", "a\uD800", "\uDC00a");
    }

    @ParameterizedTest(name = "{index}") // reports cannot hold lone surrogates
    @MethodSource("invalid")
    @SuppressWarnings("NullAway") // for callers without a null checker
    void isRefused(@Nullable String value) {
        EmailClient email = client();
        EmailExceptions exceptions = email.exceptions(EmailList.WHITELIST);
        refused(value, "id", () -> exceptions.get(value));
        refused(value, "id", () -> exceptions.replace(value, RULE));
        refused(value, "id", () -> exceptions.edit(value, rule -> rule));
        refused(value, "id", () -> exceptions.remove(value));
        refused(value, "list", () -> EmailList.of(value));
        refused(value, "tenantScope", () -> email.forTenant(value));
        refused(value, "tenantScope", () -> EmailClient.builder().tenantScope(value));
        refused(value, "tenantScope", () -> CallOptions.builder().tenantScope(value));
        assertThat(hec.requests()).isEmpty();
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
