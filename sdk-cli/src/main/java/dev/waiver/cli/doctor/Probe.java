/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkClock;
import dev.waiver.core.error.ValidationException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A probe of one service: creates a rule that matches nothing, changes it, removes it, and adds what the service did to
 * the report. The rule has a marker that no other has, so that it is found and removed even if a response was lost.
 */
abstract class Probe {
    /** The beginning of all markers. */
    static final String MARKER = "waiver-probe-";

    /** The length of the long comment. Limits of databases are below it. */
    private static final int LONG = 1200;

    private static final String NOT_ASCII = " \u00e4\u00df\u6f22\ud83d\ude00 ";
    private static final String BLANKS = "  ";

    /** When the list is read after the create, in seconds. */
    private static final int[] POLLS = {0, 1, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120};

    /** The waits before each try to remove what is left, in seconds. */
    private static final int[] REMOVAL_WAITS = {0, 2, 5, 10, 20, 30, 60, 60, 120};

    /** How often a removal is repeated, and must be acknowledged, where the list cannot confirm it. */
    private static final int CONFIRMATIONS = 3;

    /** The lag after which the SDK looks a rule up for the last time. */
    private static final Duration BELIEVED_LAG = Duration.ofSeconds(10);

    private final String service;
    private final String list;
    private final String marker;
    private final Observer observer;
    private final Report report;
    private final SdkClock clock;

    /** The ids under which the rule was seen. */
    private final Set<String> ids = new LinkedHashSet<>();
    /** The ids whose removal the service acknowledged. */
    private final Set<String> acknowledged = new LinkedHashSet<>();

    private int confirmations;
    private String removed = "nothing is left";
    private boolean mayExist;
    private volatile boolean stopping;

    /**
     * What is seen of a rule.
     *
     * @param id its id, if it could be read
     * @param fields the fields that the probe looks at, by the vendor's names; without those that are not set
     * @param text all of the rule, to look for the marker
     */
    record Sighting(Optional<String> id, Map<String, String> fields, String text) {}

    /**
     * The fields of an update.
     *
     * @param changed the field that gets another value
     * @param value the value that it gets
     * @param omitted the field that is left out
     * @param resent the fields that are sent as they are
     */
    record Change(String changed, String value, String omitted, List<String> resent) {}

    /** @param list the list of the service; empty if it has only one */
    Probe(String service, String list, String marker, Observer observer, Report report, SdkClock clock) {
        this.service = service;
        this.list = list;
        this.marker = marker;
        this.observer = observer;
        this.report = report;
        this.clock = clock;
    }

    /** Returns the service, tenant and list, and how the rule is removed, for the question. */
    abstract String where();

    abstract ApiCall<?> create(String comment);

    /** Reads all rules of the list. */
    abstract ApiCall<List<Sighting>> list();

    /** Reads one rule; the value is empty if the response has none. */
    abstract ApiCall<Optional<Sighting>> get(String id);

    abstract Change change();

    abstract ApiCall<?> update(String id);

    abstract ApiCall<?> delete(String id);

    /** Returns the field that holds the comment. */
    abstract String commentField();

    /** Returns what is believed about the operations: create, update, update effect, delete, repeated delete, get. */
    abstract Map<String, String> beliefs();

    /** Adds what the listing shows of the rule. */
    abstract void addListed(Observation<List<Sighting>> listing, String id);

    /** Adds what the operations on the rule show besides what all services have. */
    void addMore(Observation<?> created, Observation<?> read, Observation<?> updated) {}

    /** Observes more after the rule was removed. */
    void afterRemoval(String id) {}

    /** Returns whether a repeated delete is believed to be a success. */
    boolean repeatedDeleteSucceeds() {
        return true;
    }

    /** Returns whether a removed rule may stay in the list. */
    boolean staysListed() {
        return false;
    }

    final String marker() {
        return marker;
    }

    final Observer observer() {
        return observer;
    }

    final Report report() {
        return report;
    }

    final void add(String topic, String seen, String believed, Verdict verdict) {
        report.add(service, "probe: " + topic, seen, believed, verdict);
    }

    private String belief(String topic) {
        return Objects.requireNonNull(beliefs().get(topic), topic);
    }

    /** Reads the list before anything is sent. */
    final Observation<List<Sighting>> before() {
        return observer.observe(list());
    }

    final void addNotRun(Observation<?> listing) {
        add("create", "not run, since the list could not be read: " + listing.inWords(), "", Verdict.FAILED);
    }

    /** Ends the observations early; the rule is still removed. */
    final void stop() {
        stopping = true;
    }

    /**
     * Creates the rule, observes it and removes it, whatever happens in between.
     *
     * @param notices where the marker, and a rule that may be left, are written at once
     */
    final void run(PrintStream notices) {
        notices.println("probe: a rule with " + marker + " is created in " + where()
                + "; if this run is killed, look for it there");
        try {
            observe();
        } catch (RuntimeException e) {
            // The removal, the other services and the report go on.
            add("observations", "ended by " + e.getClass().getSimpleName(), "", Verdict.FAILED);
        } finally {
            boolean interrupted = Thread.interrupted(); // an interrupt ends the observations, not the removal
            String left = remove();
            add("removal", left.isEmpty() ? removed : left, "", Verdict.of(left.isEmpty()));
            if (!left.isEmpty()) {
                Leftover leftover = new Leftover(service, list, marker, List.copyOf(ids), left);
                report.add(leftover);
                notices.println("probe: " + where() + ": " + leftover);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void observe() {
        mayExist = true;
        String comment = longComment();
        Observation<?> created = observer.observe(create(comment));
        if (created.failure() instanceof ValidationException) {
            add(
                    "comment",
                    created.inWords() + " for one of " + LONG + " characters; a short one was sent next",
                    "it is kept as it was sent",
                    Verdict.DIFFERS);
            comment = marker;
            created = observer.observe(create(comment));
        }
        mayExist = !created.isCertainlyNotApplied();
        addOperation("create", created);
        long start = clock.nanoTime();
        if (!mayExist) {
            return;
        }
        Observation<List<Sighting>> listing = awaitListing(start);
        Sighting rule = marked(listing).stream().findFirst().orElse(null);
        if (rule == null) {
            return;
        }
        if (comment.length() == LONG) {
            String kept = rule.fields().getOrDefault(commentField(), "");
            addComment(comment, kept);
        }
        String id = rule.id().orElse("");
        addListed(listing, id);
        if (!id.isEmpty() && !stopping) {
            observe(id, created, rule);
        }
    }

    private void observe(String id, Observation<?> created, Sighting listed) {
        Observation<Optional<Sighting>> before = observer.observe(get(id));
        add("get", before.inWords(), belief("get"), before.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
        if (before.succeeded() && isEmpty(before)) {
            add("get of a listed rule", before.inWords() + ", but no rule", belief("get"), Verdict.DIFFERS);
        }
        Observation<?> updated = observer.observe(update(id));
        addOperation("update", updated);
        Observation<Optional<Sighting>> after = observer.observe(get(id));
        if (updated.succeeded()) {
            addEffect(found(before).orElse(listed), after);
        }
        addMore(created, before, updated);
        Observation<?> deleted = observer.observe(delete(id));
        note(id, deleted);
        addOperation("delete", deleted);
        if (!deleted.succeeded()) {
            return;
        }
        Observation<Optional<Sighting>> missing = observer.observe(get(id));
        boolean gone = missing.isNotFound() || (missing.succeeded() && isEmpty(missing));
        boolean decided = missing.succeeded() || missing.isNotFound();
        add(
                "get after delete",
                missing.inWords() + (!decided ? "" : gone ? ", and no rule" : ", and the rule is still there"),
                belief("get after delete"),
                decided ? Verdict.of(gone) : Verdict.FAILED);
        Observation<?> repeated = observer.observe(delete(id));
        note(id, repeated);
        int status = repeated.status();
        boolean success = status >= 200 && status < 300 && repeated.succeeded();
        add(
                "repeated delete",
                repeated.inWords() + (success ? ", a success" : repeated.isNotFound() ? ", not found" : ""),
                belief("repeated delete"),
                repeated.succeeded() || repeated.isNotFound()
                        ? Verdict.of(success == repeatedDeleteSucceeds())
                        : Verdict.FAILED);
        afterRemoval(id);
    }

    private static boolean isEmpty(Observation<Optional<Sighting>> read) {
        return found(read).isEmpty();
    }

    private static Optional<Sighting> found(Observation<Optional<Sighting>> read) {
        Optional<Sighting> value = read.value();
        return value == null ? Optional.empty() : value;
    }

    private void note(String id, Observation<?> deleted) {
        if (deleted.succeeded() || deleted.isNotFound()) {
            acknowledged.add(id);
        }
    }

    private void addOperation(String topic, Observation<?> seen) {
        String location = seen.last()
                        .filter(exchange -> exchange.headers().containsKey("location"))
                        .isPresent()
                ? ", with a Location"
                : "";
        add(
                topic,
                seen.inWords() + ", " + seen.shape() + location,
                belief(topic),
                seen.succeeded() ? verdict(topic, seen) : Verdict.FAILED);
    }

    /** Returns how the response to a create, update or delete compares with what is believed. */
    abstract Verdict verdict(String topic, Observation<?> seen);

    private Observation<List<Sighting>> awaitListing(long start) {
        Observation<List<Sighting>> listing = observer.observe(list());
        int reads = 1;
        while (marked(listing).isEmpty() && reads < POLLS.length && !stopping) {
            pause(Duration.ofSeconds(POLLS[reads]).minusNanos(clock.nanoTime() - start));
            listing = observer.observe(list());
            reads++;
        }
        marked(listing).forEach(rule -> rule.id().ifPresent(ids::add));
        Duration passed = Duration.ofNanos(clock.nanoTime() - start);
        String believed = "listed within " + ServiceExam.inWords(BELIEVED_LAG);
        if (!marked(listing).isEmpty()) {
            String seen = reads == 1
                    ? "listed at once"
                    : "listed after " + ServiceExam.inWords(passed) + ", not yet after " + POLLS[reads - 2] + " s";
            add("list lag", seen, believed, Verdict.of(reads == 1 || passed.compareTo(BELIEVED_LAG) <= 0));
        } else {
            add(
                    "list lag",
                    listing.succeeded()
                            ? "not listed within " + ServiceExam.inWords(passed)
                            : "the list could not be read: " + listing.inWords(),
                    believed,
                    listing.succeeded() ? Verdict.DIFFERS : Verdict.FAILED);
        }
        return listing;
    }

    private List<Sighting> marked(Observation<List<Sighting>> listing) {
        List<Sighting> all = listing.value();
        return all == null
                ? List.of()
                : all.stream().filter(rule -> rule.text().contains(marker)).toList();
    }

    private String longComment() {
        String start = BLANKS + marker + NOT_ASCII;
        return start + "x".repeat(LONG - start.length() - BLANKS.length()) + BLANKS;
    }

    private void addComment(String sent, String kept) {
        String seen;
        if (kept.equals(sent)) {
            seen = "all of it: " + LONG + " characters, not only ASCII, with blanks at both ends";
        } else if (kept.isEmpty()) {
            seen = "nothing";
        } else {
            boolean whole = kept.strip().length() == sent.strip().length();
            seen = kept.length() + " of " + LONG + " characters"
                    + (kept.startsWith(BLANKS) ? "" : ", leading blanks cut")
                    + (!whole ? ", cut at the end" : kept.endsWith(BLANKS) ? "" : ", trailing blanks cut")
                    + (kept.contains(NOT_ASCII.strip()) ? "" : ", characters other than ASCII changed");
        }
        add("comment", seen, "it is kept as it was sent", Verdict.of(kept.equals(sent)));
    }

    private void addEffect(Sighting before, Observation<Optional<Sighting>> read) {
        Sighting after = found(read).orElse(null);
        if (after == null) {
            add("update effect", "not seen: " + read.inWords(), belief("update effect"), Verdict.FAILED);
            return;
        }
        Change change = change();
        String omitted = change.omitted();
        String old = before.fields().get(omitted);
        StringBuilder seen = new StringBuilder();
        if (old == null) {
            seen.append("not decided: ").append(omitted).append(" was not kept by the create");
        } else if (after.fields().get(omitted) == null) {
            seen.append("replaces: ").append(omitted).append(", which was left out, is cleared");
        } else {
            seen.append("merges: ").append(omitted).append(", which was left out, is kept");
        }
        String now = after.fields().get(change.changed());
        boolean changed = change.value().equals(now);
        if (!changed) {
            String outcome = now == null ? ", which was sent, is cleared" : " is not updated";
            seen.append("; ").append(change.changed()).append(outcome);
        }
        for (String field : change.resent()) {
            if (after.fields().get(field) == null && before.fields().get(field) != null) {
                seen.append("; ").append(field).append(", which was sent, is cleared");
            }
        }
        add("update effect", seen.toString(), belief("update effect"), effect(seen.toString()));
    }

    /** Returns how the effect of an update compares with what is believed. */
    abstract Verdict effect(String seen);

    /** Removes the rule, and returns why that is not confirmed; empty if it is, or if there never was a rule. */
    private String remove() {
        String reason = "";
        for (int i = 0; mayExist && i < REMOVAL_WAITS.length; i++) {
            pauseWhateverHappens(Duration.ofSeconds(REMOVAL_WAITS[i]));
            try {
                reason = removeOnce();
                mayExist = !reason.isEmpty();
            } catch (RuntimeException e) {
                reason = "its removal failed with " + e.getClass().getSimpleName();
            }
        }
        return reason;
    }

    private String removeOnce() {
        Observation<List<Sighting>> listing = observer.observe(list());
        Set<String> listed = noted(listing);
        boolean deleted = false;
        boolean confirmed = true;
        for (String id : ids) {
            if (!acknowledged.contains(id) || listed.contains(id)) {
                Observation<?> again = observer.observe(delete(id));
                note(id, again);
                confirmed &= again.succeeded() || again.isNotFound();
                deleted = true;
            }
        }
        if (deleted) {
            listing = observer.observe(list());
            listed = noted(listing);
        }
        confirmations += confirmed ? 1 : 0;
        if (ids.isEmpty()) {
            return !listing.succeeded()
                    ? "the list could not be read: " + listing.inWords()
                    : marked(listing).isEmpty() ? "it was not listed so far" : "its id could not be read";
        }
        if (!acknowledged.containsAll(ids)) {
            return "its removal was not confirmed by the service";
        }
        boolean gone =
                listing.succeeded() ? marked(listing).isEmpty() : ids.stream().allMatch(this::isGone);
        if (!gone && listing.succeeded() && staysListed() && confirmations >= CONFIRMATIONS) {
            removed = "deactivated, and still listed with the id " + String.join(", ", listed);
            return "";
        }
        if (gone) {
            return "";
        }
        return listing.succeeded() ? "it is still listed" : "the list could not be read: " + listing.inWords();
    }

    private Set<String> noted(Observation<List<Sighting>> listing) {
        Set<String> listed = new LinkedHashSet<>();
        marked(listing).forEach(rule -> rule.id().ifPresent(listed::add));
        ids.addAll(listed);
        return listed;
    }

    private boolean isGone(String id) {
        Observation<Optional<Sighting>> read = observer.observe(get(id));
        return read.isNotFound() || (read.succeeded() && isEmpty(read));
    }

    /** Waits, in steps, so that a stop is noticed soon. */
    private void pause(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !stopping; left = end - clock.nanoTime()) {
            try {
                clock.sleep(Math.min(left, Duration.ofSeconds(1).toNanos()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
    }

    private void pauseWhateverHappens(Duration time) {
        try {
            clock.sleep(time.toNanos());
        } catch (InterruptedException e) {
            // The removal goes on without this wait: the rule must not stay because of an interrupt.
            stopping = true;
        }
    }

    static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
