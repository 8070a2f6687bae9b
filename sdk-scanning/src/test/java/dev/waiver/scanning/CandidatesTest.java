/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.ServerException;
import dev.waiver.scanning.LongListService.Filtering;
import dev.waiver.scanning.LongListService.Metadata;
import dev.waiver.scanning.LongListService.Sizes;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what single verbs read of a long list: the service's filter counts where it is proven to miss nothing. */
class CandidatesTest extends LongListFixture {
    private static final String FIRST_PAGE = "page=1&per_page=1000";
    private static final String NEW_NVT = "1.2.3.4";

    /** Returns the rule with this number, which is stored in a list that is long enough. */
    private static ScanningExceptionRule stored(int number) {
        return rule(LongListService.nvt(number), number % 20);
    }

    private static ScanningExceptionRule rule(String nvt, int host) {
        return ScanningExceptionRule.forHosts("10.0.0." + host)
                .nvt(nvt)
                .text("text")
                .build();
    }

    private static String filtered(String nvt) {
        return "q%5Bnvt%5D=" + nvt + "&page=1&per_page=1000";
    }

    private static EnsureResult<ScanningExceptionRule> ensure(ScanningClient client, ScanningExceptionRule rule) {
        return client.exceptions().ensure(rule).execute();
    }

    private void assertPresent(ScanningClient client, int number) {
        EnsureResult<ScanningExceptionRule> result = ensure(client, stored(number));
        assertThat(result.outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(result.rule().id()).isEqualTo(Integer.toString(number));
    }

    private void assertCreated(ScanningClient client, ScanningExceptionRule rule) {
        String id = Integer.toString(service.ids().size());
        EnsureResult<ScanningExceptionRule> result = ensure(client, rule);
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.rule().id()).isEqualTo(id);
        assertThat(result.matches()).hasSize(1);
    }

    // ------------------------------------------------------------------ numbers of requests

    @ParameterizedTest
    @CsvSource({"8000", "50000"})
    void aPresentRuleOfALongListIsFoundByTheFilter(int count) {
        service.fill(count);
        ScanningClient client = client();
        assertPresent(client, count - 7);
        assertThat(requests()).containsExactly(FIRST_PAGE, filtered(LongListService.nvt(count - 7)));
        assertPresent(client, 4_321);
        assertPresent(client.with(CallOptions.none()), 1_234);
        assertThat(requests())
                .containsExactly(filtered(LongListService.nvt(4_321)), filtered(LongListService.nvt(1_234)));
    }

    @ParameterizedTest
    @CsvSource({"8000", "50000"})
    void aMissingRuleIsCreatedWithAHandfulOfRequests(int count) {
        service.fill(count);
        ScanningClient client = client();
        assertCreated(client, rule(NEW_NVT, 1));
        String control = filtered(LongListService.nvt(999)); // the vulnerability of the first page's last rule
        assertThat(requests()).containsExactly(FIRST_PAGE, filtered(NEW_NVT), control, "POST", filtered(NEW_NVT));
        assertCreated(client, rule(NEW_NVT + ".5", 1));
        assertThat(requests()).containsExactly(filtered(NEW_NVT + ".5"), "POST", filtered(NEW_NVT + ".5"));
        assertPresentAgain(client);
    }

    private void assertPresentAgain(ScanningClient client) {
        assertThat(ensure(client, rule(NEW_NVT, 1)).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(requests()).containsExactly(filtered(NEW_NVT));
    }

    @Test
    void aListOfAPageOrTwoIsReadWhole() {
        service.fill(1_000);
        ScanningClient client = client();
        assertPresent(client, 999);
        assertCreated(client, rule(NEW_NVT, 1));
        assertThat(requests()).containsExactly(FIRST_PAGE, FIRST_PAGE, "POST", filtered(NEW_NVT));
        service.fill(2_000);
        assertPresent(client, 1_999);
        assertThat(requests()).containsExactly(FIRST_PAGE, "page=2&per_page=1000");
    }

    @Test
    void aCreateInALongListReadsAHandfulOfPages() {
        service.fill(8_000);
        ScanningClient client = client();
        String nvt = LongListService.nvt(7_000);
        for (int i = 0; i < 2; i++) { // equal rules; the second one is new all the same
            String id = Integer.toString(service.ids().size());
            assertThat(client.exceptions().create(stored(7_000)).execute().id()).isEqualTo(id);
        }
        assertThat(requests())
                .containsExactly(
                        FIRST_PAGE, filtered(nvt), "POST", filtered(nvt), filtered(nvt), "POST", filtered(nvt));
    }

    // ------------------------------------------------------------------ filters that cannot be trusted

    static Stream<Arguments> services() {
        return Stream.of(Filtering.values())
                .flatMap(filtering -> Stream.of(Sizes.ACCEPTED, Sizes.IGNORED, Sizes.REFUSED)
                        .flatMap(sizes -> Stream.of(Metadata.PAGINATION, Metadata.NONE)
                                .map(metadata -> Arguments.of(filtering, sizes, metadata))));
    }

    @ParameterizedTest
    @MethodSource("services")
    void noRuleIsMissedOrCreatedTwice(Filtering filtering, Sizes sizes, Metadata metadata) {
        service.filtering = filtering;
        service.sizes = sizes;
        service.metadata = metadata;
        int count = sizes == Sizes.ACCEPTED ? 3_500 : 500; // more than two pages
        service.fill(count);
        ScanningClient client = client();
        assertCreated(client, rule(NEW_NVT, 1));
        assertThat(ensure(client, rule(NEW_NVT, 1)).outcome()).isEqualTo(Outcome.PRESENT);
        assertPresent(client, count - 1);
        assertPresent(client, 21);
        assertCreated(client, rule(LongListService.nvt(count - 50), 77));
        assertPresent(client(), count - 51);
        assertCreated(client(), rule(LongListService.nvt(21), 77));
        assertThat(client().exceptions().create(stored(count - 100)).execute().id())
                .isEqualTo(Integer.toString(count + 3));
        assertThat(requests()).filteredOn("POST"::equals).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Filtering.class,
            names = {"IGNORED", "REFUSED", "FAILS", "SHOWS_NOTHING", "TOTAL_OF_ALL"})
    void aFilterThatIsNotAppliedAsMeantIsTriedOnce(Filtering filtering) {
        service.filtering = filtering;
        service.fill(8_000);
        ScanningClient client = client();
        assertPresent(client, 7_999);
        assertThat(requests())
                .filteredOn(query -> !query.startsWith("q"))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertPresent(client, 7_998);
        assertCreated(client, rule(NEW_NVT, 1));
        assertThat(requests()).hasSize(8 + 8 + 1 + 9).noneMatch(query -> query.startsWith("q"));
    }

    /** The last lookup is without the filter, whose list lags behind. It is not used any more afterwards. */
    @Test
    void aFilterThatMissesANewRuleIsNotTrustedAnyMore() {
        service.filtering = Filtering.SHOWS_NO_NEW_RULE;
        service.fill(8_000);
        ScanningClient client = client();
        assertCreated(client, rule(NEW_NVT, 1));
        assertThat(time.sleeps()).hasSize(3);
        assertThat(requests()).hasSize(3 + 1 + 3 + 9);
        assertThat(ensure(client, rule(NEW_NVT, 1)).outcome()).isEqualTo(Outcome.PRESENT);
        assertThat(requests()).hasSize(9).noneMatch(query -> query.startsWith("q"));
    }

    @Test
    void whatTheFilteredListBeforeDidNotShowIsNotNew() {
        service.fill(8_000);
        ScanningClient client = client();
        assertPresent(client, 1);
        service.dropsNewRules = true;
        ApiCall<ScanningExceptionRule> create = client.exceptions().create(rule(NEW_NVT, 1));
        assertThatThrownBy(create::execute)
                .isInstanceOf(AppliedButUnconfirmedException.class)
                .hasMessageContaining("does not show it")
                .hasMessageNotContaining("new rules");
    }

    // ------------------------------------------------------------------ lost responses

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLostCreateThatWasAppliedIsFoundByReadsOnly(boolean async) {
        service.fill(8_000);
        service.losesCreates = true;
        ScanningExceptions exceptions = client().exceptions();
        ApiCall<ScanningExceptionRule> create = exceptions.create(stored(7_000)); // an equal rule is there
        assertThat((async ? create.executeAsync().join() : create.execute()).id())
                .isEqualTo("8000");
        ApiCall<EnsureResult<ScanningExceptionRule>> ensure = exceptions.ensure(rule(NEW_NVT, 1));
        EnsureResult<ScanningExceptionRule> result =
                async ? ensure.executeAsync().join() : ensure.execute();
        assertThat(result.outcome()).isEqualTo(Outcome.CREATED);
        assertThat(result.rule().id()).isEqualTo("8001");
        String nvt = LongListService.nvt(7_000);
        assertThat(requests())
                .containsExactly(
                        FIRST_PAGE, filtered(nvt), "POST", filtered(nvt), filtered(NEW_NVT), "POST", filtered(NEW_NVT));
    }

    @Test
    void aLostCreateThatWasNotAppliedIsNotAnEqualRuleThatWasThere() {
        service.fill(8_000);
        service.losesCreates = true;
        service.dropsNewRules = true;
        for (ApiCall<?> call : List.of(
                client().exceptions().create(stored(7_000)),
                client().exceptions().ensure(rule(NEW_NVT, 1)))) {
            assertThatThrownBy(call::execute)
                    .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue())
                    .hasMessageContaining("Look again");
        }
        assertThat(requests()).filteredOn("POST"::equals).hasSize(2);
    }

    @Test
    void asynchronousCallsReadTheSame() {
        service.fill(8_000);
        ScanningClient client = client();
        assertThat(client.exceptions()
                        .ensure(stored(7_000))
                        .executeAsync()
                        .join()
                        .outcome())
                .isEqualTo(Outcome.PRESENT);
        assertThat(client.exceptions()
                        .ensure(rule(NEW_NVT, 1))
                        .executeAsync()
                        .join()
                        .outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(requests())
                .containsExactly(
                        FIRST_PAGE, filtered(LongListService.nvt(7_000)), filtered(NEW_NVT), "POST", filtered(NEW_NVT));
    }
}
