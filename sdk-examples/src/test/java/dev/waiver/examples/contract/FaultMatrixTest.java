package dev.waiver.examples.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every operation under every fault: what is promised in any case, and what CONTRACT.md says of each. Takes minutes, so it
 * is asked for by name: {@code mvn -pl sdk-examples -am test -Dtest=FaultMatrixTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dcontract=true}; {@code -Dcontract.update=true} renews the table.
 */
@EnabledIfSystemProperty(named = "contract", matches = "true")
class FaultMatrixTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path TABLE = MODULE.resolve("../CONTRACT.md");

    private static Contract contract;

    @BeforeAll
    static void run() throws Exception {
        contract = Contract.run(false);
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
    void theContractSaysWhatHappens() throws IOException {
        String table = contract.table();
        if (Boolean.getBoolean("contract.update")) {
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE))
                .as("CONTRACT.md; if the change is wanted: -Dcontract.update=true")
                .isEqualTo(table);
    }
}
