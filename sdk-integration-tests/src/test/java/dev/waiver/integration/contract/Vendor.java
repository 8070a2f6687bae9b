/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import java.util.List;
import java.util.function.Supplier;

/** The three services, and one of them over HTTP/2. */
@SuppressWarnings("ImmutableEnumChecker")
enum Vendor {
    SCANNING("Scanning", ScanningContractFixture::new, ScanningContractFixture::operations),
    EMAIL("Email", EmailContractFixture::new, EmailContractFixture::operations),
    DETECTION("Detection", DetectionContractFixture::new, DetectionContractFixture::operations),
    EMAIL_HTTP2("Email over HTTP/2", EmailContractFixture::new, Http2Scenarios::operations);

    final String title;
    private final Supplier<ContractFixture> bench;
    private final Supplier<List<Operation>> operations;

    Vendor(String title, Supplier<ContractFixture> bench, Supplier<List<Operation>> operations) {
        this.title = title;
        this.bench = bench;
        this.operations = operations;
    }

    /** Opens a new service and a client that is already authenticated. */
    ContractFixture open() {
        if (this == EMAIL_HTTP2) {
            return openOverHttp2();
        }
        ContractFixture made = bench.get();
        made.open();
        return made;
    }

    /** Opens a new service behind a front that speaks HTTP/2, and a client that is already authenticated. */
    ContractFixture openOverHttp2() {
        ContractFixture made = bench.get();
        made.overHttp2();
        made.open();
        return made;
    }

    List<Operation> operations() {
        return operations.get();
    }

    /** Returns the faults that the operations are tested with. */
    List<FaultScenario> faults() {
        return this == EMAIL_HTTP2 ? Http2Scenarios.all() : FaultScenario.all();
    }
}
