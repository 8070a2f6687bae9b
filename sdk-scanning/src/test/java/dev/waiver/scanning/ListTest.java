/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.RecordedRequest;
import dev.waiver.testing.ScanningBehavior.Paging;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest extends ScanningFixture {

    @BeforeEach
    void fiveRules() {
        IntStream.rangeClosed(1, 5)
                .forEach(i -> cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"rule " + i + "\",\"hosts\":\"10.0.0." + i
                        + "\",\"port\":" + i + "}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Paging.class,
            names = {"ANNOUNCED", "UNANNOUNCED", "NONE", "COUNTED"})
    void everyWayOfPagingEndsWithAllOnce(Paging paging) {
        pages(paging, 2);
        assertThat(texts(ScanningFilter.all())).containsExactly("rule 1", "rule 2", "rule 3", "rule 4", "rule 5");
    }

    @Test
    void aListWithoutPagesCostsOneMoreRequestUnlessItIsCounted() {
        cg.behavior().paging(Paging.NONE, 2);
        texts(ScanningFilter.all());
        assertThat(cg.requests("GET", "/exceptions"))
                .extracting(RecordedRequest::query)
                .containsExactly("page=1&per_page=1000", "page=2&per_page=5");
        cg.behavior().paging(Paging.COUNTED, 2);
        texts(ScanningFilter.all());
        assertThat(cg.requests("GET", "/exceptions")).hasSize(3);
    }

    @Test
    void aPageRepeatedUnderAPaginationObjectIsAnError() {
        pages(Paging.REPEATING, 2);
        assertThatThrownBy(() -> texts(ScanningFilter.all()))
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("page 2");
        assertThatThrownBy(() -> exceptions().list().all().execute()).isInstanceOf(IncompleteListException.class);
    }

    /** Removes the rule with this text as soon as the page was built, so that all later rules move up. */
    private void removedAfterPage(int page, String text) {
        pages(Paging.ANNOUNCED, 2).afterPage(number -> {
            if (number == page) {
                cg.rules().stream()
                        .filter(rule -> rule.path("text").asText().equals(text))
                        .forEach(rule -> cg.remove(rule.path("id").asText()));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noRuleIsMissedWhenAnotherIsRemovedMeanwhile(int page) {
        removedAfterPage(page, "rule 1");
        assertThat(texts(ScanningFilter.all())).containsExactly("rule 1", "rule 2", "rule 3", "rule 4", "rule 5");
        assertThat(cg.rules()).hasSize(4);
    }

    @Test
    void aListThatGoesOnChangingIsNotStable() {
        pages(Paging.ANNOUNCED, 2)
                .afterPage(page -> cg.add("{\"nvt\":\"" + OID + "\",\"text\":\"late\",\"hosts\":\"10.0.1.1\"}"));
        assertThatThrownBy(() -> texts(ScanningFilter.all()))
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("not stable");
        assertThat(lists()).hasSize(4);
        assertThatThrownBy(() -> exceptions().list().all().execute()).isInstanceOf(IncompleteListException.class);
    }

    @Test
    void aPageThatFailedIsAskedForAgain() {
        pages(Paging.ANNOUNCED, 2);
        cg.faults().next(dev.waiver.testing.Fault.none(), dev.waiver.testing.Fault.status(422));
        Iterator<ScanningExceptionRule> walk = exceptions().list().iterator();
        walk.next();
        walk.next();
        assertThatThrownBy(walk::hasNext).isInstanceOf(ValidationException.class);
        assertThat(walk.next().text()).contains("rule 3");
    }

    @Test
    void rulesWithoutIdsAreDistinguishedByTheirContent() {
        cg.stub(
                "GET",
                "/exceptions",
                "{\"exceptions\":[{\"text\":\"a\"},{\"text\":\"b\"}],\"pagination\":{\"current_page\":1}}");
        assertThatThrownBy(() -> texts(ScanningFilter.all())).isInstanceOf(IncompleteListException.class);
        cg.stub("GET", "/exceptions", "{\"exceptions\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");
        assertThat(texts(ScanningFilter.all())).containsExactly("a", "b");
    }

    @Test
    void anEmptyMiddlePageDoesNotEndTheList() {
        cg.stub("GET", "/exceptions", "{\"exceptions\":[],\"pagination\":{\"total_pages\":\"9\"}}");
        assertThat(texts(ScanningFilter.all())).isEmpty();
        assertThat(cg.requests("GET", "/exceptions")).hasSize(2); // two empty pages in a row end the list
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exceptions\":[],\"pagination\":{\"total_pages\":\"9\",\"total_count\":\"5\"}}",
                "{\"exceptions\":[{\"text\":\"a\"}],\"pagination\":{\"total_pages\":1,\"total_count\":5}}",
                "{\"exceptions\":[{\"text\":\"a\"}],\"count\":{\"total\":5}}"
            })
    void fewerRulesThanAnnouncedAreNotTheWholeList(String response) {
        cg.stub("GET", "/exceptions", response);
        assertThatThrownBy(() -> texts(ScanningFilter.all()))
                .isInstanceOfSatisfying(IncompleteListException.class, e -> assertThat(e.reason())
                        .isEqualTo(IncompleteListException.Reason.MORE_ANNOUNCED))
                .hasMessageContaining("announced 5 items and sent ");
        assertThatThrownBy(() -> exceptions().list().all().execute()).isInstanceOf(IncompleteListException.class);
    }

    @Test
    void pagesAreReadWhenTheyAreNeeded() {
        try (var stream = exceptions().list(ScanningFilter.all().pageSize(2)).stream()) {
            assertThat(stream.findFirst()).isPresent();
        }
        assertThat(cg.requests("GET", "/exceptions"))
                .extracting(RecordedRequest::query)
                .containsExactly("per_page=2&page=1");
    }

    @Test
    void filtersGoOutEncoded() {
        texts(ScanningFilter.hosts("10.0.*")
                .and(ScanningFilter.text("rule *"))
                .and(ScanningFilter.column("owner", "me & you"))
                .between(LocalDateTime.of(2026, 11, 1, 0, 0), LocalDateTime.of(2026, 11, 30, 23, 59, 59))
                .sortedBy("text desc"));
        assertThat(cg.requests().get(0).query())
                .isEqualTo("q%5Bhosts%5D=10.0.*&q%5Btext%5D=rule%20*&q%5Bowner%5D=me%20%26%20you"
                        + "&date_range_start=2026-11-01%2000%3A00%3A00&date_range_end=2026-11-30%2023%3A59%3A59"
                        + "&sort_by=text%20desc&page=1&per_page=1000");
    }

    @Test
    void theServiceSortsAndKnowsRelativeDates() {
        assertThat(texts(ScanningFilter.all().sortedBy("text desc"))).startsWith("rule 5");
        assertThat(texts(ScanningFilter.all().relative("10d"))).hasSize(5);
        assertThat(texts(ScanningFilter.all().relative("1q2020"))).isEmpty();
    }

    @Test
    void aFilterThatTheServiceIgnoresIsAppliedHere() {
        cg.add("{\"nvt\":\"1.2.3\",\"text\":\"Other\",\"hosts\":\"172.16.0.1, 10.0.0.77\",\"port\":443}");
        cg.add("{\"nvt\":\"1.2.4\",\"text\":\"Other\",\"scan\":\"" + SCAN + "\",\"status\":\"requested\"}");
        cg.behavior().ignoresFilters(true).port(dev.waiver.testing.ScanningBehavior.PortShape.TEXT_WITH_PROTOCOL);
        assertThat(texts(ScanningFilter.hosts("10.0.0.7*"))).containsExactly("Other");
        assertThat(texts(ScanningFilter.hosts("10.0.0.3"))).containsExactly("rule 3");
        assertThat(texts(ScanningFilter.nvt("1.2.*"))).hasSize(2);
        assertThat(texts(ScanningFilter.text("OTHER"))).hasSize(2);
        assertThat(texts(ScanningFilter.text("RULE 1"))).containsExactly("rule 1");
        assertThat(texts(ScanningFilter.column("port", "443"))).containsExactly("Other");
        assertThat(texts(ScanningFilter.column("scan", SCAN))).containsExactly("Other");
        assertThat(texts(ScanningFilter.column("status", "requested"))).hasSize(1);
        assertThat(texts(ScanningFilter.column("text", "'rule 2'"))).containsExactly("rule 2");
        assertThat(texts(ScanningFilter.column("owner", "nobody"))).hasSize(7); // not shown, so not checked
    }

    @Test
    void whatTheServiceRefusesIsAValidationErrorWithItsEntries() {
        cg.faults().always(dev.waiver.testing.Fault.status(422));
        assertThatThrownBy(() -> texts(ScanningFilter.all()))
                .isInstanceOfSatisfying(
                        ValidationException.class, e -> assertThat(e.errors()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"message\":\"no\"}]}",
                "{\"surprise\":{\"a\":1}}",
                "[1]",
                "7",
                "{\"exceptions\":[\"a\"]}"
            })
    void aResponseWithoutExceptionsIsNotAnEmptyList(String response) {
        cg.stub("GET", "/exceptions", response);
        assertThatThrownBy(() -> texts(ScanningFilter.all())).isInstanceOfSatisfying(DecodeException.class, e -> {
            assertThat(e.status()).isEqualTo(200);
            assertThat(e.rawBody()).isEqualTo(response);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"exceptions\":[]}",
                "{\"exceptions\":{}}",
                "{\"exceptions\":null}",
                "{\"exceptions\":\"\"}",
                "{\"exceptions\":[{}]}",
                "{\"data\":[]}",
                "{\"data\":{\"exceptions\":[]}}",
                "{\"pagination\":{\"total_count\":0,\"total_pages\":0}}"
            })
    void nothingIsAnEmptyList(String response) {
        cg.stub("GET", "/exceptions", response);
        assertThat(texts(ScanningFilter.all())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "\"\"",
                "\"none\"",
                "0",
                "{\"unexpected\":[1,2]}",
                "{\"status\":200,\"status_text\":\"OK\"}",
                "{\"pagination\":{\"total_count\":3,\"total_pages\":1}}"
            })
    void whatDoesNotSayNoneIsNoEmptyList(String response) {
        cg.stub("GET", "/exceptions", response);
        assertThatThrownBy(() -> texts(ScanningFilter.all())).isInstanceOf(DecodeException.class);
    }

    private List<String> texts(ScanningFilter filter) {
        return exceptions()
                .list(filter)
                .map(ScanningExceptionRule::text)
                .map(text -> text.orElse(""))
                .toList();
    }
}
