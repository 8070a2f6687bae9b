package dev.waiver.detection;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.internal.client.ClientCore;
import dev.waiver.core.internal.client.Pagers;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.internal.DetectionRequestBodies;
import dev.waiver.detection.internal.DetectionRuleComparator;
import dev.waiver.detection.internal.ExceptionReads;
import dev.waiver.detection.internal.ExceptionReads.Found;
import dev.waiver.detection.internal.ExceptionReads.Listing;
import dev.waiver.detection.internal.ExceptionWrites;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.DetectionExceptionSummary;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people do with detection exceptions.
 *
 * <p>Creating, editing or deactivating an exception does not reach the endpoints at once: switch it on, or re-save the
 * rule sets that use it, with {@link DetectionRuleSets}. All calls fail with
 * {@link dev.waiver.core.error.SdkException}s.
 */
public final class DetectionExceptions implements ExceptionOperations<DetectionExceptionRule> {
    private final ClientCore core;
    private final DetectionExceptionsApi api;
    private final ExceptionReads reads;
    private final ExceptionWrites writes;
    private final String csvPath;

    DetectionExceptions(ClientCore core, String csvPath) {
        this.core = core;
        this.api = core.builtInApi(DetectionExceptionsApi.class);
        this.reads = new ExceptionReads(api);
        this.writes = new ExceptionWrites(api, reads);
        this.csvPath = csvPath;
    }

    String csvPath() {
        return csvPath;
    }

    /**
     * All exceptions, as summaries: {@link #get} has the rest. 200 a page. An exception that shows up on two pages is
     * handed out once. If the service's total changes on the way, the list is read from its start once more (what was
     * handed out before is not handed out again); if it changes again, or a page repeats, iterating fails with
     * {@link dev.waiver.core.error.AmbiguousMatchException}.
     */
    public Pager<DetectionExceptionSummary> summaries() {
        return Pagers.paged(core, "DetectionExceptions.summaries", reads::paging);
    }

    /**
     * Returns all exceptions, whole: pages as {@link #summaries()} has them, and one more request for each exception.
     * An exception that is removed meanwhile is left out.
     */
    @Override
    public Pager<DetectionExceptionRule> list() {
        return Pagers.paged(core, "DetectionExceptions.list", reads::wholePaging);
    }

    /**
     * The exceptions as CSV text, as the service sends it: header, quoting and dates are not documented. An empty
     * answer or a page of HTML is a {@link dev.waiver.core.error.DecodeException}, for neither says that there are
     * none.
     */
    public ApiCall<String> csv() {
        return core.call("DetectionExceptions.csv", () -> api.csv(csvPath).flatMap(DetectionRequestBodies::csv));
    }

    /**
     * One exception, whole. Fails with {@link dev.waiver.core.error.NotFoundException} if there is none, which the
     * service also answers to invalid credentials.
     *
     * @param id its id
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<DetectionExceptionRule> get(String id) {
        String checked = id(id);
        return core.call("DetectionExceptions.get", () -> reads.rule(checked));
    }

    /**
     * One exception as the text that the service sends.
     *
     * @param id its id
     * @throws IllegalArgumentException if the id is blank
     */
    public ApiCall<JsonDocument> document(String id) {
        String checked = id(id);
        return core.call("DetectionExceptions.document", () -> reads.document(checked));
    }

    /**
     * Creates an exception. It is sent once. Its id is taken from the answer, else from its {@code Location}, else it
     * is the one of that name that was not there before: to tell that, the list is read first, until the service was
     * seen to answer with an id. If the service refuses because the name is taken (409), an exception of that name with
     * equal content is the answer; one with another content is a {@link dev.waiver.core.error.ConflictException} that
     * names its id. If the service stored something else than was sent, that is an
     * {@link dev.waiver.core.error.AppliedButUnconfirmedException} with the differences.
     *
     * <p>The new exception takes effect once it is switched on in a rule set.
     *
     * @param rule the exception; an id and a version in it are not sent
     * @throws IllegalArgumentException if it has no name
     */
    @Override
    public ApiCall<DetectionExceptionRule> create(DetectionExceptionRule rule) {
        checkName(rule);
        return core.call("DetectionExceptions.create", () -> writes.create(rule));
    }

    /**
     * Creates several exceptions, one after the other; stops at the first failure. What was created until then is in
     * the error's exchanges.
     *
     * @param rules the exceptions
     * @throws IllegalArgumentException if one has no name
     */
    @Override
    public ApiCall<List<DetectionExceptionRule>> createAll(Collection<? extends DetectionExceptionRule> rules) {
        List<DetectionExceptionRule> copy = List.copyOf(rules);
        copy.forEach(DetectionExceptions::checkName);
        List<Supplier<ApiCall<DetectionExceptionRule>>> calls = copy.stream()
                .<Supplier<ApiCall<DetectionExceptionRule>>>map(rule -> () -> writes.create(rule))
                .toList();
        return core.call("DetectionExceptions.createAll", () -> Calls.sequence(calls));
    }

    /**
     * Replaces an exception as a whole, in the documented case. Whatever the new one lacks is gone: to change
     * something, use {@link #edit}.
     *
     * @param id its id
     * @param rule what it is replaced by; an id and a version in it are not sent
     * @throws IllegalArgumentException if the id is blank or the exception has no name
     */
    @Override
    public ApiCall<DetectionExceptionRule> replace(String id, DetectionExceptionRule rule) {
        String checked = id(id);
        checkName(rule);
        JsonDocument document = DetectionRequestBodies.written(rule);
        return core.call("DetectionExceptions.replace", () -> writes.replace(checked, document, rule.version()));
    }

    /**
     * Reads an exception, changes it, and puts the whole document back: what is not changed stays exactly as the
     * service wrote it, unknown members, nulls, order and spelling included. Nothing is sent if nothing changes.
     * Endpoints receive the change once the rule sets that use it are saved again.
     *
     * <p>The service does not look at versions: of two who edit at once, the last wins. If the version grew by more
     * than one, the log {@code dev.waiver.detection} has a warning.
     *
     * @param id its id
     * @param change makes the changed exception from the one that was read
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<DetectionExceptionRule> edit(String id, UnaryOperator<DetectionExceptionRule> change) {
        String checked = id(id);
        Objects.requireNonNull(change, "change");
        return core.call("DetectionExceptions.edit", () -> reads.document(checked)
                .flatMap(read -> DetectionRequestBodies.edit(read, DetectionExceptionRule.class, change)
                        .flatMap(changed -> changed.equals(read)
                                ? DetectionRequestBodies.read(read, DetectionExceptionRule.class)
                                : DetectionRequestBodies.read(read, DetectionExceptionRule.class)
                                        .flatMap(rule -> writes.replace(checked, changed, rule.version())))));
    }

    /**
     * Takes an exception out of use and out of all rule sets. <b>Nothing re-activates it.</b> It may be listed further
     * on. Endpoints learn of it once the rule sets that used it are saved again.
     *
     * @param id its id
     * @throws IllegalArgumentException if the id is blank
     */
    public ApiCall<@Nullable Void> deactivate(String id) {
        String checked = id(id);
        return core.call("DetectionExceptions.deactivate", () -> writes.deactivate(checked));
    }

    /**
     * The same as {@link #deactivate}: the service has no other removal.
     *
     * @param id its id
     * @throws IllegalArgumentException if the id is blank
     */
    @Override
    public ApiCall<@Nullable Void> remove(String id) {
        String checked = id(id);
        return core.call("DetectionExceptions.remove", () -> writes.deactivate(checked));
    }

    /**
     * Has an exception once, however often it is run: {@link #ensure(DetectionExceptionRule, OnDifference)} that fails
     * if one of that name does something else.
     *
     * @param rule the exception
     * @throws IllegalArgumentException if it has no name
     */
    @Override
    public ApiCall<EnsureResult<DetectionExceptionRule>> ensure(DetectionExceptionRule rule) {
        return ensure(rule, OnDifference.FAIL);
    }

    /**
     * Has an exception once, however often it is run. Looks for exceptions of its exact name and compares their
     * content: without id and version; a text equals a list of one; literals have no order, and no case where the
     * operator ignores it or they are hashes; {@code CylanceOPTICS} equals {@code Optics}. Present, but used by no rule
     * set, is {@code PRESENT_NOT_IN_FORCE}; so is a deactivated one that is still listed. A new one is {@code CREATED},
     * and still to be switched on. Calls for the same name run one after the other within this JVM. Equal ones are all
     * reported, and none is removed.
     *
     * @param rule the exception
     * @param onDifference what to do if one of that name does something else
     * @throws IllegalArgumentException if it has no name
     */
    @Override
    public ApiCall<EnsureResult<DetectionExceptionRule>> ensure(
            DetectionExceptionRule rule, OnDifference onDifference) {
        checkName(rule);
        String name = rule.name().orElseThrow();
        Objects.requireNonNull(onDifference, "onDifference");
        Object key = List.of("detection", core.baseUrl(), name);
        return core.call(
                "DetectionExceptions.ensure",
                () -> Calls.serialized(
                        key, Calls.defer(() -> reads.listing(name).flatMap(listing -> reads.found(listing.named())
                                .flatMap(found -> ensure(rule, onDifference, listing, found))))));
    }

    private ApiCall<EnsureResult<DetectionExceptionRule>> ensure(
            DetectionExceptionRule rule, OnDifference onDifference, Listing listing, List<Found> found) {
        List<Found> equal = equal(rule, found);
        if (!equal.isEmpty()) {
            Found used = equal.stream().filter(f -> !f.unused()).findFirst().orElse(equal.get(0));
            return ApiCall.of(new EnsureResult<>(
                    used.unused() ? EnsureResult.Outcome.PRESENT_INACTIVE : EnsureResult.Outcome.PRESENT,
                    used.rule(),
                    List.of(),
                    rules(equal),
                    List.of()));
        }
        if (found.isEmpty()) {
            return writes.create(rule, listing)
                    .flatMap(created -> reads.listing(rule.name().orElseThrow())
                            .flatMap(now -> reads.found(now.named()))
                            .map(now -> created(created, rules(equal(rule, now)))));
        }
        Found first = found.get(0);
        List<FieldDifference> differences = DetectionRuleComparator.differences(rule, first.rule());
        List<String> ids = found.stream().map(Found::id).toList();
        return switch (onDifference) {
            case KEEP ->
                ApiCall.of(new EnsureResult<>(
                        EnsureResult.Outcome.KEPT, first.rule(), differences, rules(found), rules(found)));
            case FAIL ->
                Calls.failed(state -> new ExistingRuleDiffersException(
                        "an exception of that name does something else (id " + String.join(", ", ids) + "): "
                                + differences,
                        state.callInfo(),
                        ids,
                        differences));
            case REPLACE ->
                found.size() > 1
                        ? Calls.failed(state -> new AmbiguousMatchException(
                                "several exceptions have that name and do something else; which to replace cannot be told: "
                                        + ids,
                                AmbiguousMatchException.Reason.SEVERAL_RULES,
                                state.callInfo(),
                                ids))
                        : writes.replace(
                                        first.id(),
                                        DetectionRequestBodies.written(rule),
                                        first.rule().version())
                                .map(now -> new EnsureResult<>(
                                        EnsureResult.Outcome.REPLACED, now, differences, List.of(now), List.of()));
        };
    }

    private static EnsureResult<DetectionExceptionRule> created(
            DetectionExceptionRule rule, List<DetectionExceptionRule> listed) {
        boolean among = listed.stream().anyMatch(other -> other.id().equals(rule.id()));
        return new EnsureResult<>(
                EnsureResult.Outcome.CREATED, rule, List.of(), among ? listed : List.of(rule), List.of());
    }

    private static List<Found> equal(DetectionExceptionRule rule, List<Found> found) {
        return found.stream()
                .filter(candidate -> DetectionRuleComparator.differences(rule, candidate.rule())
                        .isEmpty())
                .toList();
    }

    private static List<DetectionExceptionRule> rules(List<Found> found) {
        return found.stream().map(Found::rule).toList();
    }

    private static String id(String id) {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("id: must not be blank; list() shows the ids");
        }
        return id;
    }

    private static void checkName(DetectionExceptionRule rule) {
        if (rule.name().filter(name -> !name.isBlank()).isEmpty()) {
            throw new IllegalArgumentException(
                    "name: the exception has none; exceptions are found again by their names");
        }
    }
}
