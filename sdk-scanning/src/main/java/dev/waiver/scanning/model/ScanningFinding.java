package dev.waiver.scanning.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.json.ImmutablesStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A vulnerability that a scan found: what exceptions are made from, so that {@code nvt}, host, port and scan need not
 * be typed. The shape of the service's answer is not documented for version 2; it is read by the names of version 1 and
 * their likely successors, and whatever is missing is empty.
 */
@Value.Immutable
@ImmutablesStyle
public interface ScanningFinding extends WithScanningFinding {
    /**
     * The finding's id. It is no {@code nvt}.
     *
     * @return the id
     */
    Optional<String> id();

    /**
     * The vulnerability's name.
     *
     * @return the name
     */
    Optional<String> name();

    /**
     * The vulnerability: the OID of its test.
     *
     * @return the OID
     */
    Optional<String> nvt();

    /**
     * The CVE ids.
     *
     * @return the ids; empty if there are none
     */
    List<String> cves();

    /**
     * The severity.
     *
     * @return the severity
     */
    Optional<BigDecimal> severity();

    /**
     * The severity in a word.
     *
     * @return the word
     */
    Optional<String> threat();

    /**
     * Where it was found.
     *
     * @return an address or a name
     */
    Optional<String> host();

    /**
     * The port, which may be a word.
     *
     * @return the port as sent
     */
    Optional<ScanningPort> port();

    /**
     * The scan that found it.
     *
     * @return the scan's id; always there when the findings of one scan were listed
     */
    Optional<String> scan();

    /**
     * The engine's task behind the scan; another id than the scan's.
     *
     * @return the task's id
     */
    Optional<String> task();

    /**
     * The exception that applies already.
     *
     * @return its id
     */
    Optional<String> exceptionId();

    /**
     * How far that exception has come.
     *
     * @return its status
     */
    Optional<ScanningStatus> exceptionStatus();

    /**
     * The members of the answer that this class has no method for.
     *
     * @return the members by name
     */
    Map<String, JsonNode> additionalProperties();

    /**
     * Starts a rule for this vulnerability on this host and port; {@code 443/tcp} becomes 443.
     *
     * @return a builder that lacks the text
     * @throws IllegalStateException if the finding has no vulnerability test or host, or its port is no number: then
     *     take {@link #ruleForHost()}
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
     * Starts a rule for this vulnerability on all ports of this host.
     *
     * @return a builder that lacks the text
     * @throws IllegalStateException if the finding has no vulnerability test or host
     */
    default ScanningExceptionRule.Builder ruleForHost() {
        return withNvt(ScanningExceptionRule.forHosts(hostOrRefuse()));
    }

    /**
     * Starts a rule for this vulnerability in the scan that found it.
     *
     * @return a builder that lacks the text
     * @throws IllegalStateException if the finding has no vulnerability test, or does not tell its scan: a task does
     *     not stand for one
     */
    default ScanningExceptionRule.Builder ruleForScan() {
        return withNvt(ScanningExceptionRule.forScan(
                scan().orElseThrow(() -> lacks("a scan; list the findings of that scan to have it"))));
    }

    /**
     * A finding that tells nothing, to be completed by its {@code with} methods; for tests and for findings from
     * elsewhere.
     *
     * @return the finding
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
        return new IllegalStateException("the finding " + id().orElse("without id") + " does not tell " + what);
    }
}
