/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import okhttp3.Protocol;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of every vendor over HTTP/2, blocking and asynchronously: the same as over HTTP/1.1. */
@Timeout(60) // a safeguard against hangs
class Http2VerbsTest {
    private static final FaultScenario NONE = FaultScenario.all().get(0);

    static Stream<Arguments> operations() {
        return Stream.of(Vendor.SCANNING, Vendor.EMAIL, Vendor.DETECTION)
                .flatMap(vendor -> vendor.operations().stream())
                .filter(operation -> operation.part() != Operation.Part.LOOK_UP)
                .flatMap(operation -> Stream.of(ContractCell.Way.values())
                        .map(way -> Arguments.of(operation.vendor() + " " + operation.name(), way, operation)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("operations")
    void theSameAsOverHttp11(String name, ContractCell.Way way, Operation operation) {
        ContractCell expected;
        try (ContractFixture bench = operation.vendor().open()) {
            expected = ContractCell.of(bench, operation, NONE, way);
            assertThat(bench.protocols).containsExactly(Protocol.HTTP_1_1);
        }
        try (ContractFixture bench = operation.vendor().openOverHttp2()) {
            ContractCell cell = ContractCell.of(bench, operation, NONE, way);
            assertThat(cell.broken()).isEmpty();
            assertThat(cell.error()).isNull();
            assertThat(cell.shown()).isEqualTo(expected.shown());
            assertThat(cell.reached()).isPositive();
            assertThat(bench.protocols).containsExactly(Protocol.HTTP_2);
            List<String> arrived = bench.front().received().stream()
                    .map(request -> request.method() + " " + request.path())
                    .toList();
            assertThat(bench.simulator().requests().stream().map(request -> request.method() + " " + request.target()))
                    .containsExactlyInAnyOrderElementsOf(arrived);
        }
    }
}
