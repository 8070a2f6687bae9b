/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** All cells, and their output as a table and as JSON. */
final class Contract {
    /** Several, since most cells wait for a socket now and then. */
    private static final int THREADS = 6;

    private static final Semaphore HEAVY = new Semaphore(1);

    private final List<ContractCell> cells;

    private Contract(List<ContractCell> cells) {
        this.cells = cells;
    }

    List<ContractCell> cells() {
        return cells;
    }

    static Contract run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<ContractCell>> futures = new ArrayList<>();
            for (Vendor vendor : Vendor.values()) {
                for (FaultScenario fault : vendor.faults()) {
                    for (Operation operation : vendor.operations()) {
                        if (fault.isTriedOn(operation)) {
                            futures.add(threads.submit(() -> cell(operation, fault)));
                        }
                    }
                }
            }
            List<ContractCell> cells = new ArrayList<>();
            for (Future<ContractCell> future : futures) {
                cells.add(future.get());
            }
            return new Contract(cells);
        } finally {
            threads.shutdownNow();
        }
    }

    private static ContractCell cell(Operation operation, FaultScenario fault) throws InterruptedException {
        if (!fault.isHeavy()) {
            return ContractCell.of(operation, fault);
        }
        HEAVY.acquire();
        try {
            return ContractCell.of(operation, fault);
        } finally {
            HEAVY.release();
        }
    }

    void writeJson(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), cells.stream().map(ContractCell::row).toList());
    }

    /**
     * Returns the contract as Markdown. The first table of a vendor has a row per fault and a column per operation; the
     * second has the operations that are tested with fewer faults.
     */
    String table() {
        StringBuilder out = new StringBuilder(ContractLegend.HEAD);
        for (Vendor vendor : Vendor.values()) {
            out.append("\n## ").append(vendor.title).append("\n\n### All faults\n\n");
            table(out, vendor, true);
            if (!titles(vendor, false).isEmpty()) {
                out.append("\n### Other operations, with selected faults\n\n");
                table(out, vendor, false);
            }
        }
        return out.toString();
    }

    private void table(StringBuilder out, Vendor vendor, boolean whole) {
        List<String> columns = titles(vendor, whole);
        List<String> faults = cells.stream()
                .filter(cell ->
                        cell.operation().vendor() == vendor && cell.operation().whole() == whole)
                .map(cell -> cell.fault().name())
                .distinct()
                .toList();
        // The first table has few operations, as columns; the second has many, as rows.
        List<String> across = whole ? columns : faults;
        List<String> down = whole ? faults : columns;
        out.append("| |");
        across.forEach(name -> out.append(' ').append(name).append(" |"));
        out.append("\n|").append(" --- |".repeat(across.size() + 1)).append('\n');
        for (String row : down) {
            out.append("| ").append(row).append(" |");
            for (String column : across) {
                out.append(' ')
                        .append(shown(whole ? column : row, whole ? row : column))
                        .append(" |");
            }
            out.append('\n');
        }
    }

    private List<String> titles(Vendor vendor, boolean whole) {
        return vendor.operations().stream()
                .filter(operation -> operation.whole() == whole)
                .map(Operation::title)
                .toList();
    }

    private String shown(String operation, String fault) {
        return cells.stream()
                .filter(cell -> cell.operation().title().equals(operation)
                        && cell.fault().name().equals(fault))
                .findFirst()
                .map(ContractCell::shown)
                .orElseThrow();
    }
}
