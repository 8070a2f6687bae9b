package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.Paging;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads of exceptions within composed calls. */
public final class ExceptionReads {
    private final DetectionExceptionsApi api;

    /**
     * The relevant contents of the list.
     *
     * @param ids the ids of all exceptions
     * @param named the exceptions with the requested name
     */
    public record Listing(Set<String> ids, List<DetectionExceptionSummary> named) {}

    /**
     * An exception with its summary from the list.
     *
     * @param id the exception's id
     * @param summary the summary
     * @param rule the exception
     */
    public record Found(String id, DetectionExceptionSummary summary, DetectionExceptionRule rule) {
        /** Returns whether no rule set uses the exception; false if the service does not send the count. */
        public boolean unused() {
            return summary.rulesetCount().orElse(1) == 0;
        }
    }

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
                        return found(listed).flatMap(found -> {
                            Page<DetectionExceptionRule> whole = new Page<>(
                                    found.stream().map(Found::rule).toList(),
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
     * Reads all ids, and the exceptions of one name.
     *
     * @param name the exact name
     */
    public ApiCall<Listing> listing(String name) {
        return Calls.defer(
                () -> Pagers.collect(paging(), new Listing(new HashSet<>(), new ArrayList<>()), (listing, item) -> {
                    item.id().ifPresent(listing.ids()::add);
                    if (item.id().isPresent() && item.name().orElse("").equals(name)) {
                        listing.named().add(item);
                    }
                }));
    }

    /**
     * Reads the exceptions of summaries. Exceptions that were removed meanwhile are left out.
     *
     * @param summaries from a list, each with an id
     */
    public ApiCall<List<Found>> found(List<DetectionExceptionSummary> summaries) {
        return Calls.sequence(summaries.stream()
                        .<java.util.function.Supplier<ApiCall<Optional<Found>>>>map(summary -> () -> {
                            String id = summary.id().orElseThrow();
                            return ifThere(id).map(rule -> rule.map(r -> new Found(id, summary, r)));
                        })
                        .toList())
                .map(all -> all.stream().flatMap(Optional::stream).toList());
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
