/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.Exchange;
import dev.waiver.core.error.SdkException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attempts that a call reports are the requests that were sent, under every fault of {@link Http2Scenarios}. The
 * results are in the fault contract.
 */
@Timeout(60) // a safeguard against hangs
class Http2FaultsTest {
    static Stream<Arguments> cells() {
        return Http2Scenarios.all().stream().flatMap(fault -> Http2Scenarios.operations().stream()
                // Those that are one request, unless it is repeated.
                .filter(operation -> operation.name().matches(".*Exceptions.(get|remove)|.*Api.create"))
                .map(operation -> Arguments.of(fault.name(), operation.name(), fault, operation)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cells")
    void attemptsAreWhatWasSent(String faultName, String name, FaultScenario fault, Operation operation) {
        try (ContractFixture bench = Vendor.EMAIL_HTTP2.open()) {
            bench.wire.stallsLast(fault.patience());
            fault.prepare().accept(bench, bench.simulator().faults().writes());
            int before = bench.front().received().size();
            int attempts;
            try {
                List<Exchange> exchanges = ((ApiCall<?>) operation.make().apply(bench))
                        .executeForResponse()
                        .exchanges();
                attempts = exchanges.stream().mapToInt(Exchange::attempts).max().orElse(0);
            } catch (SdkException e) {
                attempts = e.attempts();
            }
            assertThat(attempts).isEqualTo(bench.front().received().size() - before);
        }
    }
}
