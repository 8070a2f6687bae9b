/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.LossyEditException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.spi.Paging;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.scanning.ScanningExceptionsApi;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The requests for the exceptions of an account. */
public final class ScanningRuleAdapter implements RuleAdapter<ScanningExceptionRule> {
    private final ScanningExceptionsApi api;
    private final PageSize pageSize;
    private final NvtFilter filter;

    /**
     * Creates an adapter.
     *
     * @param api the operations
     * @param pageSize the size of the list's pages
     * @param filter what is known of the list's filter
     */
    public ScanningRuleAdapter(ScanningExceptionsApi api, PageSize pageSize, NvtFilter filter) {
        this.api = api;
        this.pageSize = pageSize;
        this.filter = filter;
    }

    @Override
    public RuleComparator<ScanningExceptionRule> comparator() {
        return ScanningRuleComparator.INSTANCE;
    }

    @Override
    public void check(ScanningExceptionRule rule) {
        String obstacle = ScanningRequestBodies.obstacle(rule);
        if (obstacle != null) {
            throw new IllegalArgumentException(obstacle);
        }
    }

    @Override
    public ApiCall<ScanningExceptionRule> get(String id) {
        return api.show(id)
                .flatMap(response -> ScanningResponseReader.one(ScanningEnvelope.EXCEPTIONS, response, id))
                .map(ScanningRuleMapper::rule);
    }

    /**
     * Returns the paging of exceptions.
     *
     * @param query the query parameters of each request
     */
    public Paging<ScanningExceptionRule> paging(Map<String, String> query) {
        return ScanningPaging.of(
                api::list,
                query,
                pageSize,
                ScanningEnvelope.EXCEPTIONS,
                ScanningRuleMapper::rule,
                ScanningExceptionRule::entityId);
    }

    @Override
    public ApiCall<Listing<ScanningExceptionRule>> list(Keep keep) {
        return list(Map.of(), rule -> keep);
    }

    private ApiCall<Listing<ScanningExceptionRule>> list(
            Map<String, String> query, Function<ScanningExceptionRule, Keep> keep) {
        return Calls.defer(() -> Pagers.collect(
                paging(query), new Listing<>(), (listing, rule) -> add(listing, rule, keep.apply(rule))));
    }

    private void add(Listing<ScanningExceptionRule> listing, ScanningExceptionRule rule, Keep keep) {
        add(listing, rule, rule.inForce().orElse(true), keep);
    }

    /** Lets the service filter a long list by vulnerability if that is proven to miss no rule. */
    @Override
    public ApiCall<Listing<ScanningExceptionRule>> candidates(ScanningExceptionRule wanted, Keep keep) {
        return Calls.defer(() -> new CandidateListing(
                        this::paging, filter, wanted.nvt().orElseThrow(), (listing, rule) -> add(listing, rule, keep))
                .run());
    }

    /** Lets the service filter by vulnerability, since a list may have many pages; the last look does not trust it. */
    @Override
    public ApiCall<Listing<ScanningExceptionRule>> look(
            Collection<ScanningExceptionRule> sent, Keep keep, boolean last) {
        List<String> nvts =
                sent.stream().map(rule -> rule.nvt().orElseThrow()).distinct().toList();
        if (nvts.size() > 1) {
            return list(keep);
        }
        String nvt = nvts.get(0);
        // Rules of other vulnerabilities are not new because the filtered candidates had none of them.
        Function<ScanningExceptionRule, Keep> ofNvt =
                rule -> rule.nvt().orElse(nvt).equals(nvt) ? keep : (id, matchKey) -> false;
        ApiCall<Listing<ScanningExceptionRule>> whole = list(Map.of(), ofNvt);
        if (filter.isUnreliable()) {
            return whole;
        }
        if (last) {
            return whole.map(listing -> {
                if (shows(listing, sent)) {
                    filter.distrust(); // it has missed them
                }
                return listing;
            });
        }
        return Calls.onErrorResume(
                list(CandidateListing.query(nvt), ofNvt),
                e -> CandidateListing.mayBeDueToFilter(e)
                        ? whole.map(listing -> {
                            filter.distrust();
                            return listing;
                        })
                        : null);
    }

    private boolean shows(Listing<ScanningExceptionRule> listing, Collection<ScanningExceptionRule> sent) {
        return listing.rules().stream()
                .anyMatch(stored -> sent.stream().anyMatch(rule -> comparator().recognizes(rule, stored.rule())));
    }

    @Override
    public ApiCall<Posted<ScanningExceptionRule>> create(ScanningExceptionRule rule) {
        return api.create(ScanningRequestBodies.body(rule)).map(nothing -> new Posted<>(null, null, false));
    }

    @Override
    public ApiCall<Edit<ScanningExceptionRule>> edit(String id, UnaryOperator<ScanningExceptionRule> change) {
        return get(id).flatMap(before -> {
            ScanningExceptionRule after = Objects.requireNonNull(change.apply(before), "the changed rule");
            if (after.equals(before)) {
                return ApiCall.of(new Edit<>(before, null));
            }
            if (!after.nvt().equals(before.nvt())) {
                // Values from the service are not checked; those that the change sets are.
                NvtOid.check(after.nvt().orElse("").strip());
            }
            String obstacle = ScanningRequestBodies.obstacle(after);
            return obstacle == null
                    ? ApiCall.of(new Edit<>(before, replacement(id, after)))
                    : Calls.failed(state -> new LossyEditException(obstacle, state.callInfo(), List.of(id)));
        });
    }

    @Override
    public Update<ScanningExceptionRule> replacement(String id, ScanningExceptionRule rule) {
        return new Update<>(
                rule,
                api.update(id, ScanningRequestBodies.body(rule)).map(nothing -> Optional.empty()),
                stored -> comparator().differences(rule, stored),
                stored -> {});
    }

    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return api.delete(id);
    }
}
