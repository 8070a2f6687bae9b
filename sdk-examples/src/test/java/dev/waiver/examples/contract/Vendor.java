package dev.waiver.examples.contract;

import java.util.List;
import java.util.function.Supplier;

/** The three services. */
@SuppressWarnings("ImmutableEnumChecker")
enum Vendor {
    SCANNING("Scanning", ScanningBench::new, ScanningBench::operations),
    EMAIL("E-mail", EmailBench::new, EmailBench::operations),
    DETECTION("Detection", DetectionBench::new, DetectionBench::operations);

    final String title;
    private final Supplier<Bench> bench;
    private final Supplier<List<Operation>> operations;

    Vendor(String title, Supplier<Bench> bench, Supplier<List<Operation>> operations) {
        this.title = title;
        this.bench = bench;
        this.operations = operations;
    }

    /** A new service with a client that has signed in. */
    Bench open() {
        Bench made = bench.get();
        made.open();
        return made;
    }

    List<Operation> operations() {
        return operations.get();
    }
}
