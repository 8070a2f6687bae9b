package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.ScanningAccounts.Account;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The CG Scanning API v2 of Clone Systems, as far as exceptions go: both ways to sign in, the ten operations on
 * {@code /v2/exceptions}, and the vulnerabilities they are made from. Where the vendor's documentation is silent it
 * does what {@link #behavior()} says.
 */
public final class ScanningSimulator extends Simulator {

    /**
     * What a user signs in with.
     *
     * @param apiKey the account's key, sent as {@code x-api-key}
     * @param username the user's name
     * @param password the user's password
     */
    public record Credentials(String apiKey, String username, String password) {}

    private final Credentials credentials;
    private final String accessToken;
    private final ScanningBackend service;

    private ScanningSimulator(Builder builder) {
        super(builder);
        credentials = builder.credentials;
        accessToken = builder.accessToken;
        service = new ScanningBackend(clock());
    }

    /** What the simulator can be told before it starts; {@link Simulator#reset()} goes back to this. */
    public static final class Builder extends Simulator.Builder<ScanningSimulator, Builder> {
        private Credentials credentials = new Credentials("simulated-api-key", "simulated-user", "simulated-password");
        private String accessToken = "simulated-access-token";

        private Builder() {}

        /**
         * What to sign in with.
         *
         * @param apiKey the account's key
         * @param username the user's name
         * @param password the user's password
         * @return this
         */
        public Builder credentials(String apiKey, String username, String password) {
            credentials = new Credentials(apiKey, username, password);
            return this;
        }

        /**
         * An access token of that user which exists from the start.
         *
         * @param value the raw token
         * @return this
         */
        public Builder accessToken(String value) {
            accessToken = value;
            return this;
        }

        /**
         * How the service behaves from the start.
         *
         * @param settings sets it
         * @return this
         */
        public Builder behavior(Consumer<ScanningBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        /**
         * Rules and vulnerabilities that are there from the start. They are read by {@link #build()} and again by each
         * reset, which fail as {@link ScanningSimulator#load} does.
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
        ScanningSimulator create() {
            return new ScanningSimulator(this);
        }
    }

    /**
     * A simulator on a free port, without rules.
     *
     * @return the simulator, listening
     */
    public static ScanningSimulator create() {
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
     * What to sign in with.
     *
     * @return plain values, not the SDK's
     */
    public Credentials credentials() {
        return credentials;
    }

    /**
     * An access token that is accepted instead of a sign-in.
     *
     * @return the raw token, sent behind the word {@code Basic}
     */
    public String accessToken() {
        return accessToken;
    }

    /**
     * How the service behaves, to be changed until the next reset.
     *
     * @return the settings in force
     */
    public ScanningBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another user, or another key or password for one it knows.
     *
     * @param user the user
     */
    public void addUser(Credentials user) {
        synchronized (lock) {
            service.accounts().put(account(user));
        }
    }

    /**
     * Whether an access token is accepted at present.
     *
     * @param token the raw token
     * @return whether it was generated and not revoked
     */
    public boolean accepts(String token) {
        synchronized (lock) {
            return service.accounts().accepts(token);
        }
    }

    /**
     * The rules as stored: however the answers show them, and those that lag too. Members that are not set are null or
     * {@code ""}.
     *
     * @return copies, in the order of their creation
     */
    public List<ObjectNode> rules() {
        synchronized (lock) {
            return service.rules().stored();
        }
    }

    /**
     * Adds a rule, past the wire; it is shown at once.
     *
     * @param json the rule's members by the names of a request, unknown ones included; the others come as for a new
     *     rule in force
     * @return its id: the {@code id} that was given, or a new one
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public String add(String json) {
        return add(Json.parseObject(json));
    }

    private String add(ObjectNode members) {
        synchronized (lock) {
            return service.rules().add(members, behavior(), clock().instant());
        }
    }

    /**
     * Removes a rule, past the wire. Does nothing if it is not there.
     *
     * @param id its id
     */
    public void remove(String id) {
        synchronized (lock) {
            boolean unused = service.rules().delete(List.of(id));
        }
    }

    /**
     * Adds a vulnerability that a scan found; it is answered as it is given here.
     *
     * @param json its members, such as
     *     {@code {"id":"..","host":"..","port":"443/tcp","nvt":{"oid":".."},"scan":{"id":".."}}}
     * @throws IllegalArgumentException if it is not a JSON object
     */
    public void addVulnerability(String json) {
        addVulnerability(Json.parseObject(json));
    }

    private void addVulnerability(ObjectNode members) {
        synchronized (lock) {
            service.findings().add(members);
        }
    }

    /**
     * Adds what a JSON object has in its arrays {@code exceptions} and {@code vulnerabilities}: elements as
     * {@link #add} and {@link #addVulnerability} take them.
     *
     * @param json where from, such as {@code getClass().getResource("scanning.json")} or {@code path.toUri().toURL()}
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is not such an object, or has other members; what was added before stays
     */
    public void load(URL json) {
        for (Map.Entry<String, JsonNode> member :
                Json.parseObject(Json.text(json)).properties()) {
            for (JsonNode element : member.getValue()) {
                switch (member.getKey()) {
                    case "exceptions" -> add(Json.asObject(element));
                    case "vulnerabilities" -> addVulnerability(Json.asObject(element));
                    default ->
                        throw new IllegalArgumentException(
                                "neither exceptions nor vulnerabilities: " + member.getKey() + " in " + json);
                }
            }
        }
    }

    @Override
    ScanningBackend service() {
        return service;
    }

    @Override
    String serviceName() {
        return "scanning";
    }

    @Override
    Map<String, String> namedCredentials() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("x-api-key", credentials.apiKey());
        named.put("username", credentials.username());
        named.put("password", credentials.password());
        named.put("access_token", accessToken);
        return named;
    }

    @Override
    void addOwnKeys() {
        addUser(credentials);
        service.accounts().putAccessToken(accessToken, account(credentials));
    }

    @Override
    ServerResponse plainResponse(int status) {
        String text = "status " + status;
        if (status >= 400) {
            return service.error(status, "status_" + status, text);
        }
        return ServerResponse.json(
                status, Json.write(Json.object().put("status", status).put("status_text", text)));
    }

    private static Account account(Credentials user) {
        return new Account(user.apiKey(), user.username(), user.password());
    }
}
