/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.random;

import dev.waiver.core.ApiCall;
import dev.waiver.core.ApiResponse;
import dev.waiver.core.CallOptions;
import dev.waiver.core.Exchange;
import dev.waiver.core.error.AppliedButUnconfirmedException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.core.error.SdkException;
import dev.waiver.integration.random.Plan.Operation;
import dev.waiver.integration.random.Plan.Verb;
import dev.waiver.testing.RecordedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Executes a plan against one vendor's simulator and compares the result of each operation with what the service holds.
 * Each rule belongs to one thread, so that the thread knows which rules must exist; the service, its connections and
 * its tokens are shared.
 */
final class RandomRun {
    private static final String NUMBER = "x-operation";

    /** The result of an operation for its caller. */
    private record Ending(
            @Nullable List<Rule> value,
            List<Exchange> exchanges,
            @Nullable SdkException error) {}

    private final Gateway<?> gateway;
    private final Map<Integer, Ending> endings = new ConcurrentHashMap<>();

    RandomRun(Gateway<?> gateway) {
        this.gateway = gateway;
    }

    /** Executes the plan. Returns how many operations succeeded. */
    int run(Plan plan) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Plan.THREADS);
        try {
            List<Future<List<Rule>>> runs = plan.threads().stream()
                    .map(operations -> threads.submit(() -> run(operations)))
                    .toList();
            List<Rule> expected = new ArrayList<>();
            for (Future<List<Rule>> run : runs) {
                expected.addAll(run.get());
            }
            if (!same(expected, gateway.stored())) {
                throw new AssertionError(
                        "in the end the service holds " + gateway.stored() + " instead of " + expected);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError found) {
                throw found;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
        compareWithLog(plan);
        return (int) endings.values().stream().filter(e -> e.error() == null).count();
    }

    private List<Rule> run(List<Operation> operations) {
        Map<String, String> ids = new HashMap<>();
        List<Rule> mine = List.of();
        for (Operation operation : operations) {
            List<Rule> before = mine;
            Ending ending = carryOut(operation, ids);
            endings.put(operation.number(), ending);
            List<Rule> after = gateway.stored().stream()
                    .filter(rule -> rule.name().startsWith("10." + operation.thread() + "."))
                    .toList();
            compare(operation, ending, before, after);
            after.forEach(rule -> ids.put(rule.name(), rule.id()));
            mine = after;
        }
        return mine;
    }

    private Ending carryOut(Operation operation, Map<String, String> ids) {
        if (operation.faults().size() > 0) {
            String number = Integer.toString(operation.number());
            var unused = gateway.simulator()
                    .faults()
                    .when(call -> call.header(NUMBER).filter(number::equals).isPresent())
                    .next(operation.strikes());
        }
        if (operation.signIn().size() > 0) {
            gateway.revokeTokens();
            var unused = gateway.simulator().faults().authentication().next(operation.signInStrikes());
        }
        ApiCall<List<Rule>> call = call(operation, ids);
        try {
            ApiResponse<List<Rule>> response =
                    operation.async() ? call.executeForResponseAsync().get() : call.executeForResponse();
            return new Ending(response.value(), response.exchanges(), null);
        } catch (SdkException e) {
            return new Ending(null, e.exchanges(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException error) {
                return new Ending(null, error.exchanges(), error);
            }
            throw new AssertionError(operation + "\n  ended with " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(operation + "\n  was interrupted", e);
        } catch (RuntimeException e) {
            throw new AssertionError(operation + "\n  ended with " + e, e);
        }
    }

    private ApiCall<List<Rule>> call(Operation operation, Map<String, String> ids) {
        CallOptions options = CallOptions.builder()
                .header(NUMBER, Integer.toString(operation.number()))
                .build();
        if (operation.verb() == Verb.LIST) {
            return gateway.list(options);
        }
        List<Rule> rules = operation.names().stream()
                .map(name -> Rule.of(name, operation.version()))
                .toList();
        Rule rule = rules.get(0);
        String id = ids.getOrDefault(rule.name(), "4711");
        ApiCall<List<Rule>> call =
                switch (operation.verb()) {
                    case CREATE -> gateway.create(rule);
                    case CREATE_ALL -> gateway.createAll(rules);
                    case REPLACE -> gateway.replace(id, rule);
                    case EDIT -> gateway.edit(id, rule.version());
                    case REMOVE -> gateway.remove(id);
                    case ENSURE -> gateway.ensure(rule);
                    case GET -> gateway.get(id);
                    case LIST -> throw new IllegalStateException();
                };
        return call.with(options);
    }

    // ------------------------------------------------------------------ results compared with the service's state

    private void compare(Operation operation, Ending ending, List<Rule> before, List<Rule> after) {
        List<Rule> wanted = wanted(operation, before);
        SdkException error = ending.error();
        if (error == null) {
            check(
                    same(after, wanted),
                    operation,
                    ending,
                    before,
                    after,
                    "acknowledged, but not what the service holds");
            check(
                    responded(operation, ending, after),
                    operation,
                    ending,
                    before,
                    after,
                    "the result differs from what the service holds");
        } else if (!error.mayHaveBeenApplied()) {
            check(same(after, before), operation, ending, before, after, "reported as not applied, but changed");
        } else if (!same(after, before)) {
            check(
                    operation.verb() == Verb.CREATE_ALL ? isPart(after, before, wanted) : same(after, wanted),
                    operation,
                    ending,
                    before,
                    after,
                    "ambiguous, and neither unchanged nor as requested");
        }
        // A removal whose first response was lost may report "not found" for the rule that it removed itself.
        boolean missed = error instanceof NotFoundException
                && operation.names().stream().anyMatch(name -> after.stream()
                        .anyMatch(rule -> rule.name().equals(name)));
        check(!missed, operation, ending, before, after, "not found, but it exists");
    }

    /** Returns this thread's rules as they are after the operation was applied. */
    private static List<Rule> wanted(Operation operation, List<Rule> before) {
        List<Rule> others = before.stream()
                .filter(rule -> !operation.names().contains(rule.name()))
                .toList();
        boolean there = others.size() < before.size();
        List<Rule> changed = new ArrayList<>(others);
        operation.names().forEach(name -> changed.add(Rule.of(name, operation.version())));
        return switch (operation.verb()) {
            case CREATE, CREATE_ALL -> changed;
            case REPLACE, EDIT -> there ? changed : before;
            case REMOVE -> others;
            case ENSURE -> there ? before : changed;
            case GET, LIST -> before;
        };
    }

    private static boolean same(List<Rule> some, List<Rule> others) {
        return texts(some).equals(texts(others));
    }

    private static List<String> texts(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.name() + "=" + rule.version())
                .sorted()
                .toList();
    }

    /** Returns whether the rules are between the old and the requested ones, without duplicates. */
    private static boolean isPart(List<Rule> after, List<Rule> before, List<Rule> wanted) {
        List<String> is = texts(after);
        return is.containsAll(texts(before))
                && texts(wanted).containsAll(is)
                && is.size() == is.stream().distinct().count();
    }

    /** Returns whether the result's rules are those that the service holds, ids included. */
    private static boolean responded(Operation operation, Ending ending, List<Rule> after) {
        List<Rule> value = ending.value() == null ? List.of() : ending.value();
        if (operation.verb() == Verb.REMOVE) {
            return true;
        }
        List<Rule> there = operation.verb() == Verb.LIST
                ? after
                : after.stream()
                        .filter(rule -> operation.names().contains(rule.name()))
                        .toList();
        List<String> told = value.stream()
                .filter(rule -> rule.name().startsWith("10." + operation.thread() + "."))
                .map(Rule::toString)
                .sorted()
                .toList();
        return told.equals(there.stream().map(Rule::toString).sorted().toList());
    }

    private static void check(
            boolean right, Operation operation, Ending ending, List<Rule> before, List<Rule> after, String problem) {
        if (!right) {
            throw new AssertionError(problem + "\n  " + operation + "\n  ended: " + shown(ending) + "\n  before: "
                    + before + "\n  after:  " + after);
        }
    }

    private static String shown(Ending ending) {
        return ending.error() == null
                ? "with " + ending.value()
                : ending.error().toString();
    }

    // ------------------------------------------------------------------ results compared with the service's log

    /** Compares the exchanges of each operation with the service's log. */
    private void compareWithLog(Plan plan) {
        Map<String, List<RecordedRequest>> log = gateway.simulator().requests().stream()
                .filter(call -> call.header(NUMBER).isPresent())
                .collect(Collectors.groupingBy(call -> call.header(NUMBER).orElseThrow()));
        Set<String> signIns = gateway.simulator().requests().stream()
                .filter(RecordedRequest::authentication)
                .map(RandomRun::exchange)
                .collect(Collectors.toSet());
        for (Operation operation : plan.all()) {
            Ending ending = endings.get(operation.number());
            List<RecordedRequest> calls = log.getOrDefault(Integer.toString(operation.number()), List.of());
            if (ending != null) {
                compareWithLog(operation, ending, calls, signIns);
            }
        }
    }

    private static void compareWithLog(
            Operation operation, Ending ending, List<RecordedRequest> calls, Set<String> signIns) {
        SdkException error = ending.error();
        List<RecordedRequest> writes =
                calls.stream().filter(RecordedRequest::write).toList();
        boolean applied = writes.stream().anyMatch(RecordedRequest::applied);
        checkLog(
                !applied || error == null || error.mayHaveBeenApplied(),
                operation,
                ending,
                calls,
                "a change was applied, but reported as not applied");
        boolean acknowledged = writes.stream().anyMatch(call -> call.status() >= 200 && call.status() < 300);
        checkLog(
                // A write whose response was lost may have been found afterwards.
                !(error instanceof AppliedButUnconfirmedException) || acknowledged || applied,
                operation,
                ending,
                calls,
                "reported as applied, but nothing was acknowledged or applied");
        Map<String, RecordedRequest> taken = new HashMap<>();
        for (RecordedRequest write : writes) {
            if (Gateway.removes(write)) {
                continue;
            }
            String what = write.method() + " " + write.target() + " " + write.body();
            checkLog(!taken.containsKey(what), operation, ending, calls, "sent again after it was applied");
            if (write.applied()) {
                taken.put(what, write);
            }
        }
        List<String> arrived = calls.stream().map(RandomRun::exchange).collect(Collectors.toCollection(ArrayList::new));
        for (Exchange exchange : ending.exchanges()) {
            String what = exchange.requestId() + " " + exchange.status();
            checkLog(
                    // A write whose response was lost and that was found afterwards is shown without a status. A
                    // sign-in
                    // is the exchange of every operation that waited for it.
                    exchange.status() == 0 || arrived.remove(what) || signIns.contains(what),
                    operation,
                    ending,
                    calls,
                    "an exchange that did not happen: " + exchange);
        }
    }

    private static String exchange(RecordedRequest call) {
        return call.header("X-Request-Id").or(() -> call.header("x-av-req-id")).orElse("") + " " + call.status();
    }

    private static void checkLog(
            boolean right, Operation operation, Ending ending, List<RecordedRequest> calls, String problem) {
        if (!right) {
            throw new AssertionError(
                    problem + "\n  " + operation + "\n  ended: " + shown(ending) + "\n  arrived: " + calls);
        }
    }
}
