/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.RateLimitException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningStatus;
import dev.waiver.testing.Fault;
import dev.waiver.testing.ScanningBehavior.NvtShape;
import dev.waiver.testing.ScanningBehavior.Paging;
import dev.waiver.testing.ScanningBehavior.PortShape;
import dev.waiver.testing.ScanningBehavior.ScanShape;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreateTest extends ScanningFixture {

    @Test
    void sendsWhatIsSetInItsWrapperAndZeroIsAValue() {
        ScanningExceptionRule rule = exceptions().create(rule()).execute();

        assertThat(creates()).singleElement().satisfies(call -> assertThat(json(call.body()))
                .isEqualTo(json("{\"exception\":{\"text\":\"Behind the WAF\",\"nvt\":\"" + OID
                        + "\",\"hosts\":\"178.151.13.5\",\"port\":8080,\"new_severity\":0}}")));
        assertThat(rule.id()).isEqualTo("17");
        assertThat(rule.newSeverity()).hasValueSatisfying(s -> assertThat(s).isEqualByComparingTo("0"));
        assertThat(rule.inForce()).contains(true);
    }

    @Test
    void eachScopeSendsItsOwnMembersAndNoNull() {
        ScanningExceptions exceptions = exceptions();
        exceptions
                .createAll(List.of(
                        ScanningExceptionRule.forHosts("10.0.0.1", "web.example")
                                .nvt(OID)
                                .text("a")
                                .build(),
                        ScanningExceptionRule.forPort(443).nvt(OID).text("b").build(),
                        ScanningExceptionRule.forScan(SCAN)
                                .nvt(OID)
                                .text("c")
                                .newSeverity(4.5)
                                .build(),
                        ScanningExceptionRule.everywhere().nvt(OID).text("d").build(),
                        ScanningExceptionRule.forScan(SCAN)
                                .andAlso(ScanningScope.hostAndPort("10.0.0.1", 80))
                                .nvt(OID)
                                .text("e")
                                .build()))
                .execute();
        String common = ",\"nvt\":\"" + OID + "\"";
        assertThat(creates().stream().map(ScanningFixture::sent))
                .containsExactly(
                        json("{\"text\":\"a\"" + common + ",\"hosts\":\"10.0.0.1,web.example\"}"),
                        json("{\"text\":\"b\"" + common + ",\"port\":443}"),
                        json("{\"text\":\"c\"" + common + ",\"scan\":\"" + SCAN + "\",\"new_severity\":4.5}"),
                        json("{\"text\":\"d\"" + common + "}"),
                        json("{\"text\":\"e\"" + common + ",\"hosts\":\"10.0.0.1\",\"port\":80,\"scan\":\"" + SCAN
                                + "\"}"));
    }

    @Test
    void returnsTheRightRuleWithTwoEqualOnesThereAlreadyAndALagging() {
        cg.add(stored(""));
        cg.add(stored(""));
        cg.behavior().listLag(Duration.ofSeconds(3));

        assertThat(exceptions().create(rule()).execute().id()).isEqualTo("19");
        assertThat(creates()).hasSize(1);
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(PortShape.class)
    void aPortIsRecognizedByItsNumber(PortShape shape) {
        cg.behavior().port(shape).nvt(NvtShape.NVT_OBJECT).severityAsText(true);
        assertThat(exceptions().create(rule()).execute().id()).isEqualTo("17");
    }

    @Test
    void hostsAreRecognizedAsASet() {
        cg.behavior().storesDifferently(rule -> rule.put("hosts", "Web.example; 10.0.0.1"));
        ScanningExceptionRule rule = ScanningExceptionRule.forHosts("10.0.0.1", "web.example")
                .nvt(OID)
                .text("a")
                .build();
        assertThat(exceptions().create(rule).execute().id()).isEqualTo("17");
    }

    @ParameterizedTest
    @EnumSource(ScanShape.class)
    void aScanIsRecognizedByVulnerabilityAndTextAndNeverComparedWithATask(ScanShape shape) {
        cg.behavior().scan(shape);
        ScanningExceptionRule rule =
                ScanningExceptionRule.forScan(SCAN).nvt(OID).text("a").build();
        assertThat(exceptions().create(rule).execute().id()).isEqualTo("17");
    }

    @Test
    void aListThatCannotBeReadWholeRightAfterACreateIsReadAgain() {
        cg.add(stored(""));
        cg.add(stored(""));
        AtomicInteger pages = new AtomicInteger();
        pages(Paging.ANNOUNCED, 1).afterPage(page -> {
            if (!creates().isEmpty() && pages.incrementAndGet() <= 8) {
                cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"late\",\"hosts\":\"10.0.1.1\"}");
            }
        });

        assertThat(exceptions().create(rule()).execute().id()).isEqualTo("19");
        assertThat(creates()).hasSize(1);
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void anotherWriterWithAnotherTextDoesNotDisturb() {
        cg.behavior().concurrentWriter(() -> cg.add(stored("").replace("Behind the WAF", "Somebody else's")));
        assertThat(exceptions().create(rule()).execute().id()).isEqualTo("17");
    }

    @Test
    void anotherWriterOfAnEqualRuleWithAnotherEffectDoesNotDisturb() {
        cg.behavior().concurrentWriter(() -> cg.add(stored(",\"new_severity\":7.1")));
        assertThat(exceptions().create(rule()).execute().id()).isEqualTo("17");
    }

    @Test
    void anotherWriterOfTheSameRuleIsNamedNotGuessed() {
        cg.behavior().concurrentWriter(() -> cg.add(stored("")));
        assertThatThrownBy(() -> exceptions().create(rule()).execute())
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("[17, 18]");
        assertThat(creates()).hasSize(1);
    }

    @Test
    void aMerelyRequestedRuleSaysSo() {
        cg.behavior().createsRequested(true);
        ScanningExceptionRule rule = exceptions().create(rule()).execute();
        assertThat(rule.status()).contains(ScanningStatus.REQUESTED);
        assertThat(rule.inForce()).contains(false);
    }

    @Test
    void aListThatNeverShowsItIsAppliedButUnconfirmed() {
        cg.behavior().listLag(Duration.ofMinutes(10));
        AppliedButUnconfirmedException e = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions().create(rule()).execute());
        assertThat(e.mayHaveBeenApplied()).isTrue();
        assertThat(json(e.sent()).at("/exception/nvt").asText()).isEqualTo(OID);
        assertThat(e).hasMessageContaining("do not send it again");
        assertThat(creates()).hasSize(1);
    }

    @Test
    void aRefusedLookupNeverLooksLikeARefusedCreate() {
        for (Fault fault : new Fault[] {Fault.status(500), Fault.html(502), Fault.retryAfter(429, "600")}) {
            cg.reset();
            ScanningExceptions exceptions = exceptions();
            cg.faults()
                    .when("GET", "/exceptions")
                    .next(Fault.none(), Fault.none())
                    .always(fault);
            cg.behavior().paging(Paging.UNANNOUNCED, 9);
            cg.add(stored(",\"text\":\"so that page 2 is asked\""));
            assertThatThrownBy(() -> exceptions.create(rule()).execute())
                    .isInstanceOf(AppliedButUnconfirmedException.class)
                    .hasCauseInstanceOf(SdkException.class);
            assertThat(creates()).hasSize(1);
        }
    }

    @Test
    void theDeadlineDuringTheLookupIsNoReasonToSendAgain() {
        cg.behavior().listLag(Duration.ofMinutes(1));
        assertThatThrownBy(() -> exceptions()
                        .create(rule())
                        .with(CallOptions.builder()
                                .deadline(Duration.ofSeconds(2))
                                .build())
                        .execute())
                .isInstanceOf(AppliedButUnconfirmedException.class);
        assertThat(creates()).hasSize(1);
    }

    @Test
    void aCreateWithoutAResponseIsSentOnceAndLookedFor() {
        ScanningExceptions exceptions = exceptions();
        exceptions.list().toList();
        cg.faults().writes().next(Fault.closeAfterApplying(), Fault.status(500).afterApplying(), Fault.status(500));
        assertThat(exceptions.create(rule()).execute().id()).isEqualTo("17");
        assertThat(exceptions.create(rule()).execute().id()).isEqualTo("18");
        assertThatThrownBy(() -> exceptions.create(rule()).execute())
                .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
        assertThat(creates()).hasSize(3);
    }

    @Test
    void aRefusedCreateIsCertainlyNotApplied() {
        cg.faults().writes().next(Fault.retryAfter(429, "600"));
        assertThatThrownBy(() -> exceptions().create(rule()).execute())
                .isInstanceOfSatisfying(RateLimitException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isFalse());
    }

    @Test
    void whatIsStoredWiderIsALoudError() {
        cg.behavior().storesDifferently(rule -> rule.put("hosts", ""));
        AppliedButUnconfirmedException e = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions().create(rule()).execute());
        assertThat(e).hasMessageContaining("WIDER").hasMessageContaining("stores as 17");
        assertThat(e.differences()).singleElement().satisfies(d -> {
            assertThat(d.path()).isEqualTo("hosts");
            assertThat(d.expected()).isEqualTo("\"178.151.13.5\"");
            assertThat(d.actual()).isNull();
        });
    }

    @Test
    void anotherSeverityThanWasSentIsAnErrorWithTheDifference() {
        cg.behavior().storesDifferently(rule -> rule.put("new_severity", 5));
        AppliedButUnconfirmedException e = catchThrowableOfType(
                AppliedButUnconfirmedException.class,
                () -> exceptions().create(rule()).execute());
        assertThat(e.differences()).singleElement().satisfies(d -> assertThat(d.path())
                .isEqualTo("new_severity"));
    }

    @Test
    void severalAreCreatedWithOneListBeforeAndOneAfter() {
        ScanningExceptionRule other = rule().withText("another");
        List<ScanningExceptionRule> created =
                exceptions().createAll(List.of(rule(), other, rule())).execute().rules();

        assertThat(created).extracting(ScanningExceptionRule::id).containsExactly("17", "18", "19");
        assertThat(created)
                .extracting(r -> r.text().orElse(""))
                .containsExactly("Behind the WAF", "another", "Behind the WAF");
        assertThat(cg.requests("GET", "/exceptions")).hasSize(2);
        assertThat(exceptions().createAll(List.of()).execute().items()).isEmpty();
    }

    @Test
    void theResponseIsTheWritesAndHasAllExchanges() {
        ApiResponse<ScanningExceptionRule> response =
                exceptions().create(rule()).executeForResponse();
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.exchanges()).hasSize(3);
        assertThat(cg.requests())
                .extracting(call -> call.header("X-Request-Id").orElse(""))
                .containsOnly(response.requestId());
    }

    @Test
    void worksAsynchronouslyTheSame() {
        assertThat(asynchronous()
                        .exceptions()
                        .create(rule())
                        .executeAsync()
                        .join()
                        .id())
                .isEqualTo("17");
    }
}
