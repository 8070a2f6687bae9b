/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance.internal;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkProgress;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.RuleComparator.Verdict;
import dev.waiver.governance.Change;
import dev.waiver.governance.ChangeResult;
import dev.waiver.governance.ChangeResult.Outcome;
import dev.waiver.governance.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a plan at one source, and the listing that proves them.
 *
 * <p>Obsolete allow rules are removed before anything is created, obsolete block rules after it. A rule that cannot be
 * updated in what it matches is created anew, and removed once the new one is there.
 *
 * @param <R> the vendor's rule
 */
public final class SourceRun<R extends ExceptionRule> {
    /** So many equal refusals in a row mean that the next one would be refused, too. */
    private static final int EQUAL_REFUSALS = 10;

    private static final String WITHOUT_ID = "the rule was listed without an id";

    private final GovernedSource<R> source;
    private final String register;
    private final Collection<Part<R>> parts;
    private final List<Step<R>> steps;
    private final Map<String, String> ids;
    private final @Nullable Publication<R> publication;
    private final Set<String> unpublished = new HashSet<>();
    private final Map<Step<R>, ChangeResult> results = new LinkedHashMap<>();
    private final Map<String, Part<R>> written = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private @Nullable SdkException unverified;

    /**
     * Creates a run.
     *
     * @param source where
     * @param register the register's part of a marker
     * @param parts the rules of all entries at the source
     * @param steps the changes to make
     * @param ids the ids of the rules that are there, by what identifies them in a marker
     * @param publication brings the changes to where they take effect; null if they take effect at once
     */
    public SourceRun(
            GovernedSource<R> source,
            String register,
            Collection<Part<R>> parts,
            List<Step<R>> steps,
            Map<String, String> ids,
            @Nullable Publication<R> publication) {
        this.source = source;
        this.register = register;
        this.parts = parts;
        this.steps = steps;
        this.ids = new HashMap<>(ids);
        this.publication = publication;
    }

    /**
     * What came of the steps.
     *
     * @param changes the outcome of each step, in their order
     * @param notices what the listing afterwards has shown
     * @param unverified why the listing afterwards failed; empty if it did not
     */
    public record Result(List<ChangeResult> changes, List<Notice> notices, Optional<SdkException> unverified) {}

    /** Returns the call that makes the changes. */
    public ApiCall<Result> run() {
        if (steps.isEmpty()) {
            return ApiCall.of(new Result(List.of(), List.of(), Optional.empty()));
        }
        List<Step<R>> removals = of(step -> step.change().kind() == Change.Kind.REMOVE);
        List<Step<R>> creates = of(step -> step.part() != null && (step.stored() == null || isRecreated(step)));
        List<Step<R>> updates = of(step -> step.part() != null && step.stored() != null && !isRecreated(step));
        List<Supplier<ApiCall<Boolean>>> phases = new ArrayList<>();
        if (publication != null) {
            Publication<R> published = publication;
            phases.add(() -> create(creates));
            phases.add(() -> update(updates, true));
            phases.add(() -> publish(published));
            phases.add(() -> remove(removals));
            phases.add(() -> mark(updates));
        } else if (source.allows()) {
            phases.add(() -> remove(removals));
            phases.add(() -> create(creates));
            phases.add(() -> update(updates, false));
            phases.add(() -> removeReplaced(creates));
        } else {
            phases.add(() -> create(creates));
            phases.add(() -> update(updates, false));
            phases.add(() -> removeReplaced(creates));
            phases.add(() -> remove(removals));
        }
        phases.add(() -> Calls.onErrorResume(verify(), e -> {
            unverified = e;
            return ApiCall.of(false);
        }));
        return Calls.sequence(phases)
                .map(done -> new Result(
                        steps.stream().map(this::result).toList(), notices, Optional.ofNullable(unverified)));
    }

    private List<Step<R>> of(Predicate<Step<R>> condition) {
        return steps.stream().filter(condition).toList();
    }

    /** Returns whether an update changes what the rule matches where that is not possible in place. */
    private boolean isRecreated(Step<R> step) {
        return step.part() != null
                && step.stored() != null
                && !source.kind().updatesMatch()
                && source.kind().comparator().matches(step.part().rule(), step.stored()) != Verdict.SAME;
    }

    private ChangeResult result(Step<R> step) {
        ChangeResult result = results.get(step);
        return result != null
                ? result
                : new ChangeResult(
                        step.change(),
                        Outcome.NOT_SENT,
                        step.change().id(),
                        null,
                        "an earlier step has stopped the run");
    }

    // ------------------------------------------------------------------ phases

    private ApiCall<Boolean> create(List<Step<R>> creates) {
        if (creates.isEmpty()) {
            return ApiCall.of(true);
        }
        List<R> rules = creates.stream().map(step -> wanted(step).rule()).toList();
        return Calls.onErrorResume(
                source.operations()
                        .ensureAll(rules, EnsureOptions.defaults(), stoppingAtEqualRefusals())
                        .map(result -> {
                            for (BulkResult.Item<R> item : result.items()) {
                                created(creates.get(item.index()), item);
                            }
                            return true;
                        }),
                e -> failed(creates, e));
    }

    private void created(Step<R> step, BulkResult.Item<R> item) {
        Optional<String> id = item.ids().stream().findFirst();
        switch (item.outcome()) {
            case CREATED -> {
                id.ifPresent(known -> written.put(known, wanted(step)));
                id.ifPresent(known -> ids.put(wanted(step).marker(), known));
                done(step, Outcome.DONE, id, "");
            }
            case PRESENT, PRESENT_INACTIVE, KEPT, REPLACED ->
                done(step, Outcome.ALREADY_DONE, id, "an equal rule is there");
            default -> {
                id.ifPresent(known -> written.put(known, wanted(step)));
                failed(step, id, item.isFailure() ? item.error() : null);
            }
        }
    }

    /** Returns a listener that stops when the service refuses one rule after the other for the same reason. */
    private static <R> BulkListener<R> stoppingAtEqualRefusals() {
        return new BulkListener<>() {
            private @Nullable String last;
            private int times;

            @Override
            public void onProgress(BulkProgress<R> progress) {
                progress.item().ifPresent(item -> {
                    String reason = item.outcome() == BulkResult.Outcome.REFUSED
                            ? item.error().getClass().getName()
                            : null;
                    times = reason != null && reason.equals(last) ? times + 1 : 1;
                    last = reason;
                    if (reason != null && times >= EQUAL_REFUSALS) {
                        progress.stop();
                    }
                });
            }
        };
    }

    private ApiCall<Boolean> update(List<Step<R>> updates, boolean keepsMarker) {
        return Calls.sequence(updates.stream()
                        .<Supplier<ApiCall<Boolean>>>map(step -> () -> update(step, keepsMarker))
                        .toList())
                .map(all -> true);
    }

    private ApiCall<Boolean> update(Step<R> step, boolean keepsMarker) {
        String id = step.change().id().orElse(null);
        R listed = step.stored();
        if (id == null || listed == null) {
            done(step, Outcome.NOT_SENT, Optional.empty(), WITHOUT_ID);
            return ApiCall.of(true);
        }
        RuleKind<R> kind = source.kind();
        boolean[] changedMeanwhile = new boolean[1];
        ApiCall<R> edit = source.operations().edit(id, now -> {
            if (kind.comparator().hasChanged(listed, now) && !sameContent(listed, now)) {
                changedMeanwhile[0] = true;
                return now;
            }
            R changed = kind.changed(now, wanted(step).rule());
            return keepsMarker ? kind.withText(changed, kind.text(now).orElse("")) : changed;
        });
        return Calls.onErrorResume(
                edit.map(stored -> {
                    if (changedMeanwhile[0]) {
                        done(step, Outcome.NOT_SENT, Optional.of(id), "somebody changed the rule meanwhile");
                    } else {
                        written.put(id, wanted(step));
                        done(step, Outcome.DONE, Optional.of(id), "");
                    }
                    return true;
                }),
                e -> {
                    failed(step, Optional.of(id), e);
                    return ApiCall.of(true);
                });
    }

    private ApiCall<Boolean> publish(Publication<R> published) {
        return published.publish(ids).map(outcome -> {
            results.putAll(outcome.results());
            unpublished.addAll(outcome.unpublished());
            return true;
        });
    }

    /** Writes the new markers of rules that were updated and published. */
    private ApiCall<Boolean> mark(List<Step<R>> updates) {
        return Calls.sequence(updates.stream()
                        .filter(step -> result(step).isDone())
                        .<Supplier<ApiCall<Boolean>>>map(step -> () -> mark(step))
                        .toList())
                .map(all -> true);
    }

    private ApiCall<Boolean> mark(Step<R> step) {
        String id = step.change().id().orElse("");
        if (unpublished.contains(id)) {
            done(step, Outcome.FAILED, Optional.of(id), "the change was written, and not published; apply again");
            return ApiCall.of(true);
        }
        RuleKind<R> kind = source.kind();
        String text = kind.text(wanted(step).rule()).orElse("");
        return Calls.onErrorResume(
                source.operations().edit(id, now -> kind.withText(now, text)).map(stored -> true), e -> {
                    failed(step, Optional.of(id), e);
                    return ApiCall.of(true);
                });
    }

    private boolean sameContent(R listed, R now) {
        String before = source.kind().digest(listed);
        return before != null
                && before.equals(source.kind().digest(now))
                && source.kind().text(listed).equals(source.kind().text(now));
    }

    /** Removes the old rules of those that were created anew. */
    private ApiCall<Boolean> removeReplaced(List<Step<R>> creates) {
        Map<String, Step<R>> old = new LinkedHashMap<>();
        for (Step<R> step : creates) {
            if (step.stored() != null && result(step).isDone()) {
                step.change().id().ifPresent(id -> old.put(id, step));
            }
        }
        return removeIds(new ArrayList<>(old.keySet()), (id, error) -> {
            Step<R> step = old.get(id);
            if (step != null && error != null) {
                failed(step, Optional.of(id), error);
            }
        });
    }

    private ApiCall<Boolean> remove(List<Step<R>> removals) {
        Map<String, Step<R>> byId = new LinkedHashMap<>();
        for (Step<R> step : removals) {
            String id = step.change().id().orElse(null);
            if (id == null) {
                done(step, Outcome.NOT_SENT, Optional.empty(), WITHOUT_ID);
            } else if (unpublished.contains(id)) {
                done(
                        step,
                        Outcome.NOT_SENT,
                        Optional.of(id),
                        "it is still in force elsewhere, since that could not be saved; apply again");
            } else {
                byId.put(id, step);
            }
        }
        return removeIds(new ArrayList<>(byId.keySet()), (id, error) -> {
            Step<R> step = byId.get(id);
            if (step == null) {
                return;
            }
            if (error == null) {
                done(step, Outcome.DONE, Optional.of(id), "");
            } else {
                failed(step, Optional.of(id), error);
            }
        });
    }

    private ApiCall<Boolean> removeIds(List<String> ids, BiConsumer<String, @Nullable SdkException> each) {
        if (ids.isEmpty()) {
            return ApiCall.of(true);
        }
        return Calls.onErrorResume(
                source.operations().removeAll(ids).map(result -> {
                    for (BulkResult.Item<R> item : result.items()) {
                        each.accept(ids.get(item.index()), item.isFailure() ? item.error() : null);
                    }
                    return true;
                }),
                e -> {
                    ids.forEach(id -> each.accept(id, e));
                    return ApiCall.of(true);
                });
    }

    // ------------------------------------------------------------------ the listing afterwards

    /**
     * Lists the rules once more. A rule that was stored without its marker is removed again: nobody would ever know
     * whose it is. Of equal rules that two runs created at the same time, the older stays.
     */
    private ApiCall<Boolean> verify() {
        return source.listing().get().flatMap(listed -> {
            List<String> obsolete = new ArrayList<>();
            Map<String, List<R>> unmarked = new HashMap<>();
            Map<String, Part<R>> doubtful = doubtful();
            for (R rule : listed) {
                Marker marker = marker(rule);
                Part<R> part = rule.hasId() ? written.get(rule.id()) : null;
                if (part == null && marker != null) {
                    part = doubtful.get(marker.part());
                }
                if (part != null) {
                    check(part, rule, obsolete);
                } else if (marker == null && !doubtful.isEmpty()) {
                    String digest = source.kind().digest(rule);
                    if (digest != null) {
                        unmarked.computeIfAbsent(digest, key -> new ArrayList<>(1))
                                .add(rule);
                    }
                }
            }
            for (Part<R> part : doubtful.values()) {
                // There was no equal rule before, so one that is there now is the one that was sent; of two, nobody
                // knows which.
                List<R> equal = unmarked.getOrDefault(part.digest(), List.of());
                if (equal.size() == 1 && equal.get(0).hasId()) {
                    check(part, equal.get(0), obsolete);
                }
            }
            SourcePlan<R> now = SourceComparison.of(
                    source.source(), source.kind(), register, parts, listed, List.of(), false, Depth.ENTRIES);
            for (Step<R> step : now.steps()) {
                if (step.change().kind() == Change.Kind.REMOVE && isOfEntryInForce(step)) {
                    step.change().id().ifPresent(obsolete::add);
                }
            }
            return removeIds(obsolete.stream().distinct().toList(), (id, error) -> {});
        });
    }

    private void check(Part<R> part, R stored, List<String> obsolete) {
        Marker marker = marker(stored);
        String digest = source.kind().digest(stored);
        if (marker == null || !marker.part().equals(part.marker())) {
            if (part.digest().equals(digest)) {
                obsolete.add(stored.id());
                notice(
                        Notice.Kind.MARKER_LOST,
                        part,
                        stored,
                        "the service stored the rule without its marker, so it is removed again: without the marker,"
                                + " nobody would know whose it is");
            }
        } else if (digest != null && !part.digest().equals(digest)) {
            notice(
                    Notice.Kind.STORED_DIFFERENTLY,
                    part,
                    stored,
                    "the service stores something else than what was sent: "
                            + source.kind().comparator().differences(part.rule(), stored)
                            + "; write into the register what it stores: "
                            + source.kind().describe(stored));
        }
    }

    /** Returns the marker of this register that a rule has. */
    private @Nullable Marker marker(R rule) {
        return source.kind()
                .text(rule)
                .flatMap(Marker::find)
                .filter(found -> found.register().equals(register))
                .orElse(null);
    }

    /** Returns the rules whose create was not confirmed, by what identifies them in a marker. */
    private Map<String, Part<R>> doubtful() {
        Map<String, Part<R>> doubtful = new HashMap<>();
        for (Step<R> step : steps) {
            ChangeResult result = results.get(step);
            boolean created = step.part() != null && (step.stored() == null || isRecreated(step));
            if (created && result != null && result.outcome() == Outcome.UNKNOWN) {
                doubtful.put(wanted(step).marker(), wanted(step));
            }
        }
        return doubtful;
    }

    private boolean isOfEntryInForce(Step<R> removal) {
        return parts.stream()
                .anyMatch(part ->
                        part.inForce() && part.entry().equals(removal.change().entry()));
    }

    // ------------------------------------------------------------------ helpers

    private Part<R> wanted(Step<R> step) {
        Part<R> part = step.part();
        if (part == null) {
            throw new IllegalArgumentException("a removal has no part: " + step.change());
        }
        return part;
    }

    private ApiCall<Boolean> failed(List<Step<R>> all, SdkException error) {
        all.forEach(step -> failed(step, step.change().id(), error));
        return ApiCall.of(true);
    }

    private void failed(Step<R> step, Optional<String> id, @Nullable SdkException error) {
        boolean unknown = error != null && error.mayHaveBeenApplied();
        results.put(
                step,
                new ChangeResult(
                        step.change(),
                        unknown ? Outcome.UNKNOWN : Outcome.FAILED,
                        id,
                        error,
                        error == null ? "" : String.valueOf(error.getMessage())));
    }

    private void done(Step<R> step, Outcome outcome, Optional<String> id, String reason) {
        results.put(step, new ChangeResult(step.change(), outcome, id, null, reason));
    }

    private void notice(Notice.Kind kind, Part<R> part, R stored, String message) {
        notices.add(new Notice(
                kind, source.source(), part.entry(), stored.entityId().stream().toList(), message));
    }
}
