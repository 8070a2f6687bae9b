/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Page;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.internal.client.ResponseErrors;
import dev.waiver.core.internal.rules.Reads;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.CallState;
import dev.waiver.core.spi.Paging;
import dev.waiver.core.spi.RuleAdapter;
import dev.waiver.core.spi.RuleAdapter.Keep;
import dev.waiver.core.spi.RuleAdapter.Listing;
import dev.waiver.core.spi.RuleAdapter.Stored;
import dev.waiver.core.spi.RuleComparator;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.model.DetectionExceptionPage;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The requests for the exceptions of a tenant. */
public final class DetectionRuleAdapter implements RuleAdapter<DetectionExceptionRule> {
    private static final System.Logger LOG = System.getLogger("dev.waiver.detection");

    private final ClientCore core;
    private final DetectionExceptionsApi api;
    private final Supplier<ApiCall<DetectionExceptionPage>> probe;

    /** Whether a create has returned an id. If so, the list need not be read before the next create. */
    private volatile boolean returnsId;

    /**
     * Creates an adapter.
     *
     * @param core the client
     * @param api the operations
     */
    public DetectionRuleAdapter(ClientCore core, DetectionExceptionsApi api) {
        this.core = core;
        this.api = api;
        this.probe = () -> api.list(1, 1);
    }

    @Override
    public RuleComparator<DetectionExceptionRule> comparator() {
        return DetectionRuleComparator.INSTANCE;
    }

    @Override
    public void check(DetectionExceptionRule rule) {
        if (rule.name().filter(name -> !name.isBlank()).isEmpty()) {
            throw new IllegalArgumentException(
                    "name: the exception has none; exceptions are found again by their names");
        }
        JsonDocument unused = DetectionRequestBodies.toDocument(rule);
    }

    @Override
    public ApiCall<DetectionExceptionRule> get(String id) {
        return document(id).flatMap(document -> DetectionResponseReader.found(document, DetectionExceptionRule.class));
    }

    /** Reads an exception as it was received. */
    public ApiCall<JsonDocument> document(String id) {
        return proven(id, api.get(id), missing -> null);
    }

    private <T extends @Nullable Object> ApiCall<T> proven(
            String id, ApiCall<T> call, Function<NotFoundException, @Nullable ApiCall<T>> gone) {
        return DetectionResponseReader.proven(core, id, call, probe, gone);
    }

    /** Returns the paging of the summaries. */
    public Paging<DetectionExceptionSummary> summaries() {
        return DetectionPaging.of(api::list, DetectionExceptionSummary::id);
    }

    /** Returns the paging of whole exceptions, with one request for each. */
    public Paging<DetectionExceptionRule> paging() {
        Paging<DetectionExceptionSummary> summaries = summaries();
        return () -> {
            ApiCall<Page<DetectionExceptionSummary>> call = summaries.next();
            return call == null
                    ? null
                    : call.flatMap(page -> {
                        List<DetectionExceptionSummary> listed = page.items();
                        return whole(listed)
                                .map(found -> new Page<>(
                                        found.stream().map(Stored::rule).toList(),
                                        page.total().isPresent() ? page.total().getAsLong() : null));
                    });
        };
    }

    /**
     * Returns the exceptions. Takes one request for each that is kept. One that was removed meanwhile is left out; one
     * that no rule set uses is not in force.
     */
    @Override
    public ApiCall<Listing<DetectionExceptionRule>> list(Keep keep) {
        return Calls.defer(() -> {
            Set<String> ids = new HashSet<>();
            return Pagers.collect(summaries(), new ArrayList<DetectionExceptionSummary>(), (kept, summary) -> {
                        summary.id().ifPresent(ids::add);
                        if (summary.id().isEmpty()
                                || keep.test(
                                        summary.id().get(), () -> summary.name().orElse(null))) {
                            kept.add(summary);
                        }
                    })
                    .flatMap(this::whole)
                    .map(rules -> new Listing<>(ids, rules));
        });
    }

    /**
     * Reads exceptions whole. One that is not found was removed. One that is listed without an id cannot be read, and
     * without it the list would seem complete.
     */
    private ApiCall<List<Stored<DetectionExceptionRule>>> whole(List<DetectionExceptionSummary> summaries) {
        if (summaries.stream().anyMatch(summary -> summary.id().isEmpty())) {
            return Calls.failed(state -> ResponseErrors.unreadable("the list has an exception without an id", state));
        }
        return Calls.sequence(summaries.stream()
                        .<Supplier<ApiCall<Optional<Stored<DetectionExceptionRule>>>>>map(
                                summary -> () -> Reads.find(this, summary.id().orElseThrow())
                                        .map(found -> found.map(rule -> new Stored<>(
                                                rule, summary.rulesetCount().orElse(1) != 0))))
                        .toList())
                .map(found -> found.stream().flatMap(Optional::stream).toList());
    }

    /** Reads no exception of another name, since each takes a request. */
    @Override
    public ApiCall<Listing<DetectionExceptionRule>> look(
            Collection<DetectionExceptionRule> sent, Keep keep, boolean last) {
        Set<Optional<String>> names =
                sent.stream().map(DetectionExceptionRule::name).collect(Collectors.toSet());
        return list((id, name) -> names.contains(Optional.ofNullable(name.get())) && keep.test(id, name));
    }

    @Override
    public boolean listsBeforeCreate() {
        return !returnsId;
    }

    @Override
    public ApiCall<Posted<DetectionExceptionRule>> create(DetectionExceptionRule rule) {
        ApiCall<Posted<DetectionExceptionRule>> posted = api.create(DetectionRequestBodies.toDocument(rule))
                .flatMap(response -> Calls.defer(state -> posted(rule, response, location(state))));
        return Calls.onErrorResume(
                posted, e -> e instanceof ConflictException conflict ? nameTaken(rule, conflict) : null);
    }

    private ApiCall<Posted<DetectionExceptionRule>> posted(
            DetectionExceptionRule sent, String response, Optional<String> location) {
        return model(response).map(document -> {
            Optional<DetectionExceptionRule> shown = document.filter(rule -> isNamedLike(sent, rule));
            Optional<String> id =
                    shown.flatMap(DetectionExceptionRule::entityId).or(() -> location);
            returnsId |= id.isPresent();
            DetectionExceptionRule whole =
                    shown.filter(rule -> !rule.states().isEmpty()).orElse(null);
            return new Posted<>(id.orElse(null), whole == null ? null : whole.withEntityId(id), false);
        });
    }

    /** Returns whether a response may show the exception that was sent, and not another one. */
    private static boolean isNamedLike(DetectionExceptionRule sent, DetectionExceptionRule shown) {
        String name = shown.name().orElse("").strip();
        return name.isEmpty() || name.equalsIgnoreCase(sent.name().orElse("").strip());
    }

    private static ApiCall<Optional<DetectionExceptionRule>> model(String response) {
        Optional<JsonDocument> document = DetectionResponseReader.parse(response);
        return document.isEmpty()
                ? ApiCall.of(Optional.empty())
                : DetectionResponseReader.read(document.get(), DetectionExceptionRule.class)
                        .map(Optional::of);
    }

    private static Optional<String> location(CallState state) {
        List<String> values = state.lastExchange().headers().get("location");
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        HttpUrl place = HttpUrl.get("http://base/").resolve(values.get(0));
        return Optional.ofNullable(place)
                .map(url -> url.pathSegments().get(url.pathSize() - 1))
                .filter(id -> !id.isEmpty());
    }

    /** Handles a 409: returns the equal exception that has the name, if there is one. */
    private ApiCall<Posted<DetectionExceptionRule>> nameTaken(DetectionExceptionRule rule, ConflictException conflict) {
        return list((id, name) -> rule.name().equals(Optional.ofNullable(name.get())))
                .flatMap(listing -> {
                    List<DetectionExceptionRule> named =
                            listing.rules().stream().map(Stored::rule).toList();
                    Optional<DetectionExceptionRule> equal = named.stream()
                            .filter(stored -> comparator().recognizes(rule, stored))
                            .findFirst();
                    if (equal.isPresent()) {
                        return ApiCall.of(new Posted<>(equal.get().id(), equal.get(), true));
                    }
                    return Calls.failed(state -> named.isEmpty()
                            ? conflict
                            : new ConflictException(
                                    "409: the name is taken by an exception with another content, id "
                                            + named.stream()
                                                    .map(DetectionExceptionRule::id)
                                                    .collect(Collectors.joining(", ")),
                                    conflict,
                                    conflict.callInfo(),
                                    conflict.response()));
                });
    }

    @Override
    public ApiCall<Edit<DetectionExceptionRule>> edit(String id, UnaryOperator<DetectionExceptionRule> change) {
        return document(id).flatMap(read -> DetectionRequestBodies.edit(read, DetectionExceptionRule.class, change)
                .flatMap(changed -> DetectionResponseReader.read(read, DetectionExceptionRule.class)
                        .flatMap(before -> changed.equals(read)
                                ? ApiCall.of(new Edit<>(before, null))
                                : DetectionResponseReader.read(changed, DetectionExceptionRule.class)
                                        .map(after -> new Edit<>(
                                                before,
                                                update(id, checked(before, after), changed, before.version()))))));
    }

    /** Judges only what the change made: an exception that was read without a name passes. */
    private DetectionExceptionRule checked(DetectionExceptionRule before, DetectionExceptionRule after) {
        if (!after.name().equals(before.name())) {
            check(after);
        }
        return after;
    }

    @Override
    public Update<DetectionExceptionRule> replacement(String id, DetectionExceptionRule rule) {
        return update(id, rule, DetectionRequestBodies.toDocument(rule), rule.version());
    }

    /** Keeps description and tags where the wanted exception has none: they have no effect. */
    @Override
    public Update<DetectionExceptionRule> effectUpdate(DetectionExceptionRule stored, DetectionExceptionRule wanted) {
        return replacement(
                stored.id(),
                wanted.withDescription(wanted.description().or(stored::description))
                        .withTags(wanted.tags().isEmpty() ? stored.tags() : wanted.tags())
                        .withVersion(stored.version()));
    }

    /** Deactivates an exception. A 404 after an attempt that may have been applied is a success. */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        return proven(id, api.deactivate(id), first -> first.mayHaveBeenApplied() ? ApiCall.of(null) : null);
    }

    private Update<DetectionExceptionRule> update(
            String id, DetectionExceptionRule rule, JsonDocument document, OptionalInt readVersion) {
        ApiCall<Optional<DetectionExceptionRule>> request = proven(
                        id, api.replace(id, DetectionRequestBodies.withoutServerFields(document)), missing -> null)
                .flatMap(DetectionRuleAdapter::model)
                .map(response -> response.map(shown -> shown.hasId() ? shown : shown.withEntityId(id)));
        return new Update<>(
                rule,
                request,
                stored -> comparator().differences(rule, stored),
                stored -> warnOfVersion(id, readVersion, stored.version()));
    }

    private static void warnOfVersion(String id, OptionalInt read, OptionalInt now) {
        if (read.isPresent() && now.isPresent() && now.getAsInt() != read.getAsInt() + 1) {
            LOG.log(
                    Level.WARNING,
                    "exception {0}: version {1} was read and {2} is there after the update, where {3} was expected:"
                            + " another writer may have changed it in between, and the last write wins",
                    id,
                    read.getAsInt(),
                    now.getAsInt(),
                    read.getAsInt() + 1);
        }
    }
}
