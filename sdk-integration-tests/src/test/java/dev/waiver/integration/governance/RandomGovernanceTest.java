/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.governance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.PlanOptions;
import dev.waiver.governance.Register;
import dev.waiver.testing.Fault;
import dev.waiver.testing.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random registers, changes by others, faults, runs that end between any two requests, and two runs at once. After the
 * others fall silent, two runs bring about what the register says, and the second changes nothing.
 * {@code -Drandom.seeds=N} runs N seeds, {@code -Drandom.seed=N} one.
 */
@Timeout(600)
class RandomGovernanceTest {
    private static final int ROUNDS = 5;
    private static final PlanOptions OPTIONS =
            PlanOptions.defaults().allowRemovals(1000).allowChanges(1000);
    private static final List<String> ENDS = List.of("2026-11-24", "2026-11-28", "2027-03-01");
    private static final String RULE_SET =
            "{\"name\": \"Default\", \"rules\": [{\"detection_rule_id\": \"r1\", \"detection_name\": \"One\","
                    + " \"enabled\": true, \"exceptions\": []}]}";

    static LongStream seeds() {
        Long one = Long.getLong("random.seed");
        return one != null ? LongStream.of(one) : LongStream.rangeClosed(1, Long.getLong("random.seeds", 12));
    }

    /** One entry of the register, in one of its forms. */
    private record Entry(String key, String vendor, String expires, String text) {}

    @ParameterizedTest
    @MethodSource("seeds")
    void twoRunsBringItAbout(long seed) {
        Random random = new Random(seed);
        try (World world = new World();
                Others others = new Others(world, random)) {
            world.detection.addRuleSet(RULE_SET);
            List<Entry> entries = entries(random);
            for (int round = 0; round < ROUNDS; round++) {
                entries = entries(random);
                trouble(world, others, random, World.register(text(entries)));
                world.time.advance(Duration.ofHours(random.nextInt(72)));
            }
            silence(world);
            Register register = World.register(text(entries));
            String last = "seed " + seed + ": ";
            ApplyResult first = world.governance.apply(register, OPTIONS).execute();
            assertThat(first.failures()).as(last + first.describe()).isEmpty();
            Plan second = world.governance.plan(register, OPTIONS).execute();
            assertThat(second.changes())
                    .as(last + "first: " + first.describe() + "second: " + second.describe())
                    .isEmpty();
            assertThat(second.isComplete()).as(last + second.describe()).isTrue();
            assertThat(others.touched()).as(last + "rules of others").isEmpty();
            check(world, entries, second, last);
        }
    }

    // ------------------------------------------------------------------ registers

    private static List<Entry> entries(Random random) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            if (random.nextInt(3) > 0) {
                String end = ENDS.get(random.nextInt(ENDS.size()));
                String domain = (random.nextInt(4) == 0 ? "x" : "") + "d" + i + ".example";
                String rule = i % 2 == 0
                        ? "{list: blacklist, rule: {senderDomain: " + domain + ", senderDomainMatching: exact,"
                                + " actionNeeded: " + (random.nextBoolean() ? "phishing" : "spam") + "}}"
                        : "{list: whitelist, rule: {senderDomain: " + domain + ", senderDomainMatching: exact,"
                                + " ignoringSpfCheck: " + random.nextBoolean() + "}}";
                entries.add(new Entry("mail-" + i, "email", end, rule));
            }
        }
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                String end = ENDS.get(random.nextInt(ENDS.size()));
                entries.add(new Entry(
                        "scan-" + i,
                        "scanning",
                        end,
                        "{rule: {nvt: 1.3.6.1.4.1.25623.1.0." + (800_000 + i) + ", hosts: 10.0.0."
                                + (1 + random.nextInt(2)) + ", new_severity: " + random.nextInt(3) + "}}"));
            }
            if (random.nextBoolean()) {
                String end = ENDS.get(random.nextInt(ENDS.size()));
                entries.add(new Entry(
                        "agent-" + i,
                        "detection",
                        end,
                        "{windows: Agent " + i + ", when: {instigatingImagePath: ['c:\\a" + random.nextInt(2)
                                + ".exe']}"
                                + (random.nextBoolean() ? ", enable: {ruleSet: Default, rules: [One]}" : "") + "}"));
            }
        }
        return entries.isEmpty() ? entries(random) : entries;
    }

    private static String text(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append("  - key: ").append(entry.key()).append('\n');
            text.append("    ticket: T-1\n    created: 2026-11-01\n    expires: ")
                    .append(entry.expires())
                    .append('\n');
            text.append("    ")
                    .append(entry.vendor())
                    .append(": ")
                    .append(entry.text())
                    .append('\n');
        }
        return text.toString();
    }

    // ------------------------------------------------------------------ trouble

    private static void trouble(World world, Others others, Random random, Register register) {
        for (int i = random.nextInt(3); i > 0; i--) {
            others.act();
        }
        Stream.of(world.email, world.scanning, world.detection).forEach(simulator -> faults(simulator, random));
        int crash = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : Integer.MAX_VALUE;
        int act = random.nextBoolean() ? 1 + random.nextInt(20) : 0;
        AtomicInteger requests = new AtomicInteger();
        world.before = () -> {
            int request = requests.incrementAndGet();
            if (request > crash) {
                throw new IOException("the process has ended");
            }
            if (request == act) {
                others.create();
            }
        };
        ApiCall<ApplyResult> apply = world.governance.apply(register, OPTIONS);
        if (random.nextInt(3) == 0) {
            CompletableFuture<?> one = apply.executeAsync();
            CompletableFuture<?> other = apply.executeAsync();
            join(one);
            join(other);
        } else {
            join(apply.executeAsync());
        }
        silence(world);
    }

    private static void join(CompletableFuture<?> run) {
        try {
            run.join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(SdkException.class);
        }
    }

    private static void faults(Simulator simulator, Random random) {
        int fault = random.nextInt(8);
        Fault next =
                switch (fault) {
                    case 0 -> Fault.closeAfterApplying();
                    case 1 -> Fault.closeWithoutApplying();
                    case 2 -> Fault.status(503);
                    case 3 -> Fault.status(503).afterApplying();
                    case 4 -> Fault.status(422);
                    default -> Fault.none();
                };
        int skipped = random.nextInt(6);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < skipped; i++) {
            faults.add(Fault.none());
        }
        faults.add(next);
        simulator.faults().when(request -> !request.authentication()).next(faults.toArray(Fault[]::new));
    }

    private static void silence(World world) {
        world.before = () -> {};
        Stream.of(world.email, world.scanning, world.detection)
                .forEach(simulator -> simulator.faults().clear());
    }

    // ------------------------------------------------------------------ what must hold

    private static void check(World world, List<Entry> entries, Plan plan, String last) {
        LocalDate today = world.time.now().atOffset(java.time.ZoneOffset.UTC).toLocalDate();
        for (Entry entry : entries) {
            boolean inForce = !today.isAfter(LocalDate.parse(entry.expires()));
            long there = there(world, entry, inForce);
            List<Notice> notices = plan.notices().stream()
                    .filter(notice -> notice.entry().equals(entry.key()))
                    .toList();
            String what = last + entry + " on " + today + ": " + notices + "\n" + plan.describe();
            if (inForce && notices.stream().allMatch(n -> n.kind() == Notice.Kind.PENDING)) {
                assertThat(there).as(what).isEqualTo(1);
            } else if (!inForce && notices.isEmpty()) {
                assertThat(there).as(what).isZero();
            }
        }
    }

    /** Returns how many rules match what the entry matches; of an entry that has expired, those of the register. */
    private static long there(World world, Entry entry, boolean inForce) {
        Stream<? extends JsonNode> rules =
                switch (entry.vendor()) {
                    case "email" ->
                        world.email.rules(entry.text().contains("blacklist") ? "blacklist" : "whitelist").stream();
                    case "scanning" -> world.scanning.rules().stream();
                    default -> world.detection.exceptions().values().stream().map(World::object);
                };
        Map<String, String> fields = Map.of("email", "senderDomain", "scanning", "nvt", "detection", "Name");
        return rules.filter(rule -> {
                    String value =
                            rule.path(fields.getOrDefault(entry.vendor(), "")).asText();
                    return (inForce || freeText(rule).startsWith("[wv1 "))
                            && !value.isEmpty()
                            && entry.text().contains(": " + value + ",")
                            && (!entry.vendor().equals("scanning")
                                    || entry.text()
                                            .contains("hosts: "
                                                    + rule.path("hosts").asText() + ","));
                })
                .count();
    }

    private static String freeText(JsonNode rule) {
        return rule.path("comment").asText("")
                + rule.path("text").asText("")
                + rule.path("Description").asText("");
    }
}
