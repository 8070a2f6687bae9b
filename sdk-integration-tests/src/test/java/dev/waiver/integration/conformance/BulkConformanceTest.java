/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.conformance;

import static dev.waiver.integration.conformance.Kind.CREATE;
import static dev.waiver.integration.conformance.Kind.GET;
import static dev.waiver.integration.conformance.Kind.LIST;
import static dev.waiver.integration.conformance.Kind.OTHER;
import static dev.waiver.integration.conformance.Reaction.LOST_APPLIED;
import static dev.waiver.integration.conformance.Reaction.LOST_UNAPPLIED;
import static dev.waiver.integration.conformance.Reaction.NORMAL;
import static dev.waiver.integration.conformance.Reaction.RATE_LIMITED;
import static dev.waiver.integration.conformance.Reaction.REFUSED;
import static dev.waiver.integration.conformance.Reaction.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkProgress;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Item;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.BulkFailedException;
import dev.waiver.core.error.BulkStoppedException;
import dev.waiver.core.error.DeadlineExceededException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.InterruptedCallException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.TransportException;
import dev.waiver.integration.time.SkippingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operations on many rules mean, at every vendor. */
@Timeout(60)
class BulkConformanceTest {
    private static final CallOptions NO_RETRIES =
            CallOptions.builder().maxRetries(0).build();

    enum Service {
        SCRIPTED,
        EMAIL,
        ENGINE,
        CLICK_TIME,
        SCANNING,
        DETECTION;

        ConformanceFixture<? extends ExceptionRule> open() {
            return switch (this) {
                case SCRIPTED -> new ScriptedConformanceFixture();
                case EMAIL -> new EmailConformanceFixture();
                case ENGINE -> new EngineConformanceFixture();
                case CLICK_TIME -> new ClickTimeConformanceFixture();
                case SCANNING -> new ScanningConformanceFixture();
                case DETECTION -> new DetectionConformanceFixture();
            };
        }
    }

    static Stream<Arguments> services() {
        return Stream.of(Service.values())
                .flatMap(service -> Stream.of(Way.values()).map(way -> Arguments.of(service, way)));
    }

    @FunctionalInterface
    private interface Scenario {
        <R extends ExceptionRule> void run(On<R> on) throws Exception;
    }

    /** A service, and the way in which calls are executed. */
    private record On<R extends ExceptionRule>(ConformanceFixture<R> fixture, Way way) {
        ExceptionOperations<R> operations() {
            return fixture.operations();
        }

        R rule(int number) {
            return fixture.rule(number);
        }

        R rule(int number, String text) {
            return fixture.withText(fixture.rule(number), text);
        }

        List<R> rules(int... numbers) {
            return IntStream.of(numbers).mapToObj(this::rule).toList();
        }

        <T> T run(ApiCall<T> call) {
            return way.run(call);
        }

        List<Kind> writesAndLists() {
            return fixture.requests().stream()
                    .filter(kind -> kind == LIST || kind == CREATE)
                    .toList();
        }
    }

    private static void with(Service service, Way way, Scenario scenario) throws Exception {
        try (ConformanceFixture<? extends ExceptionRule> fixture = service.open()) {
            scenario.run(new On<>(fixture, way));
            assertThat(fixture.pending()).as("reactions that did not happen").isZero();
            assertThat(fixture.violations()).as("contradictions to the schemas").isEmpty();
        }
    }

    private static List<Outcome> outcomes(BulkResult<?> result) {
        return result.items().stream().map(Item::outcome).toList();
    }

    private static List<String> ids(BulkResult<? extends ExceptionRule> result) {
        return result.rules().stream().map(ExceptionRule::id).toList();
    }

    private static void assumeEffectsConflict(On<?> on) {
        assumeTrue(on.fixture.effectsConflict(), "rules of different effects match different things");
    }

    // ------------------------------------------------------------------ createAll

    @ParameterizedTest
    @MethodSource("services")
    void rulesAreCreatedInOrderAndLookedUpTogether(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3)));
                assertThat(outcomes(result)).containsExactly(Outcome.CREATED, Outcome.CREATED, Outcome.CREATED);
                assertThat(ids(result)).isEqualTo(on.fixture.storedIds());
                assertThat(result.throwIfFailed()).isSameAs(result);
                assertThat(result.stoppedBy()).isEmpty();
                assertThat(on.writesAndLists()).containsExactly(LIST, CREATE, CREATE, CREATE, LIST);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aLostCreateThatWasAppliedIsFoundBeforeTheNext(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.next(CREATE, NORMAL, LOST_APPLIED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3)));
                assertThat(ids(result)).isEqualTo(on.fixture.storedIds()).hasSize(3);
                assertThat(outcomes(result)).containsOnly(Outcome.CREATED);
                assertThat(on.writesAndLists()).startsWith(LIST, CREATE, CREATE, LIST, CREATE);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aLostCreateThatWasNotAppliedIsUnknownAndTheOthersGoOn(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.next(CREATE, NORMAL, LOST_UNAPPLIED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3)));
                assertThat(outcomes(result)).containsExactly(Outcome.CREATED, Outcome.UNKNOWN, Outcome.CREATED);
                SdkException error = result.failures().get(0).error();
                assertThat(error).isInstanceOf(TransportException.class).hasMessageContaining("Look again");
                assertThat(error.mayHaveBeenApplied()).isTrue();
                assertThat(error.requestId()).endsWith("-3"); // the list is the first part
                assertThat(result.failures().get(0).rule()).isEqualTo(on.rule(2));
                assertThat(on.fixture.count(CREATE)).isEqualTo(3);
                assertThatThrownBy(result::throwIfFailed).isInstanceOfSatisfying(BulkFailedException.class, e -> {
                    assertThat(e.mayHaveBeenApplied()).isTrue();
                    assertThat(e).hasMessageContaining("number 1, counted from 0");
                });
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aRefusedRuleDoesNotStopTheOthers(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.next(CREATE, REFUSED, NORMAL, REFUSED, REFUSED, REFUSED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3, 4, 5, 6)));
                assertThat(outcomes(result))
                        .containsExactly(
                                Outcome.REFUSED,
                                Outcome.CREATED,
                                Outcome.REFUSED,
                                Outcome.REFUSED,
                                Outcome.REFUSED,
                                Outcome.CREATED);
                assertThat(result.failures()).allSatisfy(item -> {
                    assertThat(item.error()).isInstanceOf(ApiException.class);
                    assertThat(item.error().mayHaveBeenApplied()).isFalse();
                });
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void threeFailuresInARowThatAreNotAboutTheRuleStop(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.next(
                        CREATE, LOST_UNAPPLIED, LOST_UNAPPLIED, NORMAL, LOST_UNAPPLIED, LOST_UNAPPLIED, LOST_UNAPPLIED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3, 4, 5, 6, 7, 8)));
                assertThat(outcomes(result))
                        .containsExactly(
                                Outcome.UNKNOWN,
                                Outcome.UNKNOWN,
                                Outcome.CREATED,
                                Outcome.UNKNOWN,
                                Outcome.UNKNOWN,
                                Outcome.UNKNOWN,
                                Outcome.NOT_SENT,
                                Outcome.NOT_SENT);
                assertThat(result.stoppedBy()).get().isInstanceOf(TransportException.class);
                SdkException notSent = result.items().get(7).error();
                assertThat(notSent)
                        .isInstanceOf(BulkStoppedException.class)
                        .hasCause(result.stoppedBy().orElseThrow());
                assertThat(notSent.mayHaveBeenApplied()).isFalse();
                assertThat(on.fixture.count(CREATE)).isEqualTo(6);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void rulesThatAreNotListedAreUnknown(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.listLag(Duration.ofMinutes(1));
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3)));
                assertThat(outcomes(result)).containsOnly(Outcome.UNKNOWN).hasSize(3);
                assertThat(result.failures()).allSatisfy(item -> assertThat(item.error())
                        .isInstanceOf(AppliedButUnconfirmedException.class)
                        .hasMessageContaining("do not send"));
                assertThat(on.fixture.count(CREATE)).isEqualTo(3);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aLookupThatFailsIsUnknownWithItsCause(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.react(LIST, List.of(NORMAL), UNAVAILABLE);
                BulkResult<R> result =
                        on.run(on.operations().createAll(on.rules(1, 2)).with(NO_RETRIES));
                assertThat(outcomes(result)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
                assertThat(result.failures()).allSatisfy(item -> assertThat(item.error())
                        .isInstanceOf(AppliedButUnconfirmedException.class)
                        .hasCauseInstanceOf(ServerException.class));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void equalRulesAreCreatedAsOftenAsTheyOccur(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                String old = on.fixture.add(on.rule(1));
                on.fixture.next(CREATE, NORMAL, LOST_APPLIED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 1, 2)));
                // Where equal ones have one id, the lost one cannot be told from the other.
                assertThat(outcomes(result))
                        .containsExactly(
                                Outcome.CREATED,
                                on.fixture.idIsMatch() ? Outcome.UNKNOWN : Outcome.CREATED,
                                Outcome.CREATED);
                int created = result.count(Outcome.CREATED);
                assertThat(ids(result))
                        .doesNotHaveDuplicates()
                        .doesNotContain(old)
                        .hasSize(created);
                assertThat(on.fixture.storedIds())
                        .contains(old)
                        .containsAll(ids(result))
                        .hasSize(created + 1);
            }
        });
    }

    /** The default deadline is that of each request; one that the caller sets is that of all. */
    @ParameterizedTest
    @MethodSource("services")
    void onlyADeadlineOfTheCallerBoundsAllRules(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                everyCreateTakes25Seconds(on);
                assertThat(outcomes(on.run(on.operations().createAll(on.rules(1, 2, 3, 4, 5, 6)))))
                        .containsOnly(Outcome.CREATED);
                everyCreateTakes25Seconds(on);
                CallOptions deadline =
                        CallOptions.builder().deadline(SkippingTime.DEADLINE).build();
                BulkResult<R> result = on.run(
                        on.operations().createAll(on.rules(7, 8, 9, 10, 11, 12)).with(deadline));
                assertThat(outcomes(result)).startsWith(Outcome.UNKNOWN).endsWith(Outcome.NOT_SENT);
                assertThat(result.stoppedBy()).get().isInstanceOf(DeadlineExceededException.class);
            }
        });
    }

    private static void everyCreateTakes25Seconds(On<?> on) {
        for (int i = 1; i <= 6; i++) {
            on.fixture.before(CREATE, i, () -> on.fixture.time.advance(Duration.ofSeconds(25)));
        }
    }

    // ------------------------------------------------------------------ ensureAll

    @ParameterizedTest
    @MethodSource("services")
    void onlyWhatIsMissingIsCreated(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                String there = on.fixture.add(on.rule(2));
                BulkResult<R> result = on.run(on.operations().ensureAll(on.rules(1, 2, 3, 1)));
                Outcome present = Outcome.valueOf(
                        on.operations().ensure(on.rule(2)).execute().outcome().name());
                assertThat(outcomes(result))
                        .containsExactly(Outcome.CREATED, present, Outcome.CREATED, Outcome.PRESENT);
                assertThat(result.items().get(1).ids()).containsExactly(there);
                assertThat(result.items().get(3).ids())
                        .isEqualTo(result.items().get(0).ids());
                assertThat(on.fixture.storedIds()).hasSize(3);
                assertThat(on.fixture.count(CREATE)).isEqualTo(2);
                int before = on.fixture.requests().size();
                BulkResult<R> again = on.run(on.operations().ensureAll(on.rules(1, 2, 3)));
                assertThat(again.failures()).isEmpty();
                assertThat(again.count(Outcome.CREATED)).isZero();
                assertThat(on.fixture
                                .requests()
                                .subList(before, on.fixture.requests().size()))
                        .filteredOn(kind -> kind != GET)
                        .containsExactly(LIST);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aRuleThatDiffersIsRefusedReplacedOrKept(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                assumeEffectsConflict(on);
                String id = on.fixture.add(on.fixture.otherEffect(1));
                BulkResult<R> refused = on.run(on.operations().ensureAll(on.rules(1, 2)));
                assertThat(outcomes(refused)).containsExactly(Outcome.REFUSED, Outcome.CREATED);
                assertThat(refused.items().get(0).error()).isInstanceOf(ExistingRuleDiffersException.class);
                assertThat(refused.items().get(0).ids()).containsExactly(id);
                BulkResult<R> kept = on.run(on.operations()
                        .ensureAll(
                                on.rules(1),
                                EnsureOptions.defaults().onDifference(OnDifference.KEEP),
                                BulkListener.none()));
                assertThat(outcomes(kept)).containsExactly(Outcome.KEPT);
                assertThat(kept.items().get(0).conflicts()).hasSize(1);
                BulkResult<R> replaced = on.run(on.operations()
                        .ensureAll(
                                on.rules(1),
                                EnsureOptions.defaults().onDifference(OnDifference.REPLACE),
                                BulkListener.none()));
                assertThat(outcomes(replaced)).containsExactly(Outcome.REPLACED);
                assertThat(replaced.items().get(0).ids()).containsExactly(id);
                assertThat(on.fixture.storedIds()).hasSize(2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aChangedTextIsWrittenWhenAsked(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                String id = on.fixture.add(on.rule(1));
                List<R> changed = List.of(on.rule(1, "changed"));
                assertThat(on.run(on.operations().ensureAll(changed)).count(Outcome.REPLACED))
                        .isZero();
                EnsureOptions options = EnsureOptions.defaults().updateText();
                BulkResult<R> result = on.run(on.operations().ensureAll(changed, options, BulkListener.none()));
                assertThat(outcomes(result)).containsExactly(Outcome.REPLACED);
                assertThat(on.fixture.text(on.operations().get(id).execute())).isEqualTo("changed");
                BulkResult<R> again = on.run(on.operations().ensureAll(changed, options, BulkListener.none()));
                assertThat(again.count(Outcome.REPLACED)).isZero();
                assertThat(again.failures()).isEmpty();
                assertThat(on.fixture.storedIds()).containsExactly(id);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aRuleThatThisJvmSentMeanwhileIsLookedForAgain(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.before(CREATE, 1, () -> {
                    // between the list and the second rule
                    Object unused = on.operations().ensure(on.rule(2)).execute();
                });
                BulkResult<R> result = on.run(on.operations().ensureAll(on.rules(1, 2, 3)));
                assertThat(result.failures()).isEmpty();
                assertThat(on.fixture.storedIds()).hasSize(3);
                assertThat(result.count(Outcome.CREATED)).isEqualTo(2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void aListThatIsOlderThanFiveMinutesIsReadAgain(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                BulkResult<R> result = on.run(on.operations().ensureAll(on.rules(1, 2, 3, 4), progress -> {
                    if (progress.done() == 2 && on.fixture.storedIds().size() == 2) {
                        on.fixture.time.advance(Duration.ofMinutes(6));
                        String unused = on.fixture.add(on.rule(3)); // somebody else
                    }
                }));
                assertThat(result.count(Outcome.CREATED)).isEqualTo(3);
                assertThat(result.failures()).isEmpty();
                assertThat(on.fixture.storedIds()).hasSize(4);
            }
        });
    }

    // ------------------------------------------------------------------ removeAll, ensureAbsent

    @ParameterizedTest
    @MethodSource("services")
    void rulesAreRemovedByTheirIdsWithoutAList(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                String first = on.fixture.add(on.rule(1));
                String second = on.fixture.add(on.rule(2));
                String third = on.fixture.add(on.rule(3));
                on.fixture.next(OTHER, NORMAL, REFUSED);
                BulkResult<R> result = on.run(on.operations().removeAll(List.of(first, second, third, first)));
                assertThat(outcomes(result))
                        .containsExactly(Outcome.REMOVED, Outcome.REFUSED, Outcome.REMOVED, Outcome.ABSENT);
                assertThat(result.items())
                        .extracting(Item::ids)
                        .containsExactly(List.of(first), List.of(second), List.of(third), List.of(first));
                assertThatThrownBy(() -> result.items().get(0).rule()).isInstanceOf(IllegalStateException.class);
                assertThat(on.fixture.storedIds()).containsExactly(second);
                // Before and after each of the two that are removed, and before the one that is refused.
                assertThat(on.fixture.count(LIST)).isEqualTo(on.fixture.removalsList() ? 5 : 0);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyEqualRuleIsRemovedAndNoOther(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                String first = on.fixture.add(on.rule(1, "one"));
                String second = on.fixture.add(on.rule(1, "two"));
                String other = on.fixture.add(on.fixture.otherEffect(2));
                String last = on.fixture.add(on.rule(3));
                BulkResult<R> result = on.run(on.operations().ensureAbsent(on.rules(1, 2, 4, 1)));
                assertThat(outcomes(result))
                        .containsExactly(Outcome.REMOVED, Outcome.ABSENT, Outcome.ABSENT, Outcome.ABSENT);
                assertThat(result.items().get(0).ids()).containsExactlyInAnyOrder(first, second);
                assertThat(result.items().get(1).conflicts()).hasSize(on.fixture.effectsConflict() ? 1 : 0);
                assertThat(on.fixture.storedIds()).containsExactly(other, last);
                assertThat(on.fixture.count(LIST)).isEqualTo(on.fixture.removalsList() ? 5 : 1);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRuleThatCannotBeComparedIsNotRemoved(Service service) throws Exception {
        with(service, Way.BLOCKING, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                if (on.fixture.addWithoutEffect(1).isEmpty()) {
                    return;
                }
                BulkResult<R> result = on.run(on.operations().ensureAbsent(on.rules(1)));
                assertThat(outcomes(result)).containsExactly(Outcome.REFUSED);
                assertThat(result.items().get(0).error()).isInstanceOf(AmbiguousMatchException.class);
                assertThat(on.fixture.storedIds()).hasSize(1);
            }
        });
    }

    // ------------------------------------------------------------------ bad input

    @ParameterizedTest
    @EnumSource
    void badInputIsRefusedBeforeAnythingIsSent(Service service) throws Exception {
        with(service, Way.BLOCKING, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                ExceptionOperations<R> operations = on.operations();
                List<R> withNull = Arrays.asList(on.rule(1), null);
                List<R> tooMany = Collections.nCopies(1_000_001, on.rule(1));
                for (Stream<ApiCallOf> calls : List.of(Stream.<ApiCallOf>of(
                        () -> operations.createAll(withNull),
                        () -> operations.ensureAll(withNull),
                        () -> operations.ensureAbsent(withNull)))) {
                    calls.forEach(call -> assertThatThrownBy(call::create)
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageStartingWith("rules[1]: "));
                }
                assertThatThrownBy(() -> operations.ensureAll(tooMany))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("rules: 1000001 are more than a million");
                if (on.fixture.effectsConflict()) {
                    List<R> contradicting = List.of(on.rule(2), on.rule(1), on.fixture.otherEffect(2));
                    assertThatThrownBy(() -> operations.ensureAll(contradicting))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("rules[0] and rules[2]")
                            .hasMessageContaining(on.fixture.effectPath());
                }
                assertThatThrownBy(() -> operations.removeAll(List.of("1", " ")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("ids[1]: ");
                assertThat(operations.createAll(List.of()).execute().items()).isEmpty();
                assertThat(operations.ensureAll(List.of()).execute().items()).isEmpty();
                assertThat(operations.removeAll(List.of()).execute().items()).isEmpty();
                assertThat(operations.ensureAbsent(List.of()).execute().items()).isEmpty();
                assertThat(on.fixture.requests()).isEmpty();
            }
        });
    }

    @FunctionalInterface
    private interface ApiCallOf {
        ApiCall<?> create();
    }

    // ------------------------------------------------------------------ listener, stop, interrupt, cancel

    private static class Recorder<R> implements BulkListener<R> {
        final List<String> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onProgress(BulkProgress<R> progress) {
            events.add(progress.done() + "/" + progress.total()
                    + progress.item()
                            .map(item -> " " + item.index() + " " + item.outcome())
                            .orElse(""));
        }

        @Override
        public void beforeWrite(int index) {
            events.add("write " + index);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void theListenerIsToldOfEachWriteAndEachOutcome(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                Recorder<ExceptionRule> recorder = new Recorder<>();
                on.fixture.next(CREATE, NORMAL, REFUSED);
                BulkResult<R> result = on.run(on.operations().createAll(on.rules(1, 2, 3), recorder));
                assertThat(recorder.events).containsSubsequence("write 0", "write 1", "2/3 1 REFUSED", "write 2");
                assertThat(recorder.events)
                        .filteredOn(event -> event.matches("./3 . .*"))
                        .hasSize(3)
                        .anyMatch(event -> event.endsWith(" 0 CREATED"))
                        .anyMatch(event -> event.endsWith(" 2 CREATED"));
                assertThat(result.failures()).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void theListenerStopsTheOperationByAskingOrThrowing(Service service, Way way) throws Exception {
        with(service, way, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                BulkResult<R> asked = on.run(on.operations().createAll(on.rules(1, 2, 3), progress -> {
                    if (progress.done() == 1) {
                        progress.stop();
                    }
                }));
                assertThat(outcomes(asked)).containsExactly(Outcome.CREATED, Outcome.NOT_SENT, Outcome.NOT_SENT);
                assertThat(asked.stoppedBy()).get().isInstanceOf(BulkStoppedException.class);
                BulkResult<R> thrown = on.run(on.operations().ensureAll(on.rules(4, 5), new BulkListener<R>() {
                    @Override
                    public void onProgress(BulkProgress<R> progress) {}

                    @Override
                    public void beforeWrite(int index) {
                        if (index == 1) {
                            throw new IllegalStateException("the journal is full");
                        }
                    }
                }));
                assertThat(outcomes(thrown)).containsExactly(Outcome.CREATED, Outcome.NOT_SENT);
                assertThat(thrown.stoppedBy()).get().satisfies(stop -> assertThat(stop)
                        .hasMessageContaining("the journal is full")
                        .hasCauseInstanceOf(IllegalStateException.class));
                assertThat(on.fixture.storedIds()).hasSize(2);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheOperationWithTheResultSoFar(Service service) throws Exception {
        with(service, Way.BLOCKING, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                BulkResult<R> result = on.operations()
                        .createAll(on.rules(1, 2, 3), progress -> {
                            if (progress.done() == 2) {
                                Thread.currentThread().interrupt();
                            }
                        })
                        .execute();
                assertThat(Thread.interrupted()).isTrue();
                assertThat(outcomes(result).get(2)).isEqualTo(Outcome.NOT_SENT);
                assertThat(outcomes(result).subList(0, 2)).containsAnyOf(Outcome.UNKNOWN, Outcome.CREATED);
                assertThat(result.stoppedBy()).get().isInstanceOf(InterruptedCallException.class);
                assertThat(on.fixture.storedIds()).hasSize(2);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aCanceledOperationSendsNothingMoreAndReportsEveryOutcome(Service service) throws Exception {
        with(service, Way.ASYNC, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) throws Exception {
                CountDownLatch sent = new CountDownLatch(2);
                CountDownLatch all = new CountDownLatch(3);
                CountDownLatch canceled = new CountDownLatch(1);
                Recorder<R> recorder = new Recorder<>() {
                    @Override
                    public void onProgress(BulkProgress<R> progress) {
                        super.onProgress(progress);
                        sent.countDown();
                        progress.item().ifPresent(item -> all.countDown());
                        if (progress.done() == 2 && progress.item().isEmpty()) {
                            await(canceled);
                        }
                    }

                    @Override
                    public void beforeWrite(int index) {
                        if (index == 2) {
                            sent.countDown();
                            await(canceled);
                        }
                    }
                };
                CompletableFuture<BulkResult<R>> future =
                        on.operations().createAll(on.rules(1, 2, 3), recorder).executeAsync();
                await(sent);
                future.cancel(true);
                canceled.countDown();
                await(all);
                assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
                assertThat(recorder.events).anyMatch(event -> event.endsWith(" 2 NOT_SENT"));
                assertThat(on.fixture.storedIds()).hasSize(2);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRateLimitIsWaitedFor(Service service) throws Exception {
        with(service, Way.BLOCKING, new Scenario() {
            @Override
            public <R extends ExceptionRule> void run(On<R> on) {
                on.fixture.next(CREATE, NORMAL, RATE_LIMITED, NORMAL);
                assertThat(outcomes(on.run(on.operations().createAll(on.rules(1, 2)))))
                        .containsOnly(Outcome.CREATED);
            }
        });
    }
}
