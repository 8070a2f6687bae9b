/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.testing.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The plan of a run, determined by its seed alone: the operations of each thread, and the faults for the requests of
 * each operation, both in order. Only the interleaving of the threads is not determined.
 */
final class Plan {
    static final int THREADS = 4;
    private static final int MOST_ALIVE = 6;

    enum Verb {
        CREATE,
        CREATE_ALL,
        REPLACE,
        EDIT,
        REMOVE,
        ENSURE,
        GET,
        LIST
    }

    /** The faults by name. Each occurs at a byte position, none after a time, and none reports a false success. */
    private static final Map<String, Supplier<Fault>> FAULTS = Map.ofEntries(
            Map.entry("none", Fault::none),
            Map.entry("reset before the request", Fault::closeBeforeRequest),
            Map.entry("reset in the request", Fault::closeInTheMiddleOfRequest),
            Map.entry("lost, not applied", Fault::closeWithoutApplying),
            Map.entry("lost, applied", Fault::closeAfterApplying),
            Map.entry("reset during response", Fault::closeInTheMiddleOfResponse),
            Map.entry("truncated", Fault::truncated),
            Map.entry("stale connection", Fault::closeAfterResponse),
            Map.entry("500", () -> Fault.status(500)),
            Map.entry("500, applied", () -> Fault.status(500).afterApplying()),
            Map.entry("502 page", () -> Fault.html(502)),
            Map.entry("503 with Retry-After", () -> Fault.retryAfter(503, "1")),
            Map.entry("504, applied", () -> Fault.status(504).afterApplying()),
            Map.entry("408", () -> Fault.status(408)),
            Map.entry("408, applied", () -> Fault.status(408).afterApplying()),
            Map.entry("429", () -> Fault.status(429)),
            Map.entry("429 with Retry-After", () -> Fault.retryAfter(429, "2")),
            Map.entry("429 forever", () -> Fault.retryAfter(429, "99999999")),
            Map.entry("401", () -> Fault.status(401)),
            Map.entry("403", () -> Fault.status(403)),
            Map.entry("422", () -> Fault.status(422)),
            Map.entry("307", () -> Fault.redirect(307, "https://elsewhere.example/")));

    private static final List<String> NAMES = FAULTS.keySet().stream().sorted().toList();

    /** The faults for authentication requests. */
    private static final List<String> SIGN_IN = List.of("none", "500", "lost, applied", "429", "403", "502 page");

    /**
     * An operation.
     *
     * @param number its number in the run, sent in a header of its requests
     * @param names the names of its rules
     * @param version the version to write
     * @param async whether it is executed asynchronously
     * @param faults the faults for its requests, in order
     * @param signIn the faults for authentication requests, after all tokens were revoked; if empty, no token is
     *     revoked
     */
    record Operation(
            int number,
            int thread,
            Verb verb,
            List<String> names,
            String version,
            boolean async,
            List<String> faults,
            List<String> signIn) {

        Fault[] strikes() {
            return made(faults);
        }

        Fault[] signInStrikes() {
            return made(signIn);
        }

        private static Fault[] made(List<String> names) {
            return names.stream()
                    .map(name -> Objects.requireNonNull(FAULTS.get(name), name).get())
                    .toArray(Fault[]::new);
        }

        @Override
        public String toString() {
            return "operation " + number + " of thread " + thread + ": " + verb + " " + names + " version " + version
                    + (async ? ", asynchronous" : "") + ", faults " + faults
                    + (signIn.isEmpty() ? "" : ", tokens revoked, authentication faults " + signIn);
        }
    }

    private final List<List<Operation>> threads;

    private Plan(List<List<Operation>> threads) {
        this.threads = threads;
    }

    static Plan of(long seed, int operations) {
        Random random = new Random(seed);
        List<List<Operation>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            threads.add(thread(thread, operations / THREADS, random));
        }
        return new Plan(threads);
    }

    private static List<Operation> thread(int thread, int operations, Random random) {
        List<Operation> made = new ArrayList<>();
        List<String> alive = new ArrayList<>();
        int rules = 0;
        for (int i = 0; i < operations; i++) {
            Verb verb = verb(random, alive.size());
            int number = thread * operations + i;
            List<String> names = new ArrayList<>();
            boolean fresh =
                    verb == Verb.CREATE || verb == Verb.CREATE_ALL || (verb == Verb.ENSURE && random.nextBoolean());
            if (fresh || alive.isEmpty()) {
                verb = fresh ? verb : Verb.CREATE;
                int many = verb == Verb.CREATE_ALL ? 2 + random.nextInt(2) : 1;
                for (int n = 0; n < many; n++) {
                    names.add("10." + thread + "." + rules / 250 + "." + (1 + rules % 250));
                    rules++;
                }
                alive.addAll(names);
            } else if (verb != Verb.LIST) {
                names.add(alive.get(random.nextInt(alive.size())));
                if (verb == Verb.REMOVE) {
                    alive.removeAll(names);
                }
            }
            made.add(new Operation(
                    number,
                    thread,
                    verb,
                    List.copyOf(names),
                    "v" + number,
                    random.nextInt(3) == 0,
                    faults(random),
                    random.nextInt(50) == 0 ? some(SIGN_IN, 2, random) : List.of()));
        }
        return made;
    }

    private static Verb verb(Random random, int alive) {
        if (alive > MOST_ALIVE && random.nextInt(2) == 0) {
            return Verb.REMOVE;
        }
        Verb[] all = Verb.values();
        return all[random.nextInt(all.length)];
    }

    /**
     * Returns no faults for half of the operations; for the others, faults that start at one of their first requests.
     */
    private static List<String> faults(Random random) {
        if (random.nextBoolean()) {
            return List.of();
        }
        List<String> quiet =
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> "none").toList();
        List<String> faults = new ArrayList<>(quiet);
        faults.addAll(some(NAMES, 3, random));
        return List.copyOf(faults);
    }

    private static List<String> some(List<String> of, int most, Random random) {
        return IntStream.range(0, 1 + random.nextInt(most))
                .mapToObj(i -> of.get(random.nextInt(of.size())))
                .toList();
    }

    List<List<Operation>> threads() {
        return threads;
    }

    List<Operation> all() {
        return threads.stream().flatMap(List::stream).toList();
    }

    @Override
    public String toString() {
        return String.join("\n", all().stream().map(Operation::toString).toList());
    }
}
