/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ExceptionRule;
import dev.waiver.scanning.auth.AccessTokenCredentials;
import dev.waiver.scanning.auth.PasswordCredentials;
import dev.waiver.scanning.auth.ScanningCredentials;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.time.LocalDateTime;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that bad input is refused before anything is sent, with an error that names the field and says what to do. */
class BadInputTest extends ScanningFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE-2024-3094",
                "cve-2014-0160",
                "095be615-a8ad-4c33-8e9c-c7612fbf6c9f",
                "",
                " ",
                "815255",
                "1.3.x",
                "NOCVE"
            })
    void anNvtIsAnOid(String nvt) {
        refused("nvt", () -> ScanningExceptionRule.everywhere().nvt(nvt));
    }

    @Test
    void theMessageSaysWhatItGot() {
        assertThatThrownBy(() -> ScanningExceptionRule.everywhere().nvt("CVE-2024-3094"))
                .hasMessageContaining("is a CVE id")
                .hasMessageContaining("1.3.6.1.4.1.25623.1.0.815255");
        assertThatThrownBy(() -> ScanningExceptionRule.everywhere().nvt("095be615-a8ad-4c33-8e9c-c7612fbf6c9f"))
                .hasMessageContaining("finding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"443/tcp", "general/tcp", "package", "", "-1", "0", "65536", "8080 9090", "٤٤٣"})
    void aPortIsANumber(String port) {
        refused("port", () -> ScanningExceptionRule.forHostAndPort("10.0.0.1", port));
        refused("port", () -> ScanningExceptionRule.forPort(port));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void aPortIsInRange(int port) {
        refused("port", () -> ScanningExceptionRule.forPort(port));
        refused("port", () -> ScanningExceptionRule.forHostAndPort("10.0.0.1", port));
    }

    @Test
    void aScopeIsNeverEmptyByAccident() {
        refused("hosts", () -> ScanningExceptionRule.forHosts());
        refused("hosts", () -> ScanningExceptionRule.forHosts(List.of()));
        refused("hosts", () -> ScanningExceptionRule.forHosts("10.0.0.1", ""));
        refused("hosts", () -> ScanningExceptionRule.forHostAndPort(" ", 80));
        refused("hosts", () -> ScanningExceptionRule.forHosts("10.0.0.1:80"));
        refused("hosts", () -> ScanningExceptionRule.forHosts("https://web.example"));
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // for callers without a null checker
    void aScopeThatIsNull() {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> ScanningExceptionRule.forHosts("10.0.0.1", null),
                () -> ScanningExceptionRule.forHostAndPort(null, 80),
                () -> ScanningExceptionRule.forHostAndPort("10.0.0.1", null),
                () -> ScanningExceptionRule.forPort(null),
                () -> ScanningExceptionRule.everywhere().andAlso(null))) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
        }
    }

    @Test
    void whatIsRequiredIsNamed() {
        refused("nvt", () -> ScanningExceptionRule.everywhere().text("a").build());
        refused("text", () -> ScanningExceptionRule.everywhere().nvt(OID).build());
        refused("text", () -> ScanningExceptionRule.everywhere().text(" "));
        refused("newSeverity", () -> ScanningExceptionRule.everywhere().newSeverity(Double.NaN));
    }

    @Test
    void whatIsOddButMeantIsNotRefused() {
        assertThat(List.of(
                        ScanningExceptionRule.everywhere()
                                .nvt(OID)
                                .text("a")
                                .newSeverity(-1)
                                .build(),
                        ScanningExceptionRule.forHosts("2001:db8::1", "10.0.0.0/24")
                                .nvt(OID)
                                .text("a")
                                .build(),
                        ScanningExceptionRule.forPort("443").nvt(OID).text("a").build()))
                .hasSize(3);
        assertThat(ScanningExceptionRule.everywhere()
                        .nvt(OID)
                        .text("a")
                        .newSeverity(0)
                        .build()
                        .newSeverity())
                .hasValueSatisfying(s -> assertThat(s).isEqualByComparingTo("0"));
    }

    @Test
    void aRuleThatWasNotReadHasNoId() {
        ExceptionRule rule = rule();
        assertThat(rule.hasId()).isFalse();
        assertThatThrownBy(rule::id).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("id: ");
        ExceptionRule read = rule().withEntityId("17");
        assertThat(read.hasId()).isTrue();
        assertThat(read.id()).isEqualTo("17");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void nullFailsAtTheCallSite() {
        ScanningExceptions exceptions = exceptions();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> exceptions.create(null),
                () -> exceptions.list(null),
                () -> exceptions.ensure(rule(), null),
                () -> ScanningExceptionRule.everywhere().nvt(null),
                () -> ScanningClient.builder().credentials((ScanningCredentials) null))) {
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "d", "10 days", "10D", "5q2020", "0d", "-1d", "1d2020", ""})
    void aRelativeRangeIsANumberAndAUnit(String range) {
        refused("relative", () -> ScanningFilter.all().relative(range));
    }

    @Test
    void filtersNameColumnsAndValues() {
        refused("hosts", () -> ScanningFilter.hosts(" "));
        refused("column", () -> ScanningFilter.column("q[hosts]", "a"));
        refused("pageSize", () -> ScanningFilter.all().pageSize(0));
        LocalDateTime now = LocalDateTime.of(2026, 11, 20, 0, 0);
        refused("between", () -> ScanningFilter.all().between(now, now.minusDays(1)));
    }

    @Test
    void credentialsAreCheckedAndNeverShown() {
        refused("apiKey", () -> AccessTokenCredentials.of(" ", "t"));
        refused("apiKey", () -> AccessTokenCredentials.of("schlüssel", "t"));
        refused("accessToken", () -> AccessTokenCredentials.of("k", "a\nb"));
        refused("username", () -> PasswordCredentials.of("k", "", "p"));
        refused("password", () -> PasswordCredentials.of("k", "u", ""));
        assertThat(accessToken().toString()).doesNotContain("simulated");
        assertThat(user().toString()).doesNotContain("simulated-password").doesNotContain("simulated-api-key");
    }

    @Test
    void theClientNeedsAnAddressAndCredentials() {
        refused("baseUrl", () -> ScanningClient.builder().credentials(user()).build());
        refused(
                "credentials",
                () -> ScanningClient.builder().baseUrl("https://portal.example").build());
        refused("baseUrl", () -> ScanningClient.builder().baseUrl("https://portal.example/API/v2/"));
        refused("baseUrl", () -> ScanningClient.builder().baseUrl("portal.example"));
        refused("baseUrl", () -> ScanningClient.builder().baseUrl("https://portal.example/?a=b"));
        refused("baseUrl", () -> ScanningClient.builder()
                .baseUrl("http://portal.example")
                .credentials(user())
                .build());
        refused("bulkIdLocation", () -> BulkIdLocation.jsonBody());
        refused("bulkIdLocation", () -> BulkIdLocation.commaSeparatedQuery(""));
    }

    @Test
    void aPrefixBeforeV2IsKept() {
        assertThat(closing(ScanningClient.builder()
                                .baseUrl("https://portal.example/API")
                                .credentials(user())
                                .build())
                        .toString())
                .isEqualTo("ScanningClient[https://portal.example/API/]");
    }

    private static void refused(String field, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(field + ":");
    }
}
