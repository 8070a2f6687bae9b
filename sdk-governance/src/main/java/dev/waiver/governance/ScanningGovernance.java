/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.governance.internal.Depth;
import dev.waiver.governance.internal.GovernedSource;
import dev.waiver.governance.internal.RuleKind;
import dev.waiver.governance.internal.ScanningRuleFields;
import dev.waiver.governance.internal.ScanningRuleKind;
import dev.waiver.scanning.ScanningClient;
import dev.waiver.scanning.model.ScanningExceptionRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The accepted findings of the scanning service. */
final class ScanningGovernance implements GovernedVendor {
    private static final Source SOURCE = new Source("scanning", "", "");
    private static final RuleKind<ScanningExceptionRule> KIND = new ScanningRuleKind();

    private final ScanningClient client;
    private final InstantSource clock;

    ScanningGovernance(ScanningClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String vendor() {
        return "scanning";
    }

    @Override
    public ApiCall<Readings> read(Register register, Instant now, PlanOptions options, Depth depth) {
        ApiCall<SourceReading> reading = ServiceClock.checked(
                        clock, client.exceptions().list().all())
                .map(listed -> SourceReading.of(compared(register, now, options, depth, listed)));
        return Calls.onErrorResume(reading, e -> ApiCall.of(SourceReading.of(Governance.unreadable(SOURCE, e))))
                .map(source -> new Readings(List.of(source), List.of()));
    }

    private ComparedSource<ScanningExceptionRule> compared(
            Register register, Instant now, PlanOptions options, Depth depth, List<ScanningExceptionRule> listed) {
        Parts<ScanningExceptionRule> parts = new Parts<>(register, SOURCE, KIND, now);
        for (RegisterEntry entry : register.entries()) {
            for (Target target : entry.targets()) {
                if (target instanceof ScanningTarget scanning) {
                    parts.add(entry, VendorRules.rules(new ScanningRuleFields(), entry, scanning));
                }
            }
        }
        GovernedSource<ScanningExceptionRule> governed = new GovernedSource<>(
                SOURCE,
                KIND,
                client.exceptions(),
                () -> client.exceptions().list().all(),
                true);
        return ComparedSource.of(governed, Parts.register(register), parts.all(), listed, List.of(), options, depth);
    }
}
