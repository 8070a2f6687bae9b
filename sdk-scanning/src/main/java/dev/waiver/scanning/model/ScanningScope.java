/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning.model;

import dev.waiver.core.Inferred;
import dev.waiver.core.internal.check.PathValues;
import dev.waiver.core.internal.check.TextChecks;
import dev.waiver.core.internal.rules.CanonicalHost;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a rule: hosts, a port, both, one scan, or everywhere. It is a single value, so that a change cannot
 * leave out a part by accident: a service may read a missing host as "any".
 *
 * <p>Two scopes are equal if hosts (as a set, ignoring case), port number, scan and task are equal. Operations that
 * compare rules, such as {@code ensure}, compare addresses and networks by value, too.
 *
 * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
 */
public final class ScanningScope {

    /** The kinds of scopes. */
    public enum Kind {
        /** All ports of some hosts. */
        HOSTS,
        /** One port of all hosts. */
        PORT,
        /** One port of some hosts. */
        HOSTS_AND_PORT,
        /** One scan. */
        SCAN,
        /** Hosts or a port, and a scan. Which of them the service uses is not documented. */
        SEVERAL,
        /** Every host, port and scan. */
        EVERYWHERE,
        /** Read, never sent: the engine's task, in a response without its scan. */
        TASK,
        /** Read, never sent: the response does not show where the rule applies. */
        UNKNOWN
    }

    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");
    private static final Pattern WITH_PORT = Pattern.compile("[^:\\[\\]]+:\\d+");
    private static final ScanningScope EVERYWHERE = new ScanningScope("", null, null, null, true);
    private static final ScanningScope UNKNOWN = new ScanningScope("", null, null, null, false);

    private final String hosts;
    private final Set<String> hostSet;
    private final @Nullable ScanningPort port;
    private final @Nullable String scan;
    private final @Nullable String task;
    private final boolean known;

    private ScanningScope(
            String hosts, @Nullable ScanningPort port, @Nullable String scan, @Nullable String task, boolean told) {
        this.hosts = hosts;
        this.hostSet = setOf(hosts);
        this.port = port;
        this.scan = scan;
        this.task = task;
        this.known = told;
    }

    /**
     * Returns the scope of all ports of these hosts, in every scan. Inferred: several hosts are separated by commas.
     *
     * @param hosts addresses or names, at least one
     * @throws IllegalArgumentException if there is none, or one is blank or has a port or a scheme
     */
    @Inferred("How several hosts are separated is not documented; a comma is inferred from the engine.")
    public static ScanningScope hosts(String... hosts) {
        return new ScanningScope(joined(Arrays.asList(hosts)), null, null, null, true);
    }

    /**
     * Returns the scope of all ports of these hosts, in every scan. Inferred: several hosts are separated by commas.
     *
     * @param hosts addresses or names, at least one
     * @throws IllegalArgumentException if there is none, or one is blank or has a port or a scheme
     */
    @Inferred("How several hosts are separated is not documented; a comma is inferred from the engine.")
    public static ScanningScope hosts(Collection<String> hosts) {
        return new ScanningScope(joined(hosts), null, null, null, true);
    }

    /**
     * Returns the scope of one port of <b>all</b> hosts.
     *
     * @param port 1 to 65535
     * @throws IllegalArgumentException for any other number
     */
    public static ScanningScope port(int port) {
        return new ScanningScope("", ScanningPort.of(port), null, null, true);
    }

    /**
     * Returns the scope of one port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port 1 to 65535
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    public static ScanningScope hostAndPort(String host, int port) {
        return hosts(host).with(ScanningPort.of(port));
    }

    /**
     * Returns the scope of one scan, with all of its hosts and ports.
     *
     * @param id the scan's id; a task's id is a different one
     * @throws IllegalArgumentException if it is blank, {@code .} or {@code ..}, or contains a lone surrogate
     */
    public static ScanningScope scan(String id) {
        PathValues.check("scan", id, "give the id of the scan");
        return new ScanningScope("", null, id.strip(), null, true);
    }

    /**
     * Returns the scope of every host, port and scan: the vulnerability is accepted wherever it is found. Inferred: a
     * rule that is sent without a scope applies everywhere.
     */
    @Inferred("That a rule without hosts, port and scan applies everywhere is inferred from an older product of the "
            + "vendor.")
    public static ScanningScope everywhere() {
        return EVERYWHERE;
    }

    /**
     * Returns a scope as a service sent it. No values are refused.
     *
     * @param hosts the hosts as one text, {@code ""} for none
     * @param port the port, if any
     * @param scan the scan's id, if any
     * @param task the id of the engine's task, if any
     */
    public static ScanningScope read(
            String hosts, @Nullable ScanningPort port, @Nullable String scan, @Nullable String task) {
        return new ScanningScope(hosts, port, scan, task, true);
    }

    /** Returns the scope of a rule whose response has no member for one. It cannot be sent. */
    public static ScanningScope unknown() {
        return UNKNOWN;
    }

    /**
     * Returns this scope combined with another one, to be sent in one rule. Use this only if you know what the service
     * does with both. Inferred: the service accepts both, since the documentation shows hosts, port and scan together;
     * it does not say which takes precedence.
     *
     * @param other the other scope; a part that both have is taken from it
     */
    @Inferred("That hosts or port and a scan can be sent together is inferred from the documentation's sample.")
    public ScanningScope and(ScanningScope other) {
        return new ScanningScope(
                other.hosts.isEmpty() ? hosts : other.hosts,
                other.port == null ? port : other.port,
                other.scan == null ? scan : other.scan,
                other.task == null ? task : other.task,
                known && other.known);
    }

    ScanningScope with(ScanningPort number) {
        return new ScanningScope(hosts, number, scan, task, known);
    }

    /** Returns the kind of this scope. */
    public Kind kind() {
        if (!known) {
            return Kind.UNKNOWN;
        }
        boolean onHosts = !hosts.isEmpty();
        if (scan != null) {
            return onHosts || port != null ? Kind.SEVERAL : Kind.SCAN;
        }
        if (task != null) {
            return Kind.TASK;
        }
        if (port != null) {
            return onHosts ? Kind.HOSTS_AND_PORT : Kind.PORT;
        }
        return onHosts ? Kind.HOSTS : Kind.EVERYWHERE;
    }

    /**
     * Returns whether this scope can be sent: it is known, its port is a number or absent, and it has no task without a
     * scan.
     */
    public boolean isWritable() {
        return known
                && (scan != null || task == null)
                && (port == null || port.number().isPresent());
    }

    /** Returns whether this is the scope of every host, port and scan without anybody having said so. */
    @SuppressWarnings("ReferenceEquality") // an equal scope that was read does not say so
    boolean isMissing() {
        return kind() == Kind.EVERYWHERE && this != EVERYWHERE;
    }

    /** Returns the hosts as one text, as the service has them; empty for all hosts. */
    public Optional<String> hosts() {
        return hosts.isEmpty() ? Optional.empty() : Optional.of(hosts);
    }

    /**
     * Returns the hosts one by one, in lower case; empty for all hosts. Inferred: commas, semicolons and white space
     * separate them.
     */
    @Inferred("How the service separates several hosts is not documented; comma, semicolon and white space are "
            + "accepted.")
    public Set<String> hostSet() {
        return hostSet;
    }

    /** Returns the port; empty for all ports. */
    public Optional<ScanningPort> port() {
        return Optional.ofNullable(port);
    }

    /** Returns the scan's id, if the rule applies in one scan and the response has its id. */
    public Optional<String> scan() {
        return Optional.ofNullable(scan);
    }

    /**
     * Returns the id of the engine's task behind a scan. It is never the scan's id, and is never sent. Inferred: some
     * responses have it, as in version 1 of the API.
     */
    @Inferred("Responses with a task in place of the scan were seen in version 1 of the API.")
    public Optional<String> task() {
        return Optional.ofNullable(task);
    }

    /**
     * Returns whether this scope is wider than another one: it lacks a part that limits the other, or has all of its
     * hosts and more. False if this scope is unknown.
     *
     * @param other the scope to compare with
     */
    public boolean isWiderThan(ScanningScope other) {
        if (!known) {
            return false;
        }
        Set<String> these = CanonicalHost.of(hostSet);
        Set<String> others = CanonicalHost.of(other.hostSet);
        boolean moreHosts =
                !others.isEmpty() && (these.isEmpty() || (these.size() > others.size() && these.containsAll(others)));
        boolean morePorts = other.port != null && port == null;
        boolean moreScans = (other.scan != null || other.task != null) && scan == null && task == null;
        return moreHosts || morePorts || moreScans;
    }

    private static String joined(Collection<String> given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException(
                    "hosts: at least one is needed; for all hosts use a port, a scan or everywhere()");
        }
        for (String host : given) {
            TextChecks.checkNotBlank("hosts", host, "it might mean all of them; give an address or a name");
            if (host.contains("://")) {
                throw new IllegalArgumentException("hosts: '" + host + "' is a URL; give the address or name alone");
            }
            if (WITH_PORT.matcher(host.strip()).matches()) {
                throw new IllegalArgumentException(
                        "hosts: '" + host + "' carries a port; give host and port separately, as in forHostAndPort");
            }
        }
        return String.join(",", given.stream().map(String::strip).toList());
    }

    private static Set<String> setOf(String hosts) {
        Set<String> set = new LinkedHashSet<>();
        for (String host : SEPARATORS.split(hosts, -1)) {
            if (!host.isEmpty()) {
                set.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return java.util.Collections.unmodifiableSet(set);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScanningScope that
                && known == that.known
                && hostSet.equals(that.hostSet)
                && Objects.equals(port, that.port)
                && Objects.equals(scan, that.scan)
                && Objects.equals(task, that.task);
    }

    @Override
    public int hashCode() {
        return Objects.hash(known, hostSet, port, scan, task);
    }

    /** Returns a short text for logs and tables, such as {@code 178.151.13.5:8080}. */
    @Override
    public String toString() {
        String where =
                switch (kind()) {
                    case UNKNOWN -> "unknown";
                    case EVERYWHERE -> "everywhere";
                    case TASK -> "task " + task;
                    case SCAN -> "scan " + scan;
                    case PORT -> "any host:" + port;
                    case HOSTS -> hosts;
                    case HOSTS_AND_PORT, SEVERAL ->
                        (hosts.isEmpty() ? "any host" : hosts) + (port == null ? "" : ":" + port);
                };
        return kind() == Kind.SEVERAL ? where + " and scan " + scan : where;
    }
}
