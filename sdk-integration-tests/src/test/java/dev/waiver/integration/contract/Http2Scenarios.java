/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import dev.waiver.integration.http2.FrameFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The faults that only HTTP/2 has, and the operations that are tested with them. */
final class Http2Scenarios {
    private static final Set<String> OPERATIONS = Set.of(
            "EmailExceptions.get",
            "EmailExceptions.remove",
            "EmailExceptionsApi.create",
            "EmailExceptions.create",
            "EmailExceptions.edit",
            "EmailExceptions.list");

    private Http2Scenarios() {}

    static List<Operation> operations() {
        return EmailContractFixture.operations().stream()
                .filter(operation -> OPERATIONS.contains(operation.name()))
                .map(operation -> new Operation(
                        Vendor.EMAIL_HTTP2,
                        operation.name(),
                        operation.part(),
                        operation.kind(),
                        true,
                        operation.make()))
                .toList();
    }

    static List<FaultScenario> all() {
        List<FaultScenario> all = new ArrayList<>();
        all.add(FaultScenario.all().get(0));
        twice(all, FrameFault.refusedStream());
        all.add(once(FrameFault.gracefulGoAway()));
        twice(all, FrameFault.goAwayBefore());
        all.add(once(FrameFault.goAwayAt()));
        all.add(once(FrameFault.goAwayAtApplied()));
        all.add(once(FrameFault.goAwayAfterApplied()));
        twice(all, FrameFault.abruptGoAway());
        twice(all, FrameFault.resetBefore());
        twice(all, FrameFault.resetAfter());
        all.add(once(FrameFault.canceledAfter()));
        all.add(once(FrameFault.closed()));
        all.add(once(FrameFault.closedAfter()));
        twice(all, FrameFault.silent());
        all.add(once(FrameFault.silentAfter()));
        twice(all, FrameFault.misdirected());
        all.add(lasting(FrameFault.dataAfterNoContent()));
        all.add(once(FrameFault.statusOfLetters()));
        all.add(lasting(FrameFault.noStatus()));
        all.add(lasting(FrameFault.longStatus()));
        all.add(lasting(FrameFault.manyInterimResponses()));
        all.add(once(FrameFault.absurdFields()));
        return all;
    }

    private static void twice(List<FaultScenario> all, FrameFault fault) {
        all.add(lasting(fault));
        all.add(once(fault));
    }

    private static FaultScenario lasting(FrameFault fault) {
        return scenario(fault.name(), fault, false);
    }

    private static FaultScenario once(FrameFault fault) {
        return scenario(fault.name() + ", once", fault, true);
    }

    private static FaultScenario scenario(String name, FrameFault fault, boolean once) {
        return new FaultScenario(
                name,
                FaultScenario.Scope.ALL,
                ContractFixture.ATTEMPT,
                ContractFixture.DEADLINE,
                (bench, rule) -> bench.strike(fault, once));
    }
}
