package dev.waiver.testing;

import dev.waiver.testing.internal.Json;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The detection exceptions of Cylance / Aurora Endpoint Defense: the exchange of a signed token for an access token,
 * the six operations on {@code /exceptions/v2}, and the rule sets in which exceptions are switched on. Documents are
 * kept as the text they came in.
 */
public final class DetectionSimulator extends Simulator {

    /**
     * An application of a tenant.
     *
     * @param tenantId the tenant's id
     * @param applicationId the application's id
     * @param applicationSecret the secret it signs with
     */
    public record Credentials(String tenantId, String applicationId, String applicationSecret) {}

    private final Credentials credentials;
    private final DetectionBackend service;

    private DetectionSimulator(Builder builder) {
        super(builder);
        credentials = builder.credentials;
        service = new DetectionBackend(clock());
    }

    /** What the simulator can be told before it starts; {@link Simulator#reset()} goes back to this. */
    public static final class Builder extends Simulator.Builder<DetectionSimulator, Builder> {
        private Credentials credentials = new Credentials(
                "11111111-2222-4333-8444-555555555555",
                "66666666-7777-4888-9999-000000000000",
                "abababab-cdcd-4efe-8f0f-121212121212");

        private Builder() {}

        /**
         * The application to sign in as.
         *
         * @param tenantId the tenant's id
         * @param applicationId the application's id
         * @param applicationSecret the secret it signs with
         * @return this
         */
        public Builder credentials(String tenantId, String applicationId, String applicationSecret) {
            credentials = new Credentials(tenantId, applicationId, applicationSecret);
            return this;
        }

        /**
         * How the service behaves from the start.
         *
         * @param settings sets it
         * @return this
         */
        public Builder behavior(Consumer<DetectionBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        /**
         * An exception that is there from the start. It is read by {@link #build()} and again by each reset, which fail
         * as {@link DetectionSimulator#load} does.
         *
         * @param json where from, such as a file or a resource
         * @return this
         */
        public Builder load(URL json) {
            return initially(simulator -> simulator.load(json));
        }

        /**
         * A rule set that is there from the start; the first one is the default one.
         *
         * @param json its document, see {@link DetectionSimulator#addRuleSet}
         * @return this
         */
        public Builder ruleSet(String json) {
            return initially(simulator -> simulator.addRuleSet(json));
        }

        /**
         * A rule set that is there from the start; the first one is the default one. It is read by {@link #build()} and
         * again by each reset, which fail as {@link DetectionSimulator#loadRuleSet} does.
         *
         * @param json where from, such as a file or a resource
         * @return this
         */
        public Builder loadRuleSet(URL json) {
            return initially(simulator -> simulator.loadRuleSet(json));
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        DetectionSimulator create() {
            return new DetectionSimulator(this);
        }
    }

    /**
     * A simulator on a free port, with no exceptions and no rule sets.
     *
     * @return the simulator, listening
     */
    public static DetectionSimulator create() {
        return builder().build();
    }

    /**
     * A simulator with settings of one's own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The application to sign in as.
     *
     * @return plain values, not the SDK's
     */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * How the service behaves, to be changed until the next reset.
     *
     * @return the settings in force
     */
    public DetectionBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another application, or another secret or other scopes for one it knows.
     *
     * @param application the application
     * @param scopes what it is granted, such as {@code opticsexception:list}; everything when none is given
     */
    public void addApplication(Credentials application, String... scopes) {
        synchronized (lock) {
            service.keys()
                    .put(new DetectionKeys.Key(
                            application.tenantId(),
                            application.applicationId(),
                            application.applicationSecret(),
                            Set.of(scopes)));
        }
    }

    /**
     * Adds an exception past the wire; it is listed at once.
     *
     * @param json its document; an {@code Id} and a {@code Version} in it are taken over, and then the text is served
     *     exactly as it is
     * @return its id
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String add(String json) {
        synchronized (lock) {
            return service.add(service.exceptions(), json);
        }
    }

    /**
     * Adds an exception from a JSON document.
     *
     * @param json where from, such as {@code getClass().getResource("exception.json")} or {@code path.toUri().toURL()}
     * @return its id
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String load(URL json) {
        return add(Json.text(json));
    }

    /**
     * Adds a rule set past the wire. The first one is the default one.
     *
     * @param json its document; an {@code id} in it is taken over, and then the text is served exactly as it is
     * @return its id
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String addRuleSet(String json) {
        synchronized (lock) {
            return service.add(service.ruleSets(), json);
        }
    }

    /**
     * Adds a rule set from a JSON document.
     *
     * @param json where from, such as {@code getClass().getResource("ruleset.json")} or {@code path.toUri().toURL()}
     * @return its id
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String loadRuleSet(URL json) {
        return addRuleSet(Json.text(json));
    }

    /**
     * The exceptions as they are answered, those that lag too; without the generated ones.
     *
     * @return the documents by id, in the order of their creation
     */
    public Map<String, String> exceptions() {
        synchronized (lock) {
            return DetectionBackend.shown(service.exceptions(), DetectionDocuments.Entry::shown);
        }
    }

    /**
     * The exceptions as they were received last, without what the service owns.
     *
     * @return the texts by id, in the order of their creation
     */
    public Map<String, String> received() {
        synchronized (lock) {
            return DetectionBackend.shown(service.exceptions(), DetectionDocuments.Entry::text);
        }
    }

    /**
     * The rule sets as they were received last.
     *
     * @return the texts by id, in the order of their creation
     */
    public Map<String, String> ruleSets() {
        synchronized (lock) {
            return DetectionBackend.shown(service.ruleSets(), DetectionDocuments.Entry::text);
        }
    }

    @Override
    DetectionBackend service() {
        return service;
    }

    @Override
    String serviceName() {
        return "detection";
    }

    @Override
    Map<String, String> namedCredentials() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("tenantId", credentials.tenantId());
        named.put("applicationId", credentials.applicationId());
        named.put("applicationSecret", credentials.applicationSecret());
        return named;
    }

    @Override
    void addOwnKeys() {
        addApplication(credentials);
    }
}
