/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.internal.client.NumberedPaging.Contents;
import dev.waiver.core.spi.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Tests what ends an iteration. The vendor modules test how their lists are read on the wire. */
class NumberedPagingTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final List<Integer> asked = new ArrayList<>();

    private NumberedPaging<String> paging(IntFunction<Contents<String>> pages) {
        return new NumberedPaging<>(
                number -> {
                    asked.add(number);
                    return ApiCall.of(pages.apply(number));
                },
                Optional::of);
    }

    private static List<String> read(Paging<String> paging) {
        return Pagers.<String, List<String>>collect(paging, new ArrayList<>(), List::add)
                .execute();
    }

    private static ApiCall<Page<String>> next(Paging<String> paging) {
        return Objects.requireNonNull(paging.next());
    }

    private static Contents<String> ofTotal(long total, String... items) {
        return new Contents<>(true, UNKNOWN, OptionalLong.of(total), List.of(items));
    }

    @Test
    void aServiceThatMakesUpItemsForEverIsGivenUp() {
        NumberedPaging<String> paging =
                paging(number -> new Contents<>(true, UNKNOWN, UNKNOWN, List.of("made up " + number)));
        assertThatThrownBy(() -> {
                    ApiCall<Page<String>> call = paging.next();
                    while (call != null) {
                        call.execute();
                        call = paging.next();
                    }
                })
                .isInstanceOfSatisfying(IncompleteListException.class, e -> {
                    assertThat(e.reason()).isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED);
                    assertThat(e.itemsRead()).isEqualTo(100_000);
                })
                .hasMessageContaining("not ended");
        assertThat(asked).hasSize(100_000);
    }

    @Test
    void aTotalIsReachedByItemsThatAreNotTheSame() {
        List<Contents<String>> pages =
                List.of(ofTotal(4, "a", "b"), ofTotal(4, "b", "c"), ofTotal(4, "c", "d"), ofTotal(4, "e"));
        assertThat(read(paging(number -> pages.get(number - 1)))).containsExactly("a", "b", "c", "d");
        assertThat(asked).containsExactly(1, 2, 3);
    }

    @Test
    void aTotalThatIsTooSmallDoesNotEndTheList() {
        List<Contents<String>> pages = List.of(ofTotal(1, "a", "b"), ofTotal(1, "c"), ofTotal(1));
        assertThat(read(paging(number -> pages.get(number - 1)))).containsExactly("a", "b", "c");
    }

    @Test
    void aTotalThatIsTooLargeIsAnErrorAfterTheLastPage() {
        Paging<String> paging = paging(number -> number == 1 ? ofTotal(3, "a", "b") : ofTotal(3));
        assertThat(next(paging).execute().items()).containsExactly("a", "b");
        assertThat(next(paging).execute().items()).isEmpty();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> next(paging).execute())
                    .isInstanceOfSatisfying(IncompleteListException.class, e -> {
                        assertThat(e.reason()).isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED);
                        assertThat(e.itemsRead()).isEqualTo(2);
                    });
        }
    }

    @Test
    void afterStartingOverEachItemIsStillHandedOutOnce() {
        List<Contents<String>> pages = List.of(
                ofTotal(4, "a", "b"), ofTotal(3, "d"), ofTotal(3, "b", "c"), ofTotal(3, "d"), ofTotal(3, "too much"));
        assertThat(read(paging(number -> pages.get(asked.size() - 1)))).containsExactly("a", "b", "c", "d");
        assertThat(asked).containsExactly(1, 2, 1, 2);
    }

    @Test
    void pagesThatSayNothingEndWithAnEmptyOne() {
        List<List<String>> pages = List.of(List.of("a"), List.of("b"), List.of());
        assertThat(read(paging(number -> new Contents<>(false, UNKNOWN, UNKNOWN, pages.get(number - 1)))))
                .containsExactly("a", "b");
        assertThat(asked).containsExactly(1, 2, 3);
    }
}
