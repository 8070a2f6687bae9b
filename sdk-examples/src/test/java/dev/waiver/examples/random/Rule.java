package dev.waiver.examples.random;

/**
 * A rule as this run sees it, at every vendor alike.
 *
 * @param id the service's id; empty for one that is not there yet
 * @param name tells it from all others of the run
 * @param version what it says, which a change changes; empty where an answer does not tell
 */
record Rule(String id, String name, String version) {

    static Rule of(String name, String version) {
        return new Rule("", name, version);
    }

    /** Whether the service holds what was to be held, whatever its id is. */
    boolean sameAs(Rule other) {
        return name.equals(other.name) && version.equals(other.version);
    }

    @Override
    public String toString() {
        return name + "=" + version + (id.isEmpty() ? "" : "#" + id);
    }
}
