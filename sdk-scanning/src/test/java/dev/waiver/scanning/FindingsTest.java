/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.scanning.model.ScanningFinding;
import dev.waiver.scanning.model.ScanningScope;
import dev.waiver.scanning.model.ScanningStatus;
import dev.waiver.testing.ScanningBehavior.Paging;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // a missing member fails the test anyway
class FindingsTest extends ScanningFixture {

    @Test
    void theResultsOfVersion1BecomeFindingsAndFindingsBecomeRules() {
        cg.stub("GET", "/vulnerabilities", document("vulnerabilities-v1.json"));
        List<ScanningFinding> findings = client().findings().list().toList();

        ScanningFinding tls = findings.get(0);
        assertThat(tls.id()).contains("9001");
        assertThat(tls.cves()).containsExactly("CVE-2011-3389", "CVE-2015-0204");
        assertThat(tls.severity().orElseThrow()).isEqualByComparingTo("4.3");
        assertThat(tls.exceptionId()).contains("41");
        assertThat(tls.exceptionStatus()).contains(ScanningStatus.REQUESTED);
        assertThat(tls.additionalProperties().get("nvt").path("tags").asText()).startsWith("summary=");
        ScanningExceptionRule rule =
                tls.ruleForHostAndPort().text("a").newSeverity(0).build();
        assertThat(rule.nvt()).contains(OID);
        assertThat(rule.scope()).isEqualTo(ScanningScope.hostAndPort("178.151.13.5", 443));
        assertThatThrownBy(tls::ruleForScan)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("scan"); // it has a task instead

        ScanningFinding icmp = findings.get(1);
        assertThat(icmp.cves()).isEmpty();
        assertThat(icmp.exceptionId()).isEmpty();
        assertThatThrownBy(icmp::ruleForHostAndPort)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("general/icmp")
                .hasMessageContaining("ruleForHost()");
        assertThat(icmp.ruleForHost().text("a").build().scope()).isEqualTo(ScanningScope.hosts("178.151.13.6"));
    }

    @Test
    void theFindingsOfAScanKnowTheirScan() {
        cg.addVulnerability("{\"id\":\"1\",\"host\":\"10.0.0.1\",\"port\":443,\"nvt\":\"" + OID + "\",\"scan\":\""
                + SCAN + "\",\"task\":\"t\"}");
        cg.addVulnerability("{\"id\":\"2\",\"nvt_oid\":\"1.2\",\"scan\":\"other\"}");
        pages(Paging.ANNOUNCED, 1);
        ScanningClient client = client();
        ScanningFinding finding = client.findings().ofScan(SCAN).toList().get(0);
        assertThat(finding.ruleForScan().text("a").build().scope()).isEqualTo(ScanningScope.scan(SCAN));
        assertThat(client.findings().list().toList()).hasSize(2);
        assertThat(client.findings()
                        .list(ScanningFilter.column("scan", "other"))
                        .toList())
                .hasSize(1);

        ScanningExceptionRule accepted = client.exceptions()
                .create(finding.ruleForHostAndPort()
                        .text("Accepted until the move")
                        .newSeverity(0)
                        .build())
                .execute();
        assertThat(accepted.scope()).isEqualTo(ScanningScope.hostAndPort("10.0.0.1", 443));
    }
}
