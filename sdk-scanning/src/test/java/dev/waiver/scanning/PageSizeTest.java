/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.CallOptions;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.scanning.LongListService.Metadata;
import dev.waiver.scanning.LongListService.Sizes;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a list is whole, whatever the service does about a large page size. */
class PageSizeTest extends LongListFixture {
    private static final String FIRST = "page=1&per_page=1000";

    static Stream<Arguments> services() {
        return Stream.of(Sizes.values())
                .flatMap(sizes -> Stream.of(Metadata.values()).map(metadata -> Arguments.of(sizes, metadata)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyRuleIsListedOnce(Sizes sizes, Metadata metadata) {
        service.sizes = sizes;
        service.metadata = metadata;
        for (int count : new int[] {0, 1, 25, 37, 100, 101, 1_000, 1_001}) {
            service.fill(count);
            ScanningClient client = client();
            assertThat(ids(client.exceptions().list().toList())).isEqualTo(service.ids());
            assertThat(ids(client.exceptions().list().all().executeAsync().join()))
                    .isEqualTo(service.ids());
        }
    }

    private static List<String> ids(List<ScanningExceptionRule> rules) {
        return rules.stream().map(ScanningExceptionRule::id).toList();
    }

    /**
     * The numbers of requests for the first list of a client and for the second, and the first request of the third.
     */
    @ParameterizedTest
    @CsvSource({
        "8000, ACCEPTED, 8, 8, page=1&per_page=1000",
        "8000, LOWERED_TO_100, 80, 80, page=1&per_page=1000",
        "800, IGNORED, 32, 32, page=1&per_page=1000",
        "800, IGNORED_ABOVE_100, 32, 32, page=1&per_page=1000",
        "800, CUT_AT_100, 9, 8, page=1&per_page=100",
        "8000, REFUSED_ABOVE_100, 81, 80, page=1&per_page=100",
        "800, REFUSED, 34, 32, page=1"
    })
    void aListIsReadInLargePages(int count, Sizes sizes, int first, int second, String third) {
        service.sizes = sizes;
        service.fill(count);
        ScanningClient client = client();
        assertThat(client.exceptions().list().toList()).hasSize(count);
        assertThat(requests()).hasSize(first).startsWith(FIRST);
        assertThat(client.exceptions().list().toList()).hasSize(count);
        assertThat(requests()).hasSize(second);
        assertThat(client.with(CallOptions.none()).exceptions().list().iterator())
                .hasNext();
        assertThat(requests()).containsExactly(third);
    }

    @Test
    void aSizeThatWasAcceptedIsNotBlamedForARefusal() {
        service.fill(30);
        ScanningExceptions exceptions = client().exceptions();
        service.filtering = LongListService.Filtering.REFUSED;
        assertThatThrownBy(() -> exceptions.list(ScanningFilter.nvt("1.2")).toList())
                .isInstanceOf(ValidationException.class);
        assertThat(requests()).hasSize(3); // until a page was returned, the size may be the reason
        assertThat(exceptions.list().toList()).hasSize(30);
        assertThatThrownBy(() -> exceptions.list(ScanningFilter.nvt("1.2")).toList())
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("unknown column");
        assertThat(requests()).containsExactly(FIRST, "q%5Bnvt%5D=1.2&page=1&per_page=1000");
    }

    @Test
    void aSizeThatIsRefusedLaterIsNotRequestedAnyMore() {
        service.fill(200);
        ScanningExceptions exceptions = client().exceptions();
        assertThat(exceptions.list().toList()).hasSize(200);
        service.sizes = Sizes.REFUSED_ABOVE_100;
        assertThat(exceptions.list().toList()).hasSize(200);
        assertThat(exceptions.list().toList()).hasSize(200);
        assertThat(requests())
                .containsExactly(
                        FIRST,
                        FIRST,
                        "page=1&per_page=100",
                        "page=2&per_page=100",
                        "page=1&per_page=100",
                        "page=2&per_page=100");
    }

    /** Neither a filtered list with the total of all rules nor a wrong total is about the size. */
    @Test
    void aWrongTotalIsNotBlamedOnTheSize() {
        service.fill(30);
        service.filtering = LongListService.Filtering.TOTAL_OF_ALL;
        ScanningExceptions exceptions = client().exceptions();
        assertThatThrownBy(() -> exceptions
                        .list(ScanningFilter.nvt(LongListService.nvt(1)))
                        .toList())
                .isInstanceOf(IncompleteListException.class);
        service.hidesLastRule = true;
        assertThatThrownBy(() -> exceptions.list().toList()).isInstanceOf(IncompleteListException.class);
        assertThat(requests())
                .containsExactly(
                        "q%5Bnvt%5D=" + LongListService.nvt(1) + "&page=1&per_page=1000",
                        FIRST,
                        "page=1&per_page=100",
                        "page=1",
                        "page=2");
        service.hidesLastRule = false;
        assertThat(exceptions.list().toList()).hasSize(30);
        assertThat(requests()).containsExactly(FIRST);
    }

    @Test
    void aSizeOfTheCallerIsRequestedAsItIs() {
        service.fill(60);
        service.sizes = Sizes.REFUSED;
        ScanningFilter filter = ScanningFilter.all().pageSize(30);
        assertThatThrownBy(() -> client().exceptions().list(filter).toList()).isInstanceOf(ValidationException.class);
        service.sizes = Sizes.ACCEPTED;
        assertThat(client().exceptions().list(filter).toList()).hasSize(60);
        assertThat(requests()).containsExactly("per_page=30&page=1", "per_page=30&page=1", "per_page=30&page=2");
    }

    @Test
    void aRefusedPageOfAnAnnouncedListIsAnError() {
        service.fill(400);
        ScanningFilter filter = ScanningFilter.all().pageSize(150);
        var pages = client().exceptions().list(filter).iterator();
        assertThat(pages.next().id()).isEqualTo("0");
        service.sizes = Sizes.REFUSED_ABOVE_100;
        assertThatThrownBy(() -> pages.forEachRemaining(rule -> {})).isInstanceOf(ValidationException.class);
    }
}
