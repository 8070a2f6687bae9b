/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.Page;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.detection.model.DetectionExceptionPage;
import dev.waiver.detection.model.DetectionExceptionSummary;
import dev.waiver.testing.DetectionBehavior;
import dev.waiver.testing.Fault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the list, with regular and irregular pages. */
class ListTest {
    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    private List<DetectionExceptionSummary> list() {
        return f.client.exceptions().summaries().toList();
    }

    private String named(String name) {
        return f.service.add("{\"Name\":\"" + name + "\",\"OperatingSystems\":[{\"Name\":\"Windows\"}]}");
    }

    @Test
    void asksFor200APageByPage() {
        f.service.addRules(450);
        assertThat(list()).hasSize(450);
        assertThat(f.service.requests("GET", "/exceptions/v2"))
                .extracting(call -> call.query())
                .containsExactly("page=1&page_size=200", "page=2&page_size=200", "page=3&page_size=200");
    }

    @Test
    void summariesInTheDocumentedCaseAndInAnyOther() {
        String id = named("one");
        DetectionExceptionSummary documented = list().get(0);
        f.service.behavior().names(DetectionBehavior.Names.LOWER_CASE);
        DetectionExceptionSummary lower = list().get(0);
        for (DetectionExceptionSummary summary : List.of(documented, lower)) {
            assertThat(summary.id()).contains(id);
            assertThat(summary.name()).contains("one");
            assertThat(summary.version()).hasValue(1);
            assertThat(summary.rulesetCount()).hasValue(0);
            assertThat(summary.operatingSystems()).singleElement().satisfies(os -> assertThat(os.name())
                    .contains("Windows"));
            assertThat(summary.modifiedBy().flatMap(by -> by.login())).contains("sec@example.com");
            assertThat(summary.lastModified().flatMap(t -> t.instant())).contains(f.clock.instant());
            assertThat(summary.additionalProperties()).containsKey("Revision");
        }
    }

    @Test
    void anEmptyMiddlePageDoesNotEndIt() {
        f.service.addRules(450);
        f.service.behavior().emptyPages(2);
        assertThat(list()).hasSize(450);
    }

    @Test
    void aPageThatRepeatsForEverIsAnErrorWithMetadata() {
        f.service.addRules(450);
        f.service.behavior().repeatsFrom(2);
        assertThatThrownBy(this::list)
                .isInstanceOfSatisfying(IncompleteListException.class, e -> {
                    assertThat(e.reason()).isEqualTo(IncompleteListException.Reason.REPEATED_PAGE);
                    assertThat(e.itemsRead()).isEqualTo(400);
                })
                .hasMessageContaining("repeats a page")
                .hasMessageContaining("DetectionExceptions.summaries");
        f.service.behavior().repeatsFrom(Integer.MAX_VALUE).ignoresPage(true);
        assertThatThrownBy(this::list).isInstanceOf(IncompleteListException.class);
    }

    @Test
    void aPageThatRepeatsForEverIsTheEndWithoutMetadata() {
        f.service.addRules(450);
        f.service.behavior().pagingMetadata(false).repeatsFrom(2);
        assertThat(list()).hasSize(400);
        f.service.behavior().repeatsFrom(Integer.MAX_VALUE).ignoresPage(true);
        assertThat(list()).hasSize(200);
        f.service.behavior().ignoresPage(false);
        assertThat(list()).hasSize(450);
    }

    /** Items without ids are distinguished by their content. */
    @Test
    void aPageOfNamelessItemsThatRepeatsForEverIsAnErrorWithMetadata() {
        f.service.stub("GET", "/exceptions/v2", "{\"page_number\":1,\"page_size\":200,\"page_items\":[{\"x\":\"y\"}]}");
        List<Page<DetectionExceptionSummary>> pages = new ArrayList<>();
        Iterator<Page<DetectionExceptionSummary>> walk =
                f.client.exceptions().summaries().pages().iterator();
        assertThatThrownBy(() -> walk.forEachRemaining(pages::add))
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("page 2");
        assertThat(pages).singleElement().satisfies(page -> assertThat(page.items())
                .hasSize(1));
        assertThatThrownBy(walk::hasNext).isInstanceOf(IncompleteListException.class);
        assertThat(f.service.requests("GET", "/exceptions/v2")).hasSize(2);
        assertThatThrownBy(() -> f.client.exceptions().summaries().all().execute())
                .isInstanceOf(IncompleteListException.class);
    }

    @Test
    void aPageOfNamelessItemsThatRepeatsForEverIsTheEndWithoutMetadata() {
        f.service.stub("GET", "/exceptions/v2", "{\"page_items\":[{\"x\":\"y\"},{\"x\":\"z\"}]}");
        assertThat(list()).hasSize(2);
        assertThat(f.service.requests("GET", "/exceptions/v2")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "7", "true", "[]", "[{\"Id\":\"2\"}]"})
    void anElementThatIsNoObjectIsNotLeftOut(String element) {
        String page = "{\"page_items\":[{\"Id\":\"1\"}," + element + "],\"total_number_of_items\":2}";
        f.service.stub("GET", "/exceptions/v2", page);
        assertThatThrownBy(this::list)
                .isInstanceOfSatisfying(
                        DecodeException.class, e -> assertThat(e.rawBody()).isEqualTo(page))
                .hasMessageContaining("an element of the list is");
        f.service.stub("GET", "/rulesets/v2", page);
        assertThatThrownBy(() -> f.client.ruleSets().list().toList()).isInstanceOf(DecodeException.class);
    }

    @Test
    void aPageIsCopiedWhole() {
        f.service.addRules(3);
        DetectionExceptionPage page =
                f.client.api(DetectionExceptionsApi.class).list(1, 2).execute();
        assertThat(page.items()).hasSize(2);
        assertThat(DetectionExceptionPage.builder().from(page).build()).isEqualTo(page);
        assertThat(page.withPageNumber(7).items()).isEqualTo(page.items());
    }

    @Test
    void aSinglePageItemIsAListOfOne() {
        f.service.stub("GET", "/exceptions/v2", "{\"page_items\":{\"Id\":\"1\"},\"total_number_of_items\":1}");
        assertThat(list()).extracting(s -> s.id().orElse("")).containsExactly("1");
    }

    @Test
    void emptyPagesForEverAreAnError() {
        f.service.stub("GET", "/exceptions/v2", "{\"page_items\":[],\"total_pages\":1000000000}");
        assertThatThrownBy(this::list)
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("empty");
        assertThat(f.service.requests("GET", "/exceptions/v2")).hasSize(101);
    }

    @Test
    void fewerExceptionsThanAnnouncedAreNotTheWholeList() {
        f.service.addRules(450);
        f.service.behavior().totals(total -> total + 1);
        List<DetectionExceptionSummary> read = new ArrayList<>();
        assertThatThrownBy(() -> f.client.exceptions().summaries().forEach(read::add))
                .isInstanceOfSatisfying(IncompleteListException.class, e -> {
                    assertThat(e.reason()).isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED);
                    assertThat(e.exchanges()).hasSize(1); // the last page's
                })
                .hasMessageContaining("announced 451 items and sent 450");
        assertThat(read).hasSize(450);
        assertThatThrownBy(() -> f.client.exceptions().summaries().all().execute())
                .isInstanceOf(IncompleteListException.class);
        f.service.stub(
                "GET",
                "/rulesets/v2",
                "{\"page_items\":[{\"id\":\"1\"}],\"total_pages\":1,\"total_number_of_items\":2}");
        assertThatThrownBy(() -> f.client.ruleSets().list().toList()).isInstanceOf(IncompleteListException.class);
    }

    @Test
    void whenTheTotalChangesItStartsOverOnce() {
        f.service.addRules(450);
        AtomicInteger pages = new AtomicInteger();
        f.service.behavior().afterPage(page -> {
            if (pages.incrementAndGet() == 2) {
                named("late");
            }
        });
        List<DetectionExceptionSummary> all = list();
        assertThat(all).hasSize(451);
        assertThat(ids(all)).hasSize(451);
    }

    @Test
    void whenTheTotalGoesOnChangingTheListIsNotStable() {
        f.service.addRules(450);
        f.service.behavior().afterPage(page -> named("late " + page));
        assertThatThrownBy(this::list)
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("not stable");
        assertThatThrownBy(() -> f.client.exceptions().summaries().all().execute())
                .isInstanceOf(IncompleteListException.class);
    }

    @Test
    void anExceptionThatShowsUpTwiceIsHandedOutOnce() {
        f.service.behavior().pageSizes(2, 2).totals(total -> 3);
        named("a");
        String moved = named("b");
        named("c");
        f.service.behavior().afterPage(page -> {
            if (page == 1) {
                f.service.add("{\"Id\":\"" + moved + "\",\"Name\":\"b\"}");
            }
        });
        assertThat(list()).extracting(s -> s.name().orElse("")).containsExactly("a", "b", "c");
    }

    @Test
    void wholeExceptionsLeaveOutWhatIsRemovedMeanwhile() {
        named("kept");
        String removed = named("removed");
        f.service.faults().when("GET", "/exceptions/v2/" + removed).always(Fault.status(404));
        assertThat(f.client.exceptions().list().toList())
                .extracting(rule -> rule.name().orElse(""))
                .containsExactly("kept");
    }

    @Test
    void wholeExceptionsAreNotLeftOutBecauseOfATokenThatIsRefusedWith404() {
        named("a");
        named("b");
        f.service.behavior().badTokenIs404(true).afterPage(page -> f.service.revokeTokens());
        assertThatThrownBy(() -> f.client.exceptions().list().toList())
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageContaining("404");
    }

    @Test
    void noExceptionsAtAll() {
        assertThat(list()).isEmpty();
        f.service.behavior().pagingMetadata(false);
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "\"\"",
                "[]",
                "{\"unexpected\":[1,2]}",
                "{\"page_number\":1,\"total_pages\":1}",
                "{\"page_items\":null,\"total_number_of_items\":3}"
            })
    void whatIsNoPageIsNoEmptyList(String response) {
        f.service.stub("GET", "/exceptions/v2", response);
        assertThatThrownBy(this::list).isInstanceOf(DecodeException.class);
        f.service.stub("GET", "/rulesets/v2", response);
        assertThatThrownBy(() -> f.client.ruleSets().list().toList()).isInstanceOf(DecodeException.class);
    }

    @Test
    void aPageWithANullIsNoPage() {
        f.service.stub("GET", "/exceptions/v2", "{\"page_items\":[null,{\"Id\":\"1\"}],\"total_number_of_items\":1}");
        assertThatThrownBy(this::list).isInstanceOf(DecodeException.class).hasMessageContaining("null");
    }

    @Test
    void aPageWithFewerItemsThanAnnouncedIsIncomplete() {
        f.service.stub(
                "GET",
                "/exceptions/v2",
                "{\"page_items\":[{\"Id\":\"1\"}],\"total_pages\":1,\"total_number_of_items\":2}");
        assertThatThrownBy(this::list).isInstanceOfSatisfying(IncompleteListException.class, e -> assertThat(e.reason())
                .isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED));
    }

    @Test
    void aPageThatCountsNoneIsEmpty() {
        f.service.stub("GET", "/exceptions/v2", "{\"total_number_of_items\":0}");
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "\"\"", "[]", "{\"unexpected\":[1,2]}"})
    void whatIsNoExceptionIsNoneWithoutContent(String response) {
        String id = named("one");
        f.service.stub("GET", "/exceptions/v2/" + id, response);
        assertThatThrownBy(() -> f.client.exceptions().get(id).execute()).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> f.client
                        .exceptions()
                        .edit(id, rule -> rule.withDescription("changed"))
                        .execute())
                .isInstanceOf(DecodeException.class);
        assertThat(f.service.writes()).allMatch(call -> call.authentication());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>"})
    void whatIsNoTableIsNoEmptyOne(String response) {
        f.service.stub("GET", "/exceptions/v2/csv", response);
        assertThatThrownBy(() -> f.client.exceptions().csv().execute()).isInstanceOf(DecodeException.class);
    }

    @Test
    void aHundredThousandStreamInLittleMemory() {
        f.service.addRules(100_000);
        Runtime runtime = Runtime.getRuntime();
        AtomicInteger seen = new AtomicInteger();
        long[] used = new long[2];
        try (var stream = f.client.exceptions().summaries().stream()) {
            stream.forEach(summary -> {
                int n = seen.incrementAndGet();
                if (n == 10_000 || n == 90_000) {
                    System.gc();
                    used[n / 90_000] = runtime.totalMemory() - runtime.freeMemory();
                }
            });
        }
        assertThat(seen).hasValue(100_000);
        // The ids that were read are kept, to detect repeated ones: about 100 bytes each. The simulator's log is
        // larger.
        assertThat(used[1] - used[0]).isLessThan(24L << 20);
    }

    @Test
    void csvIsTextFromThePathThatWorks() {
        named("with, comma");
        assertThat(f.client.exceptions().csv().execute())
                .startsWith("Name,Id,Version,Description,Last Modified,Modified By,Device Count,Ruleset Count\r\n")
                .contains("\"with, comma\",");
        assertThat(f.service.requests("GET", "/exceptions/v2/csv")).hasSize(1);
        f.service.stub("GET", "/rulesets/v2/csv", "Name\r\n");
        try (DetectionClient other = DetectionFixture.client(f.service)
                .csvPath("rulesets/v2/csv")
                .clock(f.time)
                .build()) {
            assertThat(other.exceptions().csv().execute()).isEqualTo("Name\r\n");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheCsv() {
        f.service.faults().always(Fault.byteOrderMark());
        assertThat(f.client.exceptions().csv().execute()).startsWith("Name,");
    }

    private static Set<String> ids(List<DetectionExceptionSummary> all) {
        return all.stream().map(s -> s.id().orElse("")).collect(Collectors.toSet());
    }
}
