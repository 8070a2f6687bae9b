/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkProgress;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.AmbiguousMatchException;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.ExistingRuleDiffersException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.error.ValidationException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An import of the rows of a file, each once. The plan is written to the journal before anything is sent, and the
 * import works through the journal: editing or sorting the file between a crash and the next run changes nothing. A row
 * is identified by its content, not by its line number.
 */
final class Import {
    /**
     * The waits before each lookup: after a lost response a new rule may be listed late, so one lookup proves nothing.
     */
    static final List<Duration> LOOKS = List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(8));

    private static final String COMPLETE = "plan complete";

    /** A row: its service, tenant and list, and the fields of its rule. */
    record Line(String where, String tenant, String list, Map<String, String> fields) {
        String key() {
            try {
                byte[] text = (where + "\n" + tenant + "\n" + list + "\n" + new TreeMap<>(fields))
                        .getBytes(StandardCharsets.UTF_8);
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every JDK has it
            }
        }
    }

    private enum State {
        PLANNED,
        SENT,
        CONFIRMED,
        REFUSED
    }

    private final Services services;
    private final Services readOnly;
    private final Journal journal;
    private final PrintStream out;
    private final Consumer<Duration> wait;
    private final EnsureOptions options;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, State> states = new LinkedHashMap<>();

    Import(
            Services services,
            Services readOnly,
            Journal journal,
            PrintStream out,
            Consumer<Duration> wait,
            EnsureOptions options) {
        this.services = services;
        this.readOnly = readOnly;
        this.journal = journal;
        this.out = out;
        this.wait = wait;
        this.options = options;
    }

    /**
     * Executes what is left of the journal's plan, or else makes a plan of the file and executes it.
     *
     * @param file the rows of the file, already validated
     * @param progress called after each row
     * @return the exit code
     */
    int run(Collection<Line> file, Progress progress) {
        read();
        boolean resumed = !open().isEmpty();
        List<Line> fresh = file.stream()
                .filter(line -> states.get(line.key()) != State.CONFIRMED)
                .filter(line -> !resumed || !lines.containsKey(line.key()))
                .toList();
        if (resumed) {
            out.println("Resuming: " + open().size() + " rows of the journal's plan are left.");
        } else {
            plan(fresh);
        }
        List<String> todo = open();
        progress.start(todo.size());
        List<String> left = new ArrayList<>();
        // First the rows that may have been sent. Each is looked up, and sent again only if it does not exist.
        for (String key : todo) {
            if (states.get(key) == State.SENT && reconciled(key)) {
                progress.step();
            } else {
                left.add(key);
            }
        }
        int code = 0;
        for (List<String> group : bySource(left)) {
            if (!send(source(services, line(group.get(0))), group, progress)) {
                code = ExitCode.FAILED.code();
                break;
            }
        }
        progress.end();
        summary(resumed ? fresh.size() : 0);
        if (states.containsValue(State.SENT)) {
            return ExitCode.UNCLEAR.code();
        }
        return states.containsValue(State.REFUSED) ? ExitCode.FAILED.code() : code;
    }

    /** A listener for the progress of an import. */
    interface Progress {
        void start(int rows);

        void step();

        void end();
    }

    /** Prints what an import would do. Only reads. Returns the exit code. */
    int dryRun(Collection<Line> file) {
        read();
        int code = 0;
        for (Line line : file) {
            if (states.get(line.key()) == State.CONFIRMED) {
                out.println("already done  " + line.where() + " " + line.fields());
                continue;
            }
            try {
                out.println(Waiver.wouldEnsure(source(readOnly, line), line.fields()));
            } catch (IncompleteListException e) {
                out.println("NOT COMPARED  " + line.where() + " " + line.fields() + ": " + e.getMessage());
                code = ExitCode.INCOMPLETE.code();
            }
        }
        return code;
    }

    private void read() {
        boolean complete = false;
        for (JsonNode entry : journal.read()) {
            String state = entry.path("state").asText();
            String key = entry.path("row").asText();
            if (state.equals("new plan")) {
                complete = false;
                states.values().removeIf(s -> s == State.REFUSED);
            } else if (state.equals(COMPLETE)) {
                complete = true;
            } else {
                if (state.equals("planned") && entry.has("fields")) {
                    Map<String, String> fields = new LinkedHashMap<>();
                    entry.path("fields")
                            .properties()
                            .forEach(f -> fields.put(f.getKey(), f.getValue().asText()));
                    lines.put(
                            key,
                            new Line(
                                    entry.path("where").asText(),
                                    entry.path("tenant").asText(),
                                    entry.path("list").asText(),
                                    fields));
                }
                states.put(key, State.valueOf(state.toUpperCase(java.util.Locale.ROOT)));
            }
        }
        if (!complete) {
            states.values().removeIf(s -> s == State.PLANNED); // a crash while planning: nothing was sent
        }
    }

    private List<String> open() {
        return states.entrySet().stream()
                .filter(e -> e.getValue() == State.PLANNED || e.getValue() == State.SENT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void plan(List<Line> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        states.values().removeIf(s -> s == State.REFUSED);
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.add(Map.of("state", "new plan"));
        for (Line line : fresh) {
            lines.put(line.key(), line);
            states.put(line.key(), State.PLANNED);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("state", "planned");
            entry.put("row", line.key());
            entry.put("where", line.where());
            entry.put("tenant", line.tenant());
            entry.put("list", line.list());
            entry.put("fields", line.fields());
            entries.add(entry);
        }
        entries.add(Map.of("state", COMPLETE));
        journal.append(entries);
    }

    /**
     * Looks up a row that may have been sent. Returns whether this run is done with it: its rule exists (confirmed),
     * one with another effect exists (refused), or the list could not be read (still unclear). Never sends a write.
     */
    private boolean reconciled(String key) {
        Line line = line(key);
        for (Duration pause : LOOKS) {
            wait.accept(pause);
            try {
                EnsureResult<?> there = ensure(source(readOnly, line), line.fields());
                note(key, State.CONFIRMED, "reconciled: " + there.outcome());
                return true;
            } catch (ExistingRuleDiffersException e) {
                refused(key, line, e);
                return true;
            } catch (SdkException e) {
                if (WouldWriteException.of(e).isEmpty()) {
                    unclear(line, e);
                    return true;
                }
            }
        }
        return false;
    }

    private Collection<List<String>> bySource(List<String> keys) {
        Map<List<String>, List<String>> groups = new LinkedHashMap<>();
        for (String key : keys) {
            Line line = line(key);
            groups.computeIfAbsent(List.of(line.where(), line.tenant(), line.list()), source -> new ArrayList<>())
                    .add(key);
        }
        return groups.values();
    }

    /** Sends the rows of one source. Returns whether the import can go on. */
    private <R extends ExceptionRule> boolean send(ExceptionSource<R> place, List<String> keys, Progress progress) {
        List<R> rules = keys.stream().map(key -> place.rule(line(key).fields())).toList();
        BulkListener<R> listener = new BulkListener<>() {
            @Override
            public void beforeWrite(int index) {
                note(keys.get(index), State.SENT, "");
            }

            @Override
            public void onProgress(BulkProgress<R> now) {
                now.item().ifPresent(item -> {
                    end(keys.get(item.index()), item);
                    progress.step();
                });
            }
        };
        try {
            Optional<SdkException> stop =
                    place.ensureAll(rules, options, listener).execute().stoppedBy();
            stop.ifPresent(this::stopped);
            return stop.isEmpty();
        } catch (SdkException e) { // the list cannot be read: nothing was sent
            stopped(e);
            return false;
        }
    }

    private void stopped(SdkException why) {
        out.println("STOPPED, run the import again: " + why.getMessage());
    }

    private void end(String key, BulkResult.Item<?> item) {
        if (!item.isFailure()) {
            note(key, State.CONFIRMED, item.outcome().toString());
            return;
        }
        SdkException e = item.error();
        switch (item.outcome()) {
            case UNKNOWN, STORED_DIFFERENTLY -> unclear(line(key), e);
            case NOT_SENT -> leave(key, e);
            default -> {
                if (isAboutTheRow(e)) {
                    refused(key, line(key), e);
                } else {
                    leave(key, e);
                }
            }
        }
    }

    /** Leaves a row that was certainly not sent to the next run. */
    private void leave(String key, SdkException why) {
        if (states.get(key) == State.SENT) {
            note(key, State.PLANNED, String.valueOf(why.getMessage()));
        }
    }

    private static boolean isAboutTheRow(SdkException e) {
        return e instanceof ExistingRuleDiffersException
                || e instanceof AmbiguousMatchException
                || e instanceof ValidationException
                || isBadRequest(e);
    }

    /** Prints that a row may have been sent. It stays so: the next run looks it up first. */
    private void unclear(Line line, SdkException why) {
        out.println("UNCLEAR  " + line.where() + " " + line.fields() + ": " + why.getMessage());
    }

    private void refused(String key, Line line, SdkException why) {
        note(key, State.REFUSED, String.valueOf(why.getMessage()));
        out.println("REFUSED  " + line.where() + " " + line.fields() + ": " + why.getMessage());
    }

    private static boolean isBadRequest(SdkException e) {
        return e instanceof ApiException api && (api.status() == 400 || api.status() == 409 || api.status() == 422);
    }

    private Line line(String key) {
        Line line = lines.get(key);
        if (line == null) {
            throw new IllegalStateException("journal: it does not have the fields of row " + key);
        }
        return line;
    }

    private static ExceptionSource<?> source(Services from, Line line) {
        return from.source(line.where(), line.tenant(), line.list());
    }

    private static <R extends ExceptionRule> EnsureResult<R> ensure(
            ExceptionSource<R> place, Map<String, String> fields) {
        return place.ensure(place.rule(fields), OnDifference.FAIL).execute();
    }

    private void note(String key, State state, String what) {
        states.put(key, state);
        journal.append(Map.of("row", key, "state", state.name().toLowerCase(java.util.Locale.ROOT), "what", what));
    }

    private void summary(int leftForLater) {
        Map<State, Integer> counts = new TreeMap<>();
        states.values().forEach(s -> counts.merge(s, 1, Integer::sum));
        out.println("Rows by state: " + counts);
        if (leftForLater > 0) {
            out.println(leftForLater
                    + " rows of the file were not in the plan that was resumed. Run the import again to add them.");
        }
    }
}
