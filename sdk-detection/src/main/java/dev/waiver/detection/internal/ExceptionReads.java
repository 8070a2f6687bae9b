package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.Paging;
import dev.waiver.core.spi.RuleAdapter.Keep;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads of exceptions within composed calls. */
public final class ExceptionReads {
    private final DetectionExceptionsApi api;

    /**
     * Creates an instance.
     *
     * @param api the operations
     */
    public ExceptionReads(DetectionExceptionsApi api) {
        this.api = api;
    }

    /** Returns the paging of the summaries. */
    public Paging<DetectionExceptionSummary> paging() {
        return DetectionPaging.of(api::list, DetectionExceptionSummary::id);
    }

    /** Returns the paging of whole exceptions, with one request for each. */
    public Paging<DetectionExceptionRule> wholePaging() {
        Paging<DetectionExceptionSummary> summaries = paging();
        return () -> {
            ApiCall<Page<DetectionExceptionSummary>> call = summaries.next();
            return call == null
                    ? null
                    : call.flatMap(page -> {
                        List<DetectionExceptionSummary> listed = page.items().stream()
                                .filter(summary -> summary.id().isPresent())
                                .toList();
                        return whole(listed).flatMap(found -> {
                            Page<DetectionExceptionRule> whole = new Page<>(
                                    found.stream().map(Stored::rule).toList(),
                                    page.total().isPresent() ? page.total().getAsLong() : null);
                            // A 404 means "removed" only if the token is still valid.
                            return found.size() == listed.size()
                                    ? ApiCall.of(whole)
                                    : api.list(1, 1).map(valid -> whole);
                        });
                    });
        };
    }

    /** Reads an exception as it was received. */
    public ApiCall<JsonDocument> document(String id) {
        return explained(id, api.get(id));
    }

    /** Reads an exception. */
    public ApiCall<DetectionExceptionRule> rule(String id) {
        return document(id).flatMap(document -> DetectionRequestBodies.found(document, DetectionExceptionRule.class));
    }

    /**
     * Reads an exception, or returns empty if it is not found. Use only where the same token has worked for another
     * call: the service returns 404 for invalid credentials too.
     */
    public ApiCall<Optional<DetectionExceptionRule>> ifThere(String id) {
        ApiCall<Optional<DetectionExceptionRule>> found = rule(id).map(Optional::of);
        return Calls.onErrorResume(
                found,
                e -> e instanceof NotFoundException ? ApiCall.of(Optional.<DetectionExceptionRule>empty()) : null);
    }

    /**
     * Reads all ids, and the exceptions that are to be kept, with one request for each. One that was removed meanwhile
     * is left out; one that no rule set uses is not in force.
     *
     * @param keep which exceptions are needed; their names are their match keys
     */
    ApiCall<Listing<DetectionExceptionRule>> listing(Keep keep) {
        return Calls.defer(() -> {
            Set<String> ids = new HashSet<>();
            return Pagers.collect(paging(), new ArrayList<DetectionExceptionSummary>(), (kept, summary) -> summary.id()
                            .ifPresent(id -> {
                                ids.add(id);
                                if (keep.test(id, () -> summary.name().orElse(null))) {
                                    kept.add(summary);
                                }
                            }))
                    .flatMap(this::whole)
                    .map(rules -> new Listing<>(ids, rules));
        });
    }

    private ApiCall<List<Stored<DetectionExceptionRule>>> whole(List<DetectionExceptionSummary> summaries) {
        return Calls.sequence(summaries.stream()
                        .<Supplier<ApiCall<Optional<Stored<DetectionExceptionRule>>>>>map(
                                summary -> () -> ifThere(summary.id().orElseThrow())
                                        .map(found -> found.map(rule -> new Stored<>(
                                                rule, summary.rulesetCount().orElse(1) != 0))))
                        .toList())
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /**
     * Returns the call with an error message for "not found" that explains what it may mean.
     *
     * @param id the id in the request
     * @param call the call
     * @param <T> the type of the call's value
     */
    public static <T extends @Nullable Object> ApiCall<T> explained(String id, ApiCall<T> call) {
        return Calls.onErrorResume(
                call,
                e -> e instanceof NotFoundException missing
                        ? Calls.failed(state -> new NotFoundException(
                                "404: nothing has the id " + id
                                        + ", or these credentials are not valid here: the service returns 404 for both",
                                missing,
                                missing.callInfo(),
                                missing.response()))
                        : null);
    }
}
