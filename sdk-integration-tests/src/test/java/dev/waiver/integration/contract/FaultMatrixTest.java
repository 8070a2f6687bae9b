/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests every operation under every fault, blocking and asynchronously, against the general guarantees and against
 * docs/fault-contract.md. Part of {@code mvn verify}. To run it alone: {@code mvn -pl sdk-integration-tests -am test
 * -Dtest=FaultMatrixTest -Dsurefire.failIfNoSpecifiedTests=false}. With {@code -Dcontract.update=true} it updates the
 * table.
 */
class FaultMatrixTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path TABLE = MODULE.resolve("../docs/fault-contract.md");

    private static Contract contract;

    @BeforeAll
    @Timeout(value = 8, unit = TimeUnit.MINUTES) // a safeguard against hangs; nothing else depends on real time
    static void run() throws Exception {
        Canary.listen();
        contract = Contract.run();
        contract.writeJson(MODULE.resolve("target/contract.json"));
    }

    @Test
    void everyCellKeepsWhatIsPromised() {
        assertThat(contract.cells()).isNotEmpty();
        List<String> broken = contract.cells().stream()
                .filter(cell -> !cell.broken().isEmpty())
                .map(cell -> cell.operation().title() + " | " + cell.fault().name() + " | " + cell.shown() + ": "
                        + cell.broken())
                .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void noLogAndNoThreadShowsASecret() {
        assertThat(Canary.heard()).as("log records are captured").isGreaterThan(100);
        assertThat(Canary.logged()).isEmpty();
    }

    @Test
    void everyCellIsExplained() {
        assertThat(contract.cells().stream()
                        .filter(cell -> !ContractLegend.HEAD.contains(cell.outcome()))
                        .map(ContractCell::outcome)
                        .distinct())
                .isEmpty();
        assertThat(contract.table()).doesNotContain("not tried", "|  |");
    }

    @Test
    void theContractSaysWhatHappens() throws IOException {
        String table = contract.table();
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(TABLE, table);
        }
        List<String> committed = Files.readAllLines(TABLE);
        List<String> seen = table.lines().toList();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(committed.size(), seen.size()); i++) {
            String before = i < committed.size() ? committed.get(i) : "nothing";
            String now = i < seen.size() ? seen.get(i) : "nothing";
            if (!before.equals(now)) {
                differences.add("line " + (i + 1) + "\n  committed: " + before + "\n  seen:      " + now);
            }
        }
        assertThat(differences)
                .as("docs/fault-contract.md; to accept the change: -Dcontract.update=true")
                .isEmpty();
    }
}
