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

/** Reading exceptions, within composed calls. */
public final class ExceptionReads {
    private final DetectionExceptionsApi api;

    /**
     * What the list has.
     *
     * @param ids the ids of all exceptions
     * @param named the exceptions of the name that was looked for
     */
    public record Listing(Set<String> ids, List<DetectionExceptionSummary> named) {}

    /**
     * An exception with what the list says of it.
     *
     * @param id its id
     * @param summary what the list says
     * @param rule the exception
     */
    public record Found(String id, DetectionExceptionSummary summary, DetectionExceptionRule rule) {
        /** Whether no rule set uses it; false if the service does not say. */
        public boolean unused() {
            return summary.rulesetCount().orElse(1) == 0;
        }
    }

    /**
     * Reads with this interface.
     *
     * @param api the operations
     */
    public ExceptionReads(DetectionExceptionsApi api) {
        this.api = api;
    }

    /** The rules of a walk through the list. */
    public Paging<DetectionExceptionSummary> paging() {
        return DetectionPaging.of(api::list, DetectionExceptionSummary::id);
    }

    /** A walk through the list whose pages hold whole exceptions, one request for each. */
    public Paging<DetectionExceptionRule> wholePaging() {
        Paging<DetectionExceptionSummary> summaries = paging();
        return () -> {
            ApiCall<Page<DetectionExceptionSummary>> call = summaries.next();
            return call == null
                    ? null
                    : call.flatMap(page -> found(page.items().stream()
                                    .filter(summary -> summary.id().isPresent())
                                    .toList())
                            .map(found -> new Page<>(
                                    found.stream().map(Found::rule).toList(),
                                    page.total().isPresent() ? page.total().getAsLong() : null)));
        };
    }

    /**
     * One exception as it was received.
     *
     * @param id its id
     */
    public ApiCall<JsonDocument> document(String id) {
        return explained(id, api.get(id));
    }

    /**
     * One exception.
     *
     * @param id its id
     */
    public ApiCall<DetectionExceptionRule> rule(String id) {
        return document(id).flatMap(document -> DetectionRequestBodies.found(document, DetectionExceptionRule.class));
    }

    /**
     * One exception, if it is there. To be used only where the same token was good for another call.
     *
     * @param id its id
     */
    public ApiCall<Optional<DetectionExceptionRule>> ifThere(String id) {
        ApiCall<Optional<DetectionExceptionRule>> found = rule(id).map(Optional::of);
        return Calls.onErrorResume(
                found,
                e -> e instanceof NotFoundException ? ApiCall.of(Optional.<DetectionExceptionRule>empty()) : null);
    }

    /**
     * All ids, and the exceptions of one name.
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
     * The exceptions behind summaries; those that went away meanwhile are left out.
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
     * A call whose "not found" says what it may mean.
     *
     * @param id the id that was asked for
     * @param call the call
     * @param <T> what it answers
     */
    public static <T extends @Nullable Object> ApiCall<T> explained(String id, ApiCall<T> call) {
        return Calls.onErrorResume(
                call,
                e -> e instanceof NotFoundException missing
                        ? Calls.failed(state -> new NotFoundException(
                                "404: nothing has the id " + id
                                        + ", or these credentials are not valid here: the service answers both alike",
                                missing,
                                missing.callInfo(),
                                missing.response()))
                        : null);
    }
}
