package dev.waiver.scanning.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule holds: on hosts, on a port, on both, in one scan, or everywhere. One value, so that no part of it is
 * ever left out of a change by accident: what a service makes of a missing host may well be "any".
 *
 * <p>Two scopes are equal when hosts (as a set, without case), port number, scan and task are.
 *
 * @see <a href="https://scanning-api.clone-systems.com/create-exception-16246399e0">Create Exception</a>
 */
public final class ScanningScope {

    /** What a scope consists of. */
    public enum Kind {
        /** Hosts, all their ports. */
        HOSTS,
        /** One port, on all hosts. */
        PORT,
        /** Hosts and one port. */
        HOSTS_AND_PORT,
        /** One scan. */
        SCAN,
        /** Hosts or a port, and a scan: which of them the service regards is not documented. */
        SEVERAL,
        /** Every host, port and scan. */
        EVERYWHERE,
        /** Only read, never sent: the engine's task, whose scan the service did not tell. */
        TASK,
        /** Only read, never sent: the service did not say where the rule holds. */
        UNKNOWN
    }

    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");
    private static final Pattern WITH_PORT = Pattern.compile("[^:\\[\\]]+:\\d+");
    private static final ScanningScope EVERYWHERE = new ScanningScope("", null, null, null, true);
    private static final ScanningScope NOT_TOLD = new ScanningScope("", null, null, null, false);

    private final String hosts;
    private final Set<String> hostSet;
    private final @Nullable ScanningPort port;
    private final @Nullable String scan;
    private final @Nullable String task;
    private final boolean told;

    private ScanningScope(
            String hosts, @Nullable ScanningPort port, @Nullable String scan, @Nullable String task, boolean told) {
        this.hosts = hosts;
        this.hostSet = setOf(hosts);
        this.port = port;
        this.scan = scan;
        this.task = task;
        this.told = told;
    }

    /**
     * All ports of these hosts, in every scan.
     *
     * @param hosts addresses or names, at least one; how the service separates several is not documented, a comma is
     *     inferred
     * @return the scope
     * @throws IllegalArgumentException if there is none, or one is blank or carries a port or a scheme
     */
    public static ScanningScope hosts(String... hosts) {
        return new ScanningScope(joined(List.of(hosts)), null, null, null, true);
    }

    /**
     * All ports of these hosts, in every scan.
     *
     * @param hosts addresses or names, at least one
     * @return the scope
     * @throws IllegalArgumentException if there is none, or one is blank or carries a port or a scheme
     */
    public static ScanningScope hosts(Collection<String> hosts) {
        return new ScanningScope(joined(hosts), null, null, null, true);
    }

    /**
     * One port, on <b>all</b> hosts.
     *
     * @param port the port
     * @return the scope
     */
    public static ScanningScope port(int port) {
        return new ScanningScope("", ScanningPort.of(port), null, null, true);
    }

    /**
     * One port of one host, in every scan.
     *
     * @param host an address or a name
     * @param port the port
     * @return the scope
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    public static ScanningScope hostAndPort(String host, int port) {
        return hosts(host).with(ScanningPort.of(port));
    }

    /**
     * One scan, whatever the host and port.
     *
     * @param id the scan's id; a task's id is another one and does not stand for it
     * @return the scope
     * @throws IllegalArgumentException if it is blank
     */
    public static ScanningScope scan(String id) {
        if (Objects.requireNonNull(id, "scan").isBlank()) {
            throw new IllegalArgumentException("scan: must not be blank; give the id of the scan");
        }
        return new ScanningScope("", null, id.strip(), null, true);
    }

    /**
     * Every host, port and scan: the vulnerability is accepted wherever it is found.
     *
     * @return the scope
     */
    public static ScanningScope everywhere() {
        return EVERYWHERE;
    }

    /**
     * What a service said; never refused.
     *
     * @param hosts the hosts as text, {@code ""} for none
     * @param port the port, if any
     * @param scan the scan's id, if any
     * @param task the engine's task, if any
     * @return the scope
     */
    public static ScanningScope read(
            String hosts, @Nullable ScanningPort port, @Nullable String scan, @Nullable String task) {
        return new ScanningScope(hosts, port, scan, task, true);
    }

    /**
     * The scope of a rule whose answer has no member for one. Cannot be sent.
     *
     * @return the scope
     */
    public static ScanningScope unknown() {
        return NOT_TOLD;
    }

    /**
     * This scope and another one in the same rule. The documentation shows hosts, port and scan together and does not
     * say which of them wins: only for who knows what the service makes of it.
     *
     * @param other the other scope; a part that both have is taken from it
     * @return the scope with the parts of both
     */
    public ScanningScope and(ScanningScope other) {
        return new ScanningScope(
                other.hosts.isEmpty() ? hosts : other.hosts,
                other.port == null ? port : other.port,
                other.scan == null ? scan : other.scan,
                other.task == null ? task : other.task,
                told && other.told);
    }

    ScanningScope with(ScanningPort number) {
        return new ScanningScope(hosts, number, scan, task, told);
    }

    /**
     * What it consists of.
     *
     * @return the kind
     */
    public Kind kind() {
        if (!told) {
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
     * Whether it can be sent: known, the port a number, and no task whose scan is unknown.
     *
     * @return whether a service would understand it as what it says
     */
    public boolean isWritable() {
        return told
                && (scan != null || task == null)
                && (port == null || port.number().isPresent());
    }

    /**
     * The hosts as one text, the way the service has them.
     *
     * @return the text; empty for all hosts
     */
    public Optional<String> hosts() {
        return hosts.isEmpty() ? Optional.empty() : Optional.of(hosts);
    }

    /**
     * The hosts one by one, in lower case.
     *
     * @return the hosts; empty for all hosts
     */
    public Set<String> hostSet() {
        return hostSet;
    }

    /**
     * The port.
     *
     * @return the port; empty for all ports
     */
    public Optional<ScanningPort> port() {
        return Optional.ofNullable(port);
    }

    /**
     * The scan.
     *
     * @return the scan's id, if the rule holds in one scan and the service told which
     */
    public Optional<String> scan() {
        return Optional.ofNullable(scan);
    }

    /**
     * The engine's task behind a scan, as some answers have it. Never the same id as the scan's, and never sent.
     *
     * @return the task's id
     */
    public Optional<String> task() {
        return Optional.ofNullable(task);
    }

    /**
     * Whether this scope reaches further than another one: a part that limits the other is missing here, or here are
     * more hosts.
     *
     * @param other the scope to compare with
     * @return whether this one is wider; false also where this one was not told
     */
    public boolean isWiderThan(ScanningScope other) {
        if (!told) {
            return false;
        }
        boolean moreHosts = !other.hostSet.isEmpty()
                && (hostSet.isEmpty() || (hostSet.size() > other.hostSet.size() && hostSet.containsAll(other.hostSet)));
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
            if (Objects.requireNonNull(host, "host").isBlank()) {
                throw new IllegalArgumentException(
                        "hosts: must not be blank, which might mean all of them; give an address or a name");
            }
            if (host.contains("://")) {
                throw new IllegalArgumentException("hosts: '" + host + "' is a URL; give the address or name alone");
            }
            if (WITH_PORT.matcher(host.strip()).matches()) {
                throw new IllegalArgumentException(
                        "hosts: '" + host + "' carries a port; give host and port apart, as in forHostAndPort");
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
                && told == that.told
                && hostSet.equals(that.hostSet)
                && Objects.equals(port, that.port)
                && Objects.equals(scan, that.scan)
                && Objects.equals(task, that.task);
    }

    @Override
    public int hashCode() {
        return Objects.hash(told, hostSet, port, scan, task);
    }

    /**
     * In words, such as {@code 178.151.13.5:8080}.
     *
     * @return a short text for logs and tables
     */
    @Override
    public String toString() {
        String where =
                switch (kind()) {
                    case UNKNOWN -> "not told";
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
