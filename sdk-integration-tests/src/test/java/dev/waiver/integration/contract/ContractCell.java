/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.Pager;
import dev.waiver.core.error.SdkException;
import dev.waiver.testing.Faults;
import dev.waiver.testing.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The result of one operation under one fault.
 *
 * @param operation the operation
 * @param fault the fault
 * @param reached the number of requests that arrived, without authentication
 * @param writes the number of writes among them
 * @param applied the number of writes that took effect
 * @param outcome what the caller received
 * @param mayHaveBeenApplied the error's value; empty without an error
 * @param elapsedMs the duration, including waits that were skipped
 * @param broken the guarantees that were violated; empty if none
 * @param error the exception that was thrown
 */
@SuppressWarnings("NullAway")
record ContractCell(
        Operation operation,
        FaultScenario fault,
        int reached,
        int writes,
        int applied,
        String outcome,
        String mayHaveBeenApplied,
        long elapsedMs,
        List<String> broken,
        Throwable error) {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** How an operation is executed. */
    enum Way {
        /** In the caller's thread; a list item by item, as it arrives. */
        BLOCKING,
        /** In the caller's thread; a list as one call. */
        BLOCKING_AT_ONCE,
        /** As a future; a list as one call. */
        ASYNC
    }

    /** Runs the operation blocking and asynchronously, each at a service of its own. Both must give the same result. */
    static ContractCell of(Operation operation, FaultScenario fault) {
        ContractCell cell = of(operation, fault, Way.BLOCKING);
        // A list that is read item by item is not restarted when it breaks off: the caller already has its first items.
        ContractCell blocking =
                operation.kind() == Operation.Kind.LIST ? of(operation, fault, Way.BLOCKING_AT_ONCE) : cell;
        return cell.and(blocking, of(operation, fault, Way.ASYNC));
    }

    private static ContractCell of(Operation operation, FaultScenario fault, Way way) {
        try (ContractFixture bench = operation.vendor().open()) {
            return of(bench, operation, fault, way);
        }
    }

    static ContractCell of(ContractFixture bench, Operation operation, FaultScenario fault, Way way) {
        if (fault.needsNewClient()) {
            bench.connect(bench.baseUrl(), ContractFixture.options(fault.attempt(), fault.deadline()));
            bench.authenticateAgain();
        }
        bench.struck = () -> isStruck(bench, operation);
        bench.part = operation.part();
        bench.wire.stallsLast(fault.patience());
        fault.prepare().accept(bench, rule(bench, operation));
        long start = bench.time.nanoTime();
        Object value = null;
        Throwable error = null;
        try {
            value = run(operation.make().apply(bench), way);
        } catch (Throwable e) {
            error = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        }
        Duration elapsed = Duration.ofNanos(bench.time.nanoTime() - start);
        List<RecordedRequest> requests = bench.requests();
        int writes = (int) requests.stream().filter(RecordedRequest::write).count();
        int applied = (int)
                requests.stream().filter(call -> call.write() && call.applied()).count();
        List<String> broken = new ArrayList<>();
        check(operation, error, writes, applied, isAbsent(value), broken);
        // A wait that would end after the deadline is not started, and an attempt ends at the deadline.
        if (elapsed.compareTo(fault.deadline().plus(fault.patience())) > 0) {
            broken.add("took " + elapsed + "; the deadline is " + fault.deadline());
        }
        if (bench.strayed()) {
            broken.add("a request or a DNS lookup went to another host");
        }
        broken.addAll(Canary.leaks(bench, error));
        if (!becomesIdle(bench)) {
            broken.add("a connection or a call was not released");
        }
        return new ContractCell(
                operation,
                fault,
                requests.size(),
                writes,
                applied,
                error == null
                        ? isAbsent(value) ? "absent" : shown(value)
                        : error.getClass().getSimpleName(),
                error instanceof SdkException e ? String.valueOf(e.mayHaveBeenApplied()) : "",
                elapsed.toMillis(),
                broken,
                error);
    }

    /** Returns this cell with the violations of two more runs and the difference between those two. */
    ContractCell and(ContractCell blocking, ContractCell async) {
        Set<String> all = new LinkedHashSet<>(broken); // the blocking run may be this one
        all.addAll(blocking.broken);
        async.broken.forEach(promise -> all.add("asynchronously: " + promise));
        if (!blocking.ending().equals(async.ending())) {
            all.add("blocking: " + blocking.ending() + "; asynchronously: " + async.ending());
        }
        return new ContractCell(
                operation,
                fault,
                reached,
                writes,
                applied,
                outcome,
                mayHaveBeenApplied,
                elapsedMs,
                List.copyOf(all),
                error);
    }

    private String ending() {
        return outcome + ", may have been applied: " + mayHaveBeenApplied + ", reached " + reached + ", " + writes
                + " writes, " + applied + " applied";
    }

    private static boolean isStruck(ContractFixture bench, Operation operation) {
        List<RecordedRequest> calls = bench.requests();
        if (calls.isEmpty()) {
            return false;
        }
        boolean write = calls.get(calls.size() - 1).write();
        return switch (operation.part()) {
            case ALL -> true;
            case WRITE -> write;
            case LOOK_UP -> !write && calls.stream().anyMatch(RecordedRequest::write);
        };
    }

    private static Faults.Rule rule(ContractFixture bench, Operation operation) {
        Faults faults = bench.simulator().faults();
        return switch (operation.part()) {
            case ALL -> faults.when(call -> !call.authentication());
            case WRITE -> faults.writes();
            case LOOK_UP ->
                faults.when(call -> !call.authentication()
                        && !call.write()
                        && bench.requests().stream().anyMatch(RecordedRequest::write));
        };
    }

    static Object run(Object made, Way way) {
        if (made instanceof Pager<?> pager && way == Way.BLOCKING) {
            return pager.stream().map(Object.class::cast).toList();
        }
        ApiCall<?> call = made instanceof Pager<?> pager ? pager.all() : (ApiCall<?>) made;
        return way == Way.ASYNC ? call.executeAsync().join() : call.execute();
    }

    /** Returns whether an operation on many rules found none of them. */
    private static boolean isAbsent(Object value) {
        return value instanceof BulkResult<?> result
                && result.count(BulkResult.Outcome.ABSENT) == result.items().size();
    }

    private static void check(
            Operation operation, Throwable error, int writes, int applied, boolean absent, List<String> broken) {
        if (error != null && !(error instanceof SdkException) && !(error instanceof CancellationException)) {
            broken.add("threw " + error);
        }
        boolean may = error instanceof SdkException e && e.mayHaveBeenApplied();
        if (operation.kind().reads() && (may || writes > 0)) {
            broken.add("a read wrote something, or says that it may have");
        }
        if (error != null && applied > 0 && !may) {
            broken.add("applied, but the error denies it");
        }
        if (error == null && writes > 0 && applied == 0 && !absent) {
            broken.add("done, although no write was applied");
        }
        boolean oneWrite = operation.kind() == Operation.Kind.CREATE
                || operation.name().endsWith(".create")
                || operation.name().endsWith(".ensure");
        if (oneWrite && applied > 1) {
            broken.add("created " + applied + " times");
        }
    }

    /** Returns the value as the contract shows it: only what matters to the caller is distinguished. */
    private static String shown(Object value) {
        if (value == null) {
            return "success";
        }
        if (value instanceof List<?> list) {
            return list.size() == 1 ? "1 item" : list.size() + " items";
        }
        if (value instanceof dev.waiver.core.EnsureResult<?> ensured) {
            return ensured.outcome().toString();
        }
        return value instanceof String text && text.isEmpty() ? "empty string" : "value";
    }

    private static boolean becomesIdle(ContractFixture bench) {
        long end = System.nanoTime() + PATIENCE;
        while (!bench.idle()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    /** Returns the cell's text in the table. */
    String shown() {
        String times = operation.kind().reads() || operation.part() == Operation.Part.LOOK_UP
                ? "×" + reached
                : "×" + reached + " (" + writes + " sent, " + applied + " applied)";
        String may = mayHaveBeenApplied.equals("true") ? ", **may be applied**" : "";
        return outcome + may + " " + times;
    }

    Map<String, Object> row() {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("operation", operation.title());
        row.put("fault", fault.name());
        row.put("reached", reached);
        row.put("writes", writes);
        row.put("applied", applied);
        row.put("outcome", outcome);
        row.put("mayHaveBeenApplied", mayHaveBeenApplied.isEmpty() ? null : Boolean.valueOf(mayHaveBeenApplied));
        row.put("elapsedMs", elapsedMs);
        return row;
    }
}
