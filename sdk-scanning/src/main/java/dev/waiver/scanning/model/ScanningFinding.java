/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.Inferred;
import dev.waiver.core.json.ImmutablesStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A vulnerability that a scan found. Its methods return builders of exceptions, so that {@code nvt}, host, port and
 * scan need not be typed. The shape of the response is not documented for version 2. Inferred: it is read by the names
 * of version 1 and their likely successors; whatever is missing is empty.
 */
@Inferred("The shape of findings is not documented for version 2; members are read as in version 1, or by likely "
        + "names.")
@Value.Immutable
@ImmutablesStyle
public interface ScanningFinding extends WithScanningFinding {
    /** Returns the finding's id. It is not an {@code nvt}. */
    Optional<String> id();

    /** Returns the vulnerability's name. */
    Optional<String> name();

    /** Returns the vulnerability: the OID of its test. */
    Optional<String> nvt();

    /** Returns the CVE ids; empty if there are none. */
    List<String> cves();

    /** Returns the severity. */
    Optional<BigDecimal> severity();

    /** Returns the severity as a word. */
    Optional<String> threat();

    /** Returns the address or name of the host. */
    Optional<String> host();

    /** Returns the port as sent; it may be a word. */
    Optional<ScanningPort> port();

    /** Returns the id of the scan that found it. Always present if the findings of one scan were listed. */
    Optional<String> scan();

    /** Returns the id of the engine's task behind the scan, which is not the scan's id. */
    Optional<String> task();

    /** Returns the id of the exception that already applies. */
    Optional<String> exceptionId();

    /** Returns the status of the exception that already applies. */
    Optional<ScanningStatus> exceptionStatus();

    /** Returns the members of the response that this class has no method for or could not read, by name. */
    Map<String, JsonNode> additionalProperties();

    /**
     * Returns a builder for a rule on this vulnerability, host and port; only the text is missing. {@code 443/tcp}
     * becomes 443.
     *
     * @throws IllegalStateException if the finding has no vulnerability test or host, or its port is not a number; use
     *     {@link #ruleForHost()} then
     */
    default ScanningExceptionRule.Builder ruleForHostAndPort() {
        int number = port().map(ScanningPort::number)
                .filter(java.util.OptionalInt::isPresent)
                .orElseThrow(() -> lacks("a port with a number (it says "
                        + port().map(ScanningPort::raw).orElse("nothing") + "); use ruleForHost() for all its ports"))
                .getAsInt();
        return withNvt(ScanningExceptionRule.forHostAndPort(hostOrRefuse(), number));
    }

    /**
     * Returns a builder for a rule on this vulnerability and all ports of this host; only the text is missing.
     *
     * @throws IllegalStateException if the finding has no vulnerability test or host
     */
    default ScanningExceptionRule.Builder ruleForHost() {
        return withNvt(ScanningExceptionRule.forHosts(hostOrRefuse()));
    }

    /**
     * Returns a builder for a rule on this vulnerability in the scan that found it; only the text is missing.
     *
     * @throws IllegalStateException if the finding has no vulnerability test or no scan; a task does not replace the
     *     scan
     */
    default ScanningExceptionRule.Builder ruleForScan() {
        return withNvt(ScanningExceptionRule.forScan(
                scan().orElseThrow(() -> lacks("a scan; list the findings of that scan to get it"))));
    }

    /**
     * Returns a finding without any values, to be completed with its {@code with} methods. For tests, and for findings
     * from other sources.
     */
    static ScanningFinding empty() {
        return ImmutableScanningFinding.builder().build();
    }

    private String hostOrRefuse() {
        return host().orElseThrow(() -> lacks("a host"));
    }

    private ScanningExceptionRule.Builder withNvt(ScanningExceptionRule.Builder rule) {
        return rule.nvt(nvt().orElseThrow(() -> lacks("an nvt")));
    }

    private IllegalStateException lacks(String what) {
        return new IllegalStateException("the finding " + id().orElse("without id") + " does not have " + what);
    }
}
