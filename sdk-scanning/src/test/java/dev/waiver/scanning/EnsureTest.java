/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnsureTest extends ScanningFixture {

    @Test
    void whatIsNotThereIsCreated() {
        cg.add(stored(",\"port\":8081"));
        cg.add(stored(",\"nvt\":\"1.2.3\""));
        cg.add(stored(",\"hosts\":\"178.151.13.5,10.0.0.1\""));
        cg.add(stored(",\"scan\":\"" + SCAN + "\""));
        EnsureResult<ScanningExceptionRule> e = exceptions().ensure(rule()).execute();
        assertThat(e.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(e.rule().id()).isEqualTo("21");
        assertThat(e.matches()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"text\":\"another text\"",
                ",\"port\":\"8080/tcp\"",
                ",\"new_severity\":\"0.0\"",
                ",\"hosts\":\" 178.151.13.5 \"",
                ",\"unknown\":true"
            })
    void equalInAllThatCountsIsPresent(String difference) {
        String id = cg.add(stored(difference));
        EnsureResult<ScanningExceptionRule> e = exceptions().ensure(rule()).execute();
        assertThat(e.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(e.rule().id()).isEqualTo(id);
        assertThat(cg.writes()).isEmpty();
    }

    @Test
    void hostsAreASet() {
        cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"hosts\":\"B.example, a.example\",\"new_severity\":null}");
        ScanningExceptionRule wanted = ScanningExceptionRule.forHosts("a.example", "b.example")
                .nvt(OID)
                .text("x")
                .build();
        assertThat(exceptions().ensure(wanted).execute().outcome()).isEqualTo(Outcome.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
        "10.1.2.0/24, 10.1.2.7/24",
        "192.0.2.7, ::ffff:192.0.2.7",
        "xn--mller-kva.example, Müller.example.",
        "'2001:db8::1;b.example', 'B.example.;2001:DB8:0::1'",
    })
    void hostsAreComparedByValue(String stored, String wanted) {
        cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"hosts\":\"" + stored + "\",\"new_severity\":null}");
        assertThat(exceptions().ensure(onHosts(wanted)).execute().outcome()).isEqualTo(Outcome.PRESENT);
        cg.behavior().ignoresFilters(true); // so that the client alone compares
        assertThat(exceptions()
                        .list(ScanningFilter.hosts(wanted.split(";", -1)[0]))
                        .toList())
                .hasSize(1);
        assertThat(cg.writes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, 10.1.2.0/25",
        "fe80::1%eth0, fe80::1%eth1",
        "fe80::1, fe80::1%eth1",
        "10.1.2.7, 010.1.2.7",
        "127.0.0.1, localhost",
    })
    void otherHostsAreNotTheSame(String stored, String wanted) {
        cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"hosts\":\"" + stored + "\",\"new_severity\":null}");
        assertThat(exceptions().ensure(onHosts(wanted)).execute().outcome()).isEqualTo(Outcome.CREATED);
    }

    /** A service that normalizes addresses is found by the lookup, by reading back and by the next run. */
    @Test
    void aServiceThatNormalizesStoresNothingElse() {
        cg.behavior().storesDifferently(rule -> rule.put("hosts", "10.1.2.0/24,2001:db8::1"));
        ScanningExceptionRule wanted = onHosts("10.1.2.7/24;2001:0DB8:0:0:0:0:0:1");
        assertThat(exceptions().ensure(wanted).execute().outcome()).isEqualTo(Outcome.CREATED);
        assertThat(exceptions().ensure(wanted).execute().outcome()).isEqualTo(Outcome.PRESENT);
        String id = exceptions().list().stream().findFirst().orElseThrow().id();
        assertThat(exceptions()
                        .replace(id, wanted.withText("Reviewed"))
                        .execute()
                        .text())
                .contains("Reviewed");
    }

    private static ScanningExceptionRule onHosts(String hosts) {
        return ScanningExceptionRule.forHosts(hosts.split(";", -1))
                .nvt(OID)
                .text("x")
                .build();
    }

    @Test
    void merelyRequestedIsSaid() {
        cg.add(stored(",\"status\":\"Requested\""));
        assertThat(exceptions().ensure(rule()).execute().outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
        cg.add(stored(""));
        EnsureResult<ScanningExceptionRule> e = exceptions().ensure(rule()).execute();
        assertThat(e.outcome()).isEqualTo(Outcome.PRESENT); // one of them is in force
        assertThat(e.rule().id()).isEqualTo("18");
        assertThat(e.matches()).hasSize(2);
    }

    @Test
    void anotherSeverityDiffersAndIsKeptReplacedOrAnError() {
        String id = cg.add(stored(",\"new_severity\":5"));
        assertThatThrownBy(() -> exceptions().ensure(rule()).execute())
                .isInstanceOfSatisfying(ExistingRuleDiffersException.class, e -> {
                    assertThat(e.ids()).containsExactly(id);
                    assertThat(e.differences()).hasToString("[new_severity: expected 0, found 5]");
                    assertThat(e.mayHaveBeenApplied()).isFalse();
                });
        EnsureResult<ScanningExceptionRule> kept =
                exceptions().ensure(rule(), OnDifference.KEEP).execute();
        assertThat(kept.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(cg.writes()).isEmpty();

        EnsureResult<ScanningExceptionRule> replaced =
                exceptions().ensure(rule(), OnDifference.REPLACE).execute();
        assertThat(replaced.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(replaced.differences()).hasSize(1);
        assertThat(replaced.rule().newSeverity().orElseThrow()).isEqualByComparingTo("0");
        assertThat(exceptions().ensure(rule()).execute().outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(cg.rules()).hasSize(1);
    }

    @Test
    void anAbsentSeverityIsNotZero() {
        cg.add(stored(",\"new_severity\":null"));
        assertThatThrownBy(() -> exceptions().ensure(rule()).execute())
                .isInstanceOf(ExistingRuleDiffersException.class);
    }

    @Test
    void aSeverityThatIsNotShownCannotBeDecided() {
        cg.add(stored(",\"new_severity\":null"));
        cg.behavior().omitsUnset(true);
        assertThatThrownBy(() -> exceptions().ensure(rule()).execute())
                .isInstanceOf(AmbiguousMatchException.class)
                .hasMessageContaining("severity");
    }

    @Test
    void aTaskIsNotTakenForAScanNorForNone() {
        ScanningExceptionRule wanted =
                ScanningExceptionRule.forScan(SCAN).nvt(OID).text("a").build();
        String id = cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\",\"scan\":\"" + SCAN + "\"}");
        assertThat(exceptions().ensure(wanted).execute().outcome()).isEqualTo(Outcome.PRESENT);
        cg.behavior().scan(ScanShape.TASK_OBJECT);
        assertThatThrownBy(() -> exceptions().ensure(wanted).execute())
                .isInstanceOfSatisfying(
                        AmbiguousMatchException.class, e -> assertThat(e.ids()).containsExactly(id));
        assertThat(cg.writes()).isEmpty();
        assertThat(exceptions().ensure(rule()).execute().outcome()).isEqualTo(Outcome.CREATED);
    }

    @Test
    void anUnknownScopeIsNotTakenForEverywhere() {
        cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"a\"}");
        cg.behavior().omitsUnset(true);
        assertThatThrownBy(() -> exceptions()
                        .ensure(ScanningExceptionRule.everywhere()
                                .nvt(OID)
                                .text("a")
                                .build())
                        .execute())
                .isInstanceOf(AmbiguousMatchException.class);
        cg.behavior().omitsUnset(false);
        assertThat(exceptions()
                        .ensure(ScanningExceptionRule.everywhere()
                                .nvt(OID)
                                .text("a")
                                .build())
                        .execute()
                        .outcome())
                .isEqualTo(Outcome.PRESENT);
    }

    @Test
    void anEqualOneOfSomebodyElsesIsReportedAndNotRemoved() {
        cg.behavior().port(PortShape.TEXT).concurrentWriter(() -> cg.add(stored(",\"text\":\"theirs\"")));
        EnsureResult<ScanningExceptionRule> e = exceptions().ensure(rule()).execute();
        assertThat(e.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(e.matches()).extracting(ScanningExceptionRule::id).containsExactly("17", "18");
        assertThat(cg.rules()).hasSize(2);
    }

    /** The wanted rule is first on page 2, and moves to page 1 after page 1 was read. */
    @Test
    void nothingIsCreatedTwiceWhenAnotherRuleIsRemovedWhileTheListIsRead() {
        String first = cg.add(stored(",\"port\":1"));
        cg.add(stored(",\"port\":2"));
        String wanted = cg.add(stored(""));
        cg.add(stored(",\"port\":3"));
        pages(Paging.ANNOUNCED, 2).afterPage(page -> cg.remove(first));
        EnsureResult<ScanningExceptionRule> e = exceptions().ensure(rule()).execute();
        assertThat(e.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(e.rule().id()).isEqualTo(wanted);
        assertThat(cg.writes()).isEmpty();
    }

    @Test
    void fiftyAtOnceFromTwoClientsCreateOne() {
        ScanningClient one = asynchronous();
        ScanningClient two = asynchronous();
        List<CompletableFuture<EnsureResult<ScanningExceptionRule>>> calls = IntStream.range(0, 50)
                .mapToObj(i -> (i % 2 == 0 ? one : two)
                        .exceptions()
                        .ensure(rule())
                        .executeAsync()
                        .orTimeout(60, TimeUnit.SECONDS))
                .toList();
        assertThat(calls.stream().map(CompletableFuture::join).map(EnsureResult::outcome))
                .containsOnlyOnce(Outcome.CREATED)
                .hasSize(50);
        assertThat(cg.rules()).hasSize(1);
    }
}
