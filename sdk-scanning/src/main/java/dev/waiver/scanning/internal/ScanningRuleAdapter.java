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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The requests for the exceptions of an account. */
public final class ScanningRuleAdapter implements RuleAdapter<ScanningExceptionRule> {
    private final ScanningExceptionsApi api;

    /**
     * Creates an adapter.
     *
     * @param api the operations
     */
    public ScanningRuleAdapter(ScanningExceptionsApi api) {
        this.api = api;
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
                ScanningEnvelope.EXCEPTIONS,
                ScanningRuleMapper::rule,
                ScanningExceptionRule::entityId);
    }

    @Override
    public ApiCall<Listing<ScanningExceptionRule>> list(Keep keep) {
        return list(Map.of(), keep);
    }

    /** Lets the service filter by vulnerability, since a list may have many pages; the last look does not trust it. */
    @Override
    public ApiCall<Listing<ScanningExceptionRule>> look(
            Collection<ScanningExceptionRule> sent, Keep keep, boolean last) {
        List<Optional<String>> nvts =
                sent.stream().map(ScanningExceptionRule::nvt).distinct().toList();
        return list(nvts.size() == 1 && !last ? Map.of("q[nvt]", nvts.get(0).orElseThrow()) : Map.of(), keep);
    }

    private ApiCall<Listing<ScanningExceptionRule>> list(Map<String, String> query, Keep keep) {
        return Calls.defer(() -> Pagers.collect(
                paging(query),
                new Listing<>(),
                (listing, rule) -> add(listing, rule, rule.inForce().orElse(true), keep)));
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
