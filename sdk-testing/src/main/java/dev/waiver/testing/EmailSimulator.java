package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Check Point Harmony Email &amp; Collaboration, as far as its anti-phishing and anti-spam exceptions go: both ways to
 * sign in, scopes, and the five operations on {@code /exceptions/{list}}, for any name of a list. Serves the Infinity
 * gateway's paths ({@code /app/hec-api/v1.0}) and the legacy ones ({@code /v1.0}) on the same state.
 */
public final class EmailSimulator extends Simulator {
    /** The tenant of a key that was given no scopes. */
    public static final String DEFAULT_SCOPE = "mt-prod-3:acme";

    /**
     * A key of the Infinity portal.
     *
     * @param clientId its id
     * @param accessKey its secret
     */
    public record Credentials(String clientId, String accessKey) {}

    /**
     * A key of the legacy deployment.
     *
     * @param appId its id, sent as {@code x-av-app-id}
     * @param secret its secret, which only goes into signatures
     */
    public record LegacyCredentials(String appId, String secret) {}

    private final Credentials credentials;
    private final LegacyCredentials legacyCredentials;
    private final List<String> scopes;
    private final EmailBackend service;

    private EmailSimulator(Builder builder) {
        super(builder);
        credentials = builder.credentials;
        legacyCredentials = builder.legacyCredentials;
        scopes = builder.scopes;
        service = new EmailBackend(clock());
    }

    /** What the simulator can be told before it starts; {@link Simulator#reset()} goes back to this. */
    public static final class Builder extends Simulator.Builder<EmailSimulator, Builder> {
        private Credentials credentials = new Credentials("simulated-client", "simulated-access-key");
        private LegacyCredentials legacyCredentials = new LegacyCredentials("US:simulated", "simulated-secret");
        private List<String> scopes = List.of(DEFAULT_SCOPE);

        private Builder() {}

        /**
         * The key to sign in with at the Infinity gateway.
         *
         * @param clientId its id
         * @param accessKey its secret
         * @return this
         */
        public Builder credentials(String clientId, String accessKey) {
            credentials = new Credentials(clientId, accessKey);
            return this;
        }

        /**
         * The key to sign legacy requests with.
         *
         * @param appId its id
         * @param secret its secret
         * @return this
         */
        public Builder legacyCredentials(String appId, String secret) {
            legacyCredentials = new LegacyCredentials(appId, secret);
            return this;
        }

        /**
         * The tenants that both keys see.
         *
         * @param values the scopes, such as {@code mt-prod-3:acme}, {@link #DEFAULT_SCOPE} by default; a single
         *     {@code ""} is a key without a tenant
         * @return this
         * @throws IllegalArgumentException if there is none
         */
        public Builder scopes(String... values) {
            if (values.length == 0) {
                throw new IllegalArgumentException(
                        "scopes: give at least one; a key without a tenant has a single \"\"");
            }
            scopes = List.of(values);
            return this;
        }

        /**
         * How the service behaves from the start.
         *
         * @param settings sets it
         * @return this
         */
        public Builder behavior(Consumer<EmailBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        /**
         * Rules that are there from the start. They are read by {@link #build()} and again by each reset, which fail as
         * {@link EmailSimulator#load} does.
         *
         * @param json where from, such as a file or a resource
         * @return this
         */
        public Builder load(URL json) {
            return initially(simulator -> simulator.load(json));
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        EmailSimulator create() {
            return new EmailSimulator(this);
        }
    }

    /**
     * A simulator on a free port, with one tenant and no rules.
     *
     * @return the simulator, listening
     */
    public static EmailSimulator create() {
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
     * The key to sign in with at the Infinity gateway.
     *
     * @return plain values, not the SDK's
     */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * The key to sign legacy requests with.
     *
     * @return plain values, not the SDK's
     */
    public LegacyCredentials legacyCredentials() {
        return legacyCredentials;
    }

    /**
     * How the service behaves, to be changed until the next reset.
     *
     * @return the settings in force
     */
    public EmailBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another key at the Infinity gateway, or another secret or other scopes for one it knows.
     *
     * @param key the key
     * @param itsScopes the tenants it sees; {@link #DEFAULT_SCOPE} when none is given
     */
    public void addKey(Credentials key, String... itsScopes) {
        synchronized (lock) {
            service.keys().put(new EmailKey(key.clientId(), key.accessKey(), scopesOrDefault(itsScopes)));
        }
    }

    /**
     * Accepts another key for legacy requests, or another secret or other scopes for one it knows.
     *
     * @param key the key
     * @param itsScopes the tenants it sees; {@link #DEFAULT_SCOPE} when none is given
     */
    public void addLegacyKey(LegacyCredentials key, String... itsScopes) {
        synchronized (lock) {
            service.keys().putLegacy(new EmailKey(key.appId(), key.secret(), scopesOrDefault(itsScopes)));
        }
    }

    /**
     * The rules of a list, of all tenants, as stored: however the answers show them, and those that lag too.
     *
     * @param list the list, such as {@code blacklist}
     * @return copies, in the order of their creation
     */
    public List<ObjectNode> rules(String list) {
        synchronized (lock) {
            return service.rules().stored(null, list);
        }
    }

    /**
     * The rules of one tenant's list, as stored.
     *
     * @param scope the tenant
     * @param list the list, such as {@code blacklist}
     * @return copies, in the order of their creation
     */
    public List<ObjectNode> rules(String scope, String list) {
        synchronized (lock) {
            return service.rules().stored(scope, list);
        }
    }

    /**
     * Adds a rule to a list of the first tenant, past the wire; it is shown at once.
     *
     * @param list the list, such as {@code blacklist}
     * @param json the rule's members, unknown ones included; the others come as for a new rule
     * @return its id: the {@code entityId} that was given, or a new one
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String add(String list, String json) {
        return add(firstTenant(), list, Json.parseObject(json));
    }

    /**
     * Adds a rule to a list of the first tenant, past the wire; it is shown at once.
     *
     * @param list the list, such as {@code blacklist}
     * @param members the rule's members, unknown ones included; the others come as for a new rule
     * @return its id: the {@code entityId} that was given, or a new one
     */
    public String add(String list, ObjectNode members) {
        return add(firstTenant(), list, members);
    }

    /**
     * Adds a rule to a tenant's list, past the wire; it is shown at once.
     *
     * @param scope the tenant
     * @param list the list, such as {@code blacklist}
     * @param members the rule's members, unknown ones included; the others come as for a new rule
     * @return its id: the {@code entityId} that was given, or a new one
     */
    public String add(String scope, String list, ObjectNode members) {
        synchronized (lock) {
            return service.rules().add(scope, list, members, behavior(), clock().instant());
        }
    }

    /**
     * Adds rules from a JSON object: its members are lists with arrays of rules, of the first tenant, or tenants with
     * such objects.
     *
     * @param json where from, such as {@code getClass().getResource("rules.json")} or {@code path.toUri().toURL()}
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not such an object; what was added before stays
     */
    public void load(URL json) {
        load(firstTenant(), Json.parseObject(Json.text(json)));
    }

    private void load(String scope, ObjectNode content) {
        for (Map.Entry<String, JsonNode> member : content.properties()) {
            if (member.getValue() instanceof ArrayNode elements) {
                elements.forEach(element -> add(scope, member.getKey(), Json.asObject(element)));
            } else {
                load(member.getKey(), Json.asObject(member.getValue()));
            }
        }
    }

    @Override
    EmailBackend service() {
        return service;
    }

    @Override
    String serviceName() {
        return "email";
    }

    @Override
    Map<String, String> namedCredentials() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("clientId", credentials.clientId());
        named.put("accessKey", credentials.accessKey());
        named.put("x-av-app-id", legacyCredentials.appId());
        named.put("secret", legacyCredentials.secret());
        return named;
    }

    @Override
    void addOwnKeys() {
        addKey(credentials, scopes.toArray(String[]::new));
        addLegacyKey(legacyCredentials, scopes.toArray(String[]::new));
    }

    @Override
    ServerResponse envelopeError(RecordedRequest call, int code, String text) {
        return EmailResponses.error(call, behavior(), 200, code, text);
    }

    /** A key without a tenant sees nothing of what is added here, as it sees nothing of anyone. */
    private String firstTenant() {
        return scopes.get(0).isEmpty() ? DEFAULT_SCOPE : scopes.get(0);
    }

    private static List<String> scopesOrDefault(String[] given) {
        return given.length == 0 ? List.of(DEFAULT_SCOPE) : List.of(given);
    }
}
