/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.spi.Paging;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One listing of the rules of a vulnerability, and of others where it cannot do without. A list of one or two pages is
 * read whole. Of a longer one, the service filters the rules by vulnerability if that is proven to miss none: a filter
 * that returns only rules of the vulnerability and every one that is known from the first page of the whole list. If
 * none is known and none returned, the filter has to return a known rule of another vulnerability. Without that proof,
 * an empty response would prove nothing, and the rest of the list is read.
 */
final class CandidateListing {
    private final Function<Map<String, String>, Paging<ScanningExceptionRule>> lists;
    private final NvtFilter filter;
    private final String nvt;
    private final BiConsumer<Listing<ScanningExceptionRule>, ScanningExceptionRule> add;

    /**
     * Creates a listing. It is executed once.
     *
     * @param lists creates the paging of a list with query parameters
     * @param nvt the vulnerability
     * @param add adds a rule to the listing
     */
    CandidateListing(
            Function<Map<String, String>, Paging<ScanningExceptionRule>> lists,
            NvtFilter filter,
            String nvt,
            BiConsumer<Listing<ScanningExceptionRule>, ScanningExceptionRule> add) {
        this.lists = lists;
        this.filter = filter;
        this.nvt = nvt;
        this.add = add;
    }

    /** Returns the query parameters of a filter by vulnerability. */
    static Map<String, String> query(String nvt) {
        return Map.of("q[nvt]", nvt);
    }

    /** Returns whether an error of a filtered list may be due to the filter, so that the whole list is worth a try. */
    static boolean mayBeDueToFilter(SdkException e) {
        return e instanceof ValidationException
                || e instanceof NotFoundException
                || e instanceof ServerException
                || e instanceof DecodeException
                || e instanceof IncompleteListException;
    }

    ApiCall<Listing<ScanningExceptionRule>> run() {
        Paging<ScanningExceptionRule> whole = lists.apply(Map.of());
        if (filter.isProven()) {
            return orElse(filtered(List.of()), whole, new Listing<>());
        }
        Listing<ScanningExceptionRule> listing = new Listing<>();
        return Objects.requireNonNull(whole.next()).flatMap(page -> {
            page.items().forEach(rule -> add.accept(listing, rule));
            return filter.isUnreliable() || pagesLeft(page) < 2
                    ? rest(whole, listing)
                    : orElse(proven(page.items()), whole, listing);
        });
    }

    private static long pagesLeft(Page<?> page) {
        int size = page.items().size();
        return size == 0 ? 0 : (page.total().orElse(0) - 1) / size; // one less than all pages
    }

    private ApiCall<Listing<ScanningExceptionRule>> rest(
            Paging<ScanningExceptionRule> pages, Listing<ScanningExceptionRule> listing) {
        return Pagers.collect(pages, listing, add);
    }

    /** Returns the filtered listing, or else the whole one, of which this was read. */
    private ApiCall<Listing<ScanningExceptionRule>> orElse(
            ApiCall<Optional<Listing<ScanningExceptionRule>>> filtered,
            Paging<ScanningExceptionRule> pages,
            Listing<ScanningExceptionRule> listing) {
        return Calls.onErrorResume(filtered, e -> mayBeDueToFilter(e) ? ApiCall.of(Optional.empty()) : null)
                .flatMap(found -> found.isPresent()
                        ? ApiCall.of(found.get())
                        : rest(pages, listing).map(all -> {
                            filter.distrust(); // not before: the service may have failed for another reason
                            return all;
                        }));
    }

    /** Returns the filtered listing; empty unless it is proven that the filter misses none of the known rules. */
    private ApiCall<Optional<Listing<ScanningExceptionRule>>> proven(List<ScanningExceptionRule> known) {
        return filtered(known).flatMap(found -> {
            if (found.isEmpty() || !found.get().ids().isEmpty()) {
                found.ifPresent(listing -> filter.prove());
                return ApiCall.of(found);
            }
            return control(known).map(works -> {
                if (works) {
                    filter.prove();
                }
                return works ? found : Optional.empty();
            });
        });
    }

    /** Returns the filtered listing; empty if the filter returned another rule or missed a known one. */
    private ApiCall<Optional<Listing<ScanningExceptionRule>>> filtered(List<ScanningExceptionRule> known) {
        Set<String> ids = known.stream()
                .filter(rule -> isOf(nvt, rule) && rule.hasId())
                .map(ScanningExceptionRule::id)
                .collect(Collectors.toSet());
        return filtered(lists.apply(query(nvt)), new Listing<>())
                .map(found -> found.filter(listing -> listing.ids().containsAll(ids)));
    }

    private ApiCall<Optional<Listing<ScanningExceptionRule>>> filtered(
            Paging<ScanningExceptionRule> pages, Listing<ScanningExceptionRule> listing) {
        ApiCall<Page<ScanningExceptionRule>> next = pages.next();
        if (next == null) {
            return ApiCall.of(Optional.of(listing));
        }
        return next.flatMap(page -> {
            if (!page.items().stream().allMatch(rule -> isOf(nvt, rule))) {
                return ApiCall.of(Optional.empty());
            }
            page.items().forEach(rule -> add.accept(listing, rule));
            return filtered(pages, listing);
        });
    }

    /** Returns whether the filter returns a known rule of another vulnerability, and only rules of that. */
    private ApiCall<Boolean> control(List<ScanningExceptionRule> known) {
        Optional<String> other = known.stream()
                .filter(ScanningExceptionRule::hasId)
                .flatMap(rule -> rule.nvt().stream())
                .reduce((first, last) -> last);
        if (other.isEmpty()) {
            return ApiCall.of(false);
        }
        Set<String> ids = known.stream()
                .filter(rule -> rule.hasId() && isOf(other.get(), rule))
                .map(ScanningExceptionRule::id)
                .collect(Collectors.toSet());
        return Objects.requireNonNull(lists.apply(query(other.get())).next())
                .map(page -> page.items().stream().allMatch(rule -> isOf(other.get(), rule))
                        && page.items().stream().anyMatch(rule -> rule.hasId() && ids.contains(rule.id())));
    }

    private static boolean isOf(String nvt, ScanningExceptionRule rule) {
        return rule.nvt().filter(nvt::equals).isPresent();
    }
}
