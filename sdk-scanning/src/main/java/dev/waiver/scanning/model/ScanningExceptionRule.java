/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.Inferred;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.json.RuleStyle;
import dev.waiver.core.json.WireTimestamp;
import dev.waiver.scanning.internal.NvtOid;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * An accepted finding: one vulnerability, and the scope in which it is accepted. Each kind of scope has a factory
 * method:
 *
 * <pre>{@code
 * ScanningExceptionRule.forHostAndPort("178.151.13.5", 8080)
 *     .nvt("1.3.6.1.4.1.25623.1.0.815255").text("Behind the WAF").newSeverity(0).build()
 * }</pre>
 *
 * <p>Only {@code text}, {@code nvt}, {@link #scope()} and {@code new_severity} are ever sent. The shape of responses is
 * not documented. Inferred: they are read in every form that was seen or is likely.
 *
 * <p>The {@code with} methods return a copy with something changed, as {@link #toBuilder()} does. They refuse what the
 * builder refuses, unless this rule is like that already: a rule that was read from the service is not judged.
 *
 * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
 */
@Value.Immutable
@RuleStyle
public interface ScanningExceptionRule extends ExceptionRule {
    /** Returns the rule's id; empty for a rule that was not read from the service. Inferred: the member. */
    @Inferred("Read from id, as in version 1 of the API, or from uuid; neither is documented.")
    @Override
    Optional<String> entityId();

    /**
     * Returns the vulnerability: the OID of its test ("NVT"). Empty if the response has none. Inferred: the member of
     * responses.
     */
    @Inferred("In responses, read from nvt_oid, as in version 1 of the API, or from nvt; neither is documented.")
    Optional<String> nvt();

    /** Returns the vulnerability's name, if the response has it. Inferred: the member. */
    @Inferred("Read from nvt.name or nvt_name, which are not documented.")
    Optional<String> nvtName();

    /**
     * Returns the reason why the finding is accepted; empty if the response has none. No maximum length is documented;
     * an old client of the vendor limited it to 600 characters. Inferred: the member of responses.
     */
    @Inferred("In responses, read from text, as in version 1 of the API.")
    Optional<String> text();

    /**
     * Returns the scope in which the finding is accepted. It can only be replaced as a whole. Inferred: the members of
     * responses.
     */
    @Inferred("In responses, read from hosts, port and task, as in version 1 of the API, and from scan.")
    ScanningScope scope();

    /** Returns the scan's name, if the response has it. Inferred: the member. */
    @Inferred("Read from task.name, as in version 1 of the API, or from scan.name.")
    Optional<String> scanName();

    /**
     * Returns the severity that matching findings get instead, if one is set. 0 is a value. Range and default are not
     * documented. Inferred: the member of responses.
     */
    @Inferred("In responses, read from new_severity, which is documented for requests only.")
    Optional<BigDecimal> newSeverity();

    /** Returns the severity without the rule, if the response has it. Inferred: the member. */
    @Inferred("The member is inferred from the engine behind the service.")
    Optional<BigDecimal> severity();

    /**
     * Returns the rule's status, if the response has it. A new rule may be merely {@linkplain ScanningStatus#REQUESTED
     * requested}. Inferred: the member.
     */
    @Inferred("The member was seen in version 1 of the API, at the exceptions of findings only.")
    Optional<ScanningStatus> status();

    /**
     * Returns whether the service marks the rule as active, if the response has such a member. Inferred: the member,
     * from the engine behind the service.
     */
    @Inferred("The member is inferred from the engine behind the service.")
    Optional<Boolean> active();

    /** Returns the time of creation as sent, if the response has it. Inferred: the member. */
    @Inferred("Read from created_at, creation_time or created, which are not documented.")
    Optional<WireTimestamp> createdAt();

    /** Returns the time of the last change as sent, if the response has it. Inferred: the member. */
    @Inferred("Read from updated_at, modification_time or modified, which are not documented.")
    Optional<WireTimestamp> updatedAt();

    /**
     * Returns the members of the response that this class has no method for or could not read, by name. They are not
     * sent back.
     */
    Map<String, JsonNode> additionalProperties();

    /**
     * Returns whether the rule is in force; empty if the response has neither a status nor {@link #active()}. Inferred:
     * a rule that is merely requested or not active is not in force. Statuses other than {@code requested} are not
     * documented and count as in force.
     */
    @Inferred("That merely requested and inactive rules are not in force, and all others are, is inferred.")
    default Optional<Boolean> inForce() {
        if (status().filter(ScanningStatus::isRequested).isPresent()
                || active().filter(on -> !on).isPresent()) {
            return Optional.of(false);
        }
        return status().isPresent() || active().isPresent() ? Optional.of(true) : Optional.empty();
    }

    /**
     * Returns a builder for a rule on one port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    static Builder forHostAndPort(String host, int port) {
        return new Builder(ScanningScope.hostAndPort(host, port));
    }

    /**
     * Returns a builder for a rule on one port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port digits; {@code 443/tcp} is refused
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    static Builder forHostAndPort(String host, String port) {
        return new Builder(ScanningScope.hosts(host).with(ScanningPort.of(port)));
    }

    /**
     * Returns a builder for a rule on all ports of these hosts, in every scan. Inferred: several hosts are separated by
     * commas.
     *
     * @param hosts addresses or names, at least one
     * @throws IllegalArgumentException if there is none, or one cannot be sent
     */
    @Inferred("How several hosts are separated is not documented; a comma is inferred from the engine.")
    static Builder forHosts(String... hosts) {
        return new Builder(ScanningScope.hosts(hosts));
    }

    /**
     * Returns a builder for a rule on all ports of these hosts, in every scan. Inferred: several hosts are separated by
     * commas.
     *
     * @param hosts addresses or names, at least one
     * @throws IllegalArgumentException if there is none, or one cannot be sent
     */
    @Inferred("How several hosts are separated is not documented; a comma is inferred from the engine.")
    static Builder forHosts(Collection<String> hosts) {
        return new Builder(ScanningScope.hosts(hosts));
    }

    /**
     * Returns a builder for a rule on one port of <b>all</b> hosts.
     *
     * @param port 1 to 65535
     * @throws IllegalArgumentException if it is not 1 to 65535
     */
    static Builder forPort(int port) {
        return new Builder(ScanningScope.port(port));
    }

    /**
     * Returns a builder for a rule on one port of <b>all</b> hosts.
     *
     * @param port digits; {@code 443/tcp} is refused
     * @throws IllegalArgumentException if it is not a number from 1 to 65535
     */
    static Builder forPort(String port) {
        return new Builder(ScanningScope.everywhere().with(ScanningPort.of(port)));
    }

    /**
     * Returns a builder for a rule on all hosts and ports of one scan.
     *
     * @param scanId the scan's id; a task's id is not the same
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    static Builder forScan(String scanId) {
        return new Builder(ScanningScope.scan(scanId));
    }

    /**
     * Returns a builder for a rule on every host, port and scan. Inferred: a rule that is sent without a scope applies
     * everywhere.
     */
    @Inferred("That a rule without hosts, port and scan applies everywhere is inferred from an older product of the "
            + "vendor.")
    static Builder everywhere() {
        return new Builder(ScanningScope.everywhere());
    }

    /**
     * Returns a builder that sets every member and checks none, for rules that another client read. For a rule to be
     * sent, use the builder of its kind of scope, such as {@link #forHostAndPort(String, int)}.
     */
    static RawBuilder rawBuilder() {
        return new RawBuilder();
    }

    /** Returns a builder with everything that this rule has. It checks only what is changed. */
    default Builder toBuilder() {
        return new Builder(this, false);
    }

    /** Returns a copy with another id, which is not sent. */
    default ScanningExceptionRule withEntityId(String id) {
        return raw().rawEntityId(Objects.requireNonNull(id, "entityId"));
    }

    /**
     * Returns a copy for another vulnerability.
     *
     * @param oid the OID of the vulnerability's test, such as {@code 1.3.6.1.4.1.25623.1.0.815255}
     * @throws IllegalArgumentException for anything else, such as a CVE id or the id of a finding
     */
    default ScanningExceptionRule withNvt(String oid) {
        boolean same = nvt().filter(Objects.requireNonNull(oid, "nvt")::equals).isPresent();
        return same ? this : raw().rawNvt(NvtOid.normalized(oid));
    }

    /**
     * Returns a copy with another reason why the finding is accepted.
     *
     * @throws IllegalArgumentException if it is blank
     */
    default ScanningExceptionRule withText(String text) {
        boolean same =
                text().filter(Objects.requireNonNull(text, "text")::equals).isPresent();
        return raw().rawText(same ? text : TextChecks.checkNotBlank("text", text, "say why the finding is accepted"));
    }

    /**
     * Returns a copy with another scope.
     *
     * @throws IllegalArgumentException if the scope cannot be sent, or is that of every host and was not created by
     *     {@link ScanningScope#everywhere()}
     */
    default ScanningExceptionRule withScope(ScanningScope scope) {
        boolean same = scope().equals(Objects.requireNonNull(scope, "scope"));
        if (!same && !scope.isWritable()) {
            throw new IllegalArgumentException("scope: '" + scope + "' cannot be sent, and without it the finding could"
                    + " be accepted everywhere; give hosts, a port, both, or a scan");
        }
        if (!same && scope.isMissing()) {
            throw new IllegalArgumentException(
                    "scope: it has no hosts, port or scan; give one of them, or say" + " ScanningScope.everywhere()");
        }
        return raw().rawScope(scope);
    }

    /** Returns a copy with another severity that matching findings get instead; 0 is a value. */
    default ScanningExceptionRule withNewSeverity(BigDecimal value) {
        return raw().rawNewSeverity(Objects.requireNonNull(value, "newSeverity"));
    }

    /**
     * Returns a copy with another severity that matching findings get instead; 0 is a value.
     *
     * @throws IllegalArgumentException if it is not a finite number
     */
    default ScanningExceptionRule withNewSeverity(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("newSeverity: must be a number such as 0 or 4.5, not " + value);
        }
        boolean whole = value == Math.rint(value);
        return withNewSeverity(whole ? new BigDecimal(value) : BigDecimal.valueOf(value));
    }

    /**
     * Returns a copy with another severity that matching findings get instead, or without one, if empty; the effect of
     * sending none is not documented.
     */
    default ScanningExceptionRule withNewSeverity(Optional<BigDecimal> value) {
        return raw().rawNewSeverity(value);
    }

    private ImmutableScanningExceptionRule raw() {
        return (ImmutableScanningExceptionRule) ImmutableScanningExceptionRule.copyOf(this);
    }

    /** A builder that sets every member of a rule, also those that are never sent, and checks none. */
    final class RawBuilder extends ImmutableScanningExceptionRule.Builder {
        /** Creates a builder with nothing set. The scope is required. */
        public RawBuilder() {}
    }

    /** A builder for a rule with a given scope. It has the members that are sent. */
    @CanIgnoreReturnValue
    final class Builder {
        private final boolean isNew;
        private ScanningExceptionRule rule;

        private Builder(ScanningScope scope) {
            this(rawBuilder().scope(scope).build(), true);
        }

        private Builder(ScanningExceptionRule rule, boolean isNew) {
            this.rule = rule;
            this.isNew = isNew;
        }

        /**
         * Sets the vulnerability. Required.
         *
         * @param oid the OID of the vulnerability's test, such as {@code 1.3.6.1.4.1.25623.1.0.815255}
         * @throws IllegalArgumentException for anything else, such as a CVE id or the id of a finding
         */
        public Builder nvt(String oid) {
            rule = rule.withNvt(oid);
            return this;
        }

        /**
         * Sets the reason why the finding is accepted. Required.
         *
         * @throws IllegalArgumentException if it is blank
         */
        public Builder text(String value) {
            rule = rule.withText(value);
            return this;
        }

        /**
         * Replaces the scope.
         *
         * @throws IllegalArgumentException if the scope cannot be sent, or is that of every host and was not created by
         *     {@link ScanningScope#everywhere()}
         */
        public Builder scope(ScanningScope value) {
            rule = rule.withScope(value);
            return this;
        }

        /**
         * Sets the severity that matching findings get instead; 0 is a value. None by default: it is not sent, and the
         * effect of that is not documented.
         */
        public Builder newSeverity(BigDecimal value) {
            rule = rule.withNewSeverity(value);
            return this;
        }

        /**
         * Sets the severity that matching findings get instead; 0 is a value. None by default, as for
         * {@link #newSeverity(BigDecimal)}.
         *
         * @throws IllegalArgumentException if it is not a finite number
         */
        public Builder newSeverity(double value) {
            rule = rule.withNewSeverity(value);
            return this;
        }

        /**
         * Adds another scope that is sent along with the first. Use this only if you know what the service does with
         * both. Inferred: the service accepts both, since the documentation shows hosts, port and scan together; it
         * does not say which takes precedence.
         *
         * @param other the other scope; a part that both have is taken from it
         * @throws IllegalArgumentException if the result cannot be sent
         */
        @Inferred("That hosts or port and a scan can be sent together is inferred from the documentation's sample.")
        public Builder andAlso(ScanningScope other) {
            rule = rule.withScope(rule.scope().and(Objects.requireNonNull(other, "other")));
            return this;
        }

        /**
         * Builds the rule.
         *
         * @throws IllegalArgumentException if {@code nvt} or {@code text} is missing
         */
        @CheckReturnValue
        public ScanningExceptionRule build() {
            if (isNew && rule.nvt().isEmpty()) {
                throw new IllegalArgumentException("nvt: is required; give the OID of the vulnerability test");
            }
            if (isNew && rule.text().isEmpty()) {
                throw new IllegalArgumentException("text: is required; say why the finding is accepted");
            }
            return rule;
        }
    }
}
