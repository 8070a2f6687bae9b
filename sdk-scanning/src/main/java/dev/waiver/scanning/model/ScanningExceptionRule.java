package dev.waiver.scanning.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.json.ImmutablesStyle;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.scanning.internal.NvtOid;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * An accepted finding: one vulnerability, and where it is accepted. Made by one of the factories, each for one scope:
 *
 * <pre>{@code
 * ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
 *     .nvt("1.3.6.1.4.1.25623.1.0.815255").text("Behind the WAF").newSeverity(0).build()
 * }</pre>
 *
 * <p>Only {@code text}, {@code nvt}, {@link #scope()} and {@code new_severity} are ever sent. The shape of the
 * service's answers is not documented; they are read in every form that was seen or is likely.
 *
 * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
 */
@Value.Immutable
@ImmutablesStyle
@SuppressWarnings("immutables:incompat") // the builder is our own: one factory for each scope
public interface ScanningExceptionRule extends WithScanningExceptionRule {
    /**
     * The rule's id.
     *
     * @return the id; empty for a rule that was not read from the service
     */
    Optional<String> id();

    /**
     * The vulnerability: the OID of its test ("NVT").
     *
     * @return the OID; empty if the answer told none
     */
    Optional<String> nvt();

    /**
     * The vulnerability's name, where an answer has it.
     *
     * @return the name
     */
    Optional<String> nvtName();

    /**
     * Why the finding is accepted. An old client of the vendor's stopped at 600 characters; no limit is documented.
     *
     * @return the text; empty if the answer told none
     */
    Optional<String> text();

    /**
     * Where the finding is accepted. To change it, replace it as a whole.
     *
     * @return the scope
     */
    ScanningScope scope();

    /**
     * The scan's name, where an answer has it.
     *
     * @return the name
     */
    Optional<String> scanName();

    /**
     * The severity that matching findings get instead. 0 is a value; the range and the default are not documented.
     *
     * @return the severity, if one is set
     */
    Optional<BigDecimal> newSeverity();

    /**
     * The severity without the rule, where an answer has it.
     *
     * @return the severity
     */
    Optional<BigDecimal> severity();

    /**
     * How far the rule has come. A new one may be merely {@linkplain ScanningStatus#REQUESTED requested}.
     *
     * @return the status, where an answer has it
     */
    Optional<ScanningStatus> status();

    /**
     * Whether the service calls the rule active, where an answer has such a member (inferred from the engine behind the
     * service).
     *
     * @return whether it is active
     */
    Optional<Boolean> active();

    /**
     * When it was created, where an answer has it (inferred name).
     *
     * @return the time as sent
     */
    Optional<WireTimestamp> createdAt();

    /**
     * When it was changed last, where an answer has it (inferred name).
     *
     * @return the time as sent
     */
    Optional<WireTimestamp> updatedAt();

    /**
     * The members of the answer that this class has no method for, or could not read; they are not sent back.
     *
     * @return the members by name
     */
    Map<String, JsonNode> additionalProperties();

    /**
     * Whether the rule takes effect: not while it is merely requested or called inactive. Other words than
     * {@code requested} are not documented.
     *
     * @return whether it is in force; empty if the answer told neither a status nor an activity
     */
    default Optional<Boolean> inForce() {
        if (status().filter(ScanningStatus::isRequested).isPresent()
                || active().filter(on -> !on).isPresent()) {
            return Optional.of(false);
        }
        return status().isPresent() || active().isPresent() ? Optional.of(true) : Optional.empty();
    }

    /**
     * A rule for one port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port the port
     * @return a builder
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    static Builder forHostAndPort(String host, int port) {
        return new Builder(ScanningScope.hostAndPort(host, port));
    }

    /**
     * A rule for one port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port digits; {@code 443/tcp} is refused
     * @return a builder
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    static Builder forHostAndPort(String host, String port) {
        return new Builder(ScanningScope.hosts(host).with(ScanningPort.of(port)));
    }

    /**
     * A rule for all ports of these hosts, in every scan.
     *
     * @param hosts addresses or names, at least one
     * @return a builder
     * @throws IllegalArgumentException if there is none, or one cannot be sent
     */
    static Builder forHosts(String... hosts) {
        return new Builder(ScanningScope.hosts(hosts));
    }

    /**
     * A rule for all ports of these hosts, in every scan.
     *
     * @param hosts addresses or names, at least one
     * @return a builder
     * @throws IllegalArgumentException if there is none, or one cannot be sent
     */
    static Builder forHosts(Collection<String> hosts) {
        return new Builder(ScanningScope.hosts(hosts));
    }

    /**
     * A rule for one port on <b>all</b> hosts.
     *
     * @param port the port
     * @return a builder
     * @throws IllegalArgumentException if it is not 1 to 65535
     */
    static Builder forPort(int port) {
        return new Builder(ScanningScope.port(port));
    }

    /**
     * A rule for one port on <b>all</b> hosts.
     *
     * @param port digits; {@code 443/tcp} is refused
     * @return a builder
     * @throws IllegalArgumentException if it is no number, or not 1 to 65535
     */
    static Builder forPort(String port) {
        return new Builder(ScanningScope.everywhere().with(ScanningPort.of(port)));
    }

    /**
     * A rule for one scan, whatever the host and port.
     *
     * @param scanId the scan's id; a task's id does not stand for it
     * @return a builder
     * @throws IllegalArgumentException if it is blank
     */
    static Builder forScan(String scanId) {
        return new Builder(ScanningScope.scan(scanId));
    }

    /**
     * A rule for every host, port and scan.
     *
     * @return a builder
     */
    static Builder everywhere() {
        return new Builder(ScanningScope.everywhere());
    }

    /** Builds a rule for the scope that it was started with. */
    final class Builder {
        private ScanningScope scope;
        private @Nullable String nvt;
        private @Nullable String text;
        private @Nullable BigDecimal newSeverity;

        Builder(ScanningScope scope) {
            this.scope = scope;
        }

        /**
         * The vulnerability; required.
         *
         * @param oid the OID of its test, such as {@code 1.3.6.1.4.1.25623.1.0.815255}
         * @return this
         * @throws IllegalArgumentException for anything else, such as a CVE id or the id of a finding
         */
        @CanIgnoreReturnValue
        public Builder nvt(String oid) {
            nvt = NvtOid.normalized(oid);
            return this;
        }

        /**
         * Why the finding is accepted; required.
         *
         * @param value the reason
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        @CanIgnoreReturnValue
        public Builder text(String value) {
            if (Objects.requireNonNull(value, "text").isBlank()) {
                throw new IllegalArgumentException("text: must not be blank; say why the finding is accepted");
            }
            text = value;
            return this;
        }

        /**
         * The severity that matching findings get instead; 0 is a value. Left out, it is not sent, and what the service
         * makes of that is not documented.
         *
         * @param value the severity
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder newSeverity(BigDecimal value) {
            newSeverity = Objects.requireNonNull(value, "newSeverity");
            return this;
        }

        /**
         * The severity that matching findings get instead; 0 is a value.
         *
         * @param value the severity
         * @return this
         * @throws IllegalArgumentException if it is not a finite number
         */
        @CanIgnoreReturnValue
        public Builder newSeverity(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("newSeverity: must be a number such as 0 or 4.5, not " + value);
            }
            boolean whole = value == Math.rint(value);
            return newSeverity(whole ? new BigDecimal(value) : BigDecimal.valueOf(value));
        }

        /**
         * Sends another scope along with the first. The documentation shows hosts, port and scan together and does not
         * say which of them wins: only for who knows what the service makes of it.
         *
         * @param other the other scope
         * @return this
         */
        @CanIgnoreReturnValue
        public Builder andAlso(ScanningScope other) {
            scope = scope.and(other);
            return this;
        }

        /**
         * The rule.
         *
         * @return the rule
         * @throws IllegalArgumentException if {@code nvt} or {@code text} was not given
         */
        public ScanningExceptionRule build() {
            if (nvt == null) {
                throw new IllegalArgumentException("nvt: is required; give the OID of the vulnerability test");
            }
            if (text == null) {
                throw new IllegalArgumentException("text: is required; say why the finding is accepted");
            }
            return ImmutableScanningExceptionRule.builder()
                    .scope(scope)
                    .nvt(nvt)
                    .text(text)
                    .newSeverity(Optional.ofNullable(newSeverity))
                    .build();
        }
    }

    /**
     * A rule as a service sent it, for who reads one from elsewhere than this client; nothing is checked.
     *
     * @param scope where it holds
     * @return the rule, to be completed by its {@code with} methods
     */
    static ScanningExceptionRule read(ScanningScope scope) {
        return ImmutableScanningExceptionRule.builder().scope(scope).build();
    }
}
