package dev.waiver.detection.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.ConflictException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.core.spi.CallState;
import dev.waiver.detection.DetectionExceptionsApi;
import dev.waiver.detection.internal.ExceptionReads.Found;
import dev.waiver.detection.internal.ExceptionReads.Listing;
import dev.waiver.detection.model.DetectionExceptionRule;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Writes of exceptions within composed calls. */
public final class ExceptionWrites {
    private static final System.Logger LOG = System.getLogger("dev.waiver.detection");
    private static final List<Duration> LOOKS =
            List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final DetectionExceptionsApi api;
    private final ExceptionReads reads;

    /** Whether a create has returned an id. If so, the list need not be read before the next create. */
    private volatile boolean returnsId;

    /**
     * Creates an instance.
     *
     * @param api the operations
     * @param reads reads back what was written
     */
    public ExceptionWrites(DetectionExceptionsApi api, ExceptionReads reads) {
        this.api = api;
        this.reads = reads;
    }

    /**
     * Creates an exception. Reads the list before, unless creates return ids, to distinguish the new exception from
     * existing ones.
     *
     * @param rule the exception
     */
    public ApiCall<DetectionExceptionRule> create(DetectionExceptionRule rule) {
        JsonDocument body = DetectionRequestBodies.toDocument(rule);
        return Calls.defer(() -> returnsId
                ? create(rule, body, null)
                : reads.listing(rule.name().orElse("")).flatMap(before -> create(rule, body, before)));
    }

    /**
     * Creates an exception.
     *
     * @param rule the exception
     * @param before the list before the create, or {@code null} if it is not known
     */
    public ApiCall<DetectionExceptionRule> create(DetectionExceptionRule rule, @Nullable Listing before) {
        return create(rule, DetectionRequestBodies.toDocument(rule), before);
    }

    private ApiCall<DetectionExceptionRule> create(
            DetectionExceptionRule rule, JsonDocument body, @Nullable Listing before) {
        ApiCall<DetectionExceptionRule> posted =
                api.create(body).flatMap(response -> Calls.defer(state -> created(rule, before, response, state)));
        return Calls.onErrorResume(
                posted, e -> e instanceof ConflictException conflict ? nameTaken(rule, conflict) : null);
    }

    private ApiCall<DetectionExceptionRule> created(
            DetectionExceptionRule rule, @Nullable Listing before, String response, CallState state) {
        Optional<JsonDocument> document = DetectionRequestBodies.parse(response);
        if (document.isEmpty()) {
            return identified(rule, before, null, location(state));
        }
        return DetectionRequestBodies.read(document.get(), DetectionExceptionRule.class)
                .flatMap(found -> {
                    Optional<String> id = found.entityId().or(() -> location(state));
                    return identified(rule, before, found.states().isEmpty() ? null : found, id);
                });
    }

    private ApiCall<DetectionExceptionRule> identified(
            DetectionExceptionRule rule,
            @Nullable Listing before,
            @Nullable DetectionExceptionRule whole,
            Optional<String> id) {
        if (id.isEmpty()) {
            return Calls.poll(
                    LOOKS,
                    () -> byName(rule, before),
                    () -> unconfirmed(
                            "the service acknowledged the new exception and does not list it by its name", List.of()));
        }
        returnsId = true;
        if (whole != null) {
            return confirmed(rule, whole.withEntityId(id));
        }
        return Calls.poll(
                        LOOKS,
                        () -> reads.ifThere(id.get()),
                        () -> unconfirmed(
                                "the service acknowledged the new exception with the id " + id.get()
                                        + " and does not show it",
                                List.of()))
                .flatMap(found -> confirmed(rule, found));
    }

    /** Looks for the new exception among those of its name that did not exist before. */
    private ApiCall<Optional<DetectionExceptionRule>> byName(DetectionExceptionRule rule, @Nullable Listing before) {
        return reads.listing(rule.name().orElse("")).flatMap(now -> {
            var fresh = now.named().stream()
                    .filter(item ->
                            before == null || !before.ids().contains(item.id().orElseThrow()))
                    .toList();
            return reads.found(fresh).flatMap(found -> {
                List<Found> equal = found.stream()
                        .filter(f -> DetectionRuleComparator.differences(rule, f.rule())
                                .isEmpty())
                        .toList();
                List<String> ids = found.stream().map(Found::id).toList();
                if (before == null && !found.isEmpty()) {
                    return unconfirmed(
                            "the service acknowledged the new exception without its id, and it cannot be identified"
                                    + " among those of its name: " + ids,
                            List.of());
                }
                if (equal.size() > 1) {
                    return unconfirmed(
                            "several equal exceptions appeared at once, and the new one cannot be identified: " + ids,
                            List.of());
                }
                if (equal.size() == 1) {
                    return ApiCall.of(Optional.of(equal.get(0).rule()));
                }
                return found.size() == 1
                        ? confirmed(rule, found.get(0).rule()).map(Optional::of)
                        : ApiCall.of(Optional.empty());
            });
        });
    }

    /** Handles a 409: returns the exception that has the name already, if it is equal. */
    private ApiCall<DetectionExceptionRule> nameTaken(DetectionExceptionRule rule, ConflictException conflict) {
        return reads.listing(rule.name().orElse(""))
                .flatMap(now -> reads.found(now.named()))
                .flatMap(found -> {
                    for (Found candidate : found) {
                        if (DetectionRuleComparator.differences(rule, candidate.rule())
                                .isEmpty()) {
                            return ApiCall.of(candidate.rule());
                        }
                    }
                    if (found.isEmpty()) {
                        return Calls.failed(state -> conflict);
                    }
                    return Calls.failed(state -> new ConflictException(
                            "409: the name is taken by an exception with another content, id "
                                    + String.join(
                                            ", ", found.stream().map(Found::id).toList()),
                            conflict,
                            conflict.callInfo(),
                            conflict.response()));
                });
    }

    /**
     * Replaces an exception and compares what the service stored.
     *
     * @param id the exception's id
     * @param document the whole document
     * @param readVersion the version that was read before, if any
     */
    public ApiCall<DetectionExceptionRule> replace(String id, JsonDocument document, OptionalInt readVersion) {
        JsonDocument body = DetectionRequestBodies.withoutServerFields(document);
        return DetectionRequestBodies.read(body, DetectionExceptionRule.class)
                .flatMap(wanted -> ExceptionReads.explained(id, api.replace(id, body))
                        .flatMap(response -> stored(id, response))
                        .flatMap(found -> {
                            warnOfVersion(id, readVersion, found.version());
                            return confirmed(wanted, found.hasId() ? found : found.withEntityId(id));
                        }));
    }

    private ApiCall<DetectionExceptionRule> stored(String id, String response) {
        Optional<JsonDocument> document = DetectionRequestBodies.parse(response);
        if (document.isEmpty()) {
            return reads.rule(id);
        }
        return DetectionRequestBodies.read(document.get(), DetectionExceptionRule.class)
                .flatMap(found ->
                        found.states().isEmpty() && found.name().isEmpty() ? reads.rule(id) : ApiCall.of(found));
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

    /** The service may store something else than was sent, which must not count as a success. */
    private static ApiCall<DetectionExceptionRule> confirmed(
            DetectionExceptionRule wanted, DetectionExceptionRule found) {
        List<FieldDifference> differences = DetectionRuleComparator.differences(wanted, found);
        return differences.isEmpty()
                ? ApiCall.of(found)
                : unconfirmed(
                        "the service stored exception " + found.entityId().orElse("")
                                + " differently from what was sent: " + differences,
                        differences);
    }

    private static <T> ApiCall<T> unconfirmed(String message, List<FieldDifference> differences) {
        return Calls.failed(state ->
                new AppliedButUnconfirmedException(message, null, state.callInfo(), state.sent(), differences));
    }

    /**
     * Deactivates an exception. A 404 after an attempt that may have been applied counts as a success only if the
     * credentials work for another call.
     *
     * @param id the exception's id
     */
    public ApiCall<@Nullable Void> deactivate(String id) {
        return Calls.onErrorResume(ExceptionReads.explained(id, api.deactivate(id)), e -> {
            if (!(e instanceof NotFoundException) || !e.mayHaveBeenApplied()) {
                return null;
            }
            ApiCall<@Nullable Void> keyIsGood = api.list(1, 1).map(page -> null);
            return Calls.onErrorResume(keyIsGood, failed -> Calls.failed(state -> e));
        });
    }

    private static Optional<String> location(CallState state) {
        List<String> values =
                state.lastExchange().map(last -> last.headers().get("location")).orElse(null);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        HttpUrl place = HttpUrl.get("http://base/").resolve(values.get(0));
        return Optional.ofNullable(place)
                .map(url -> url.pathSegments().get(url.pathSize() - 1))
                .filter(id -> !id.isEmpty());
    }
}
