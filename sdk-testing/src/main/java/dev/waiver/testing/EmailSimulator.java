/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A simulator of Check Point Harmony Email &amp; Collaboration, limited to its exceptions: both authentication schemes,
 * scopes, and the operations on
 *
 * <ul>
 *   <li>anti-phishing and anti-spam exceptions, here called rules, in {@code /exceptions/{list}}, for any list name;
 *   <li>exceptions of engines in {@code /sectool-exceptions/{sectool}}, for any engine and type;
 *   <li>anomaly exceptions in {@code /sectools/anomaly/exceptions};
 *   <li>click-time protection lists in {@code /sectools/click_time_protection/exceptions}. Each tenant starts with a
 *       {@code whitelist} and a {@code blacklist}.
 * </ul>
 *
 * <p>Serves the Infinity gateway's paths ({@code /app/hec-api/v1.0}) and the legacy paths ({@code /v1.0}) from the same
 * state. Only rules can be loaded from files or generated.
 */
public final class EmailSimulator extends Simulator {
    /** The tenant of a key that has no explicit scopes. */
    public static final String DEFAULT_SCOPE = "mt-prod-3:acme";

    /**
     * A key of the Infinity portal.
     *
     * @param clientId the key's id
     * @param accessKey the key's secret
     */
    public record Credentials(String clientId, String accessKey) {}

    /**
     * A key of the legacy deployment.
     *
     * @param appId the key's id, sent as {@code x-av-app-id}
     * @param secret the key's secret, used only for signatures
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

    /** A builder for {@link EmailSimulator}. {@link Simulator#reset()} restores its settings. */
    public static final class Builder extends Simulator.Builder<EmailSimulator, Builder> {
        private Credentials credentials = new Credentials("simulated-client", "simulated-access-key");
        private LegacyCredentials legacyCredentials = new LegacyCredentials("US:simulated", "simulated-secret");
        private List<String> scopes = List.of(DEFAULT_SCOPE);

        private Builder() {}

        /**
         * Sets the accepted key at the Infinity gateway. Default: {@code simulated-client} with the secret
         * {@code simulated-access-key}.
         *
         * @param clientId the key's id
         * @param accessKey the key's secret
         */
        public Builder credentials(String clientId, String accessKey) {
            credentials = new Credentials(clientId, accessKey);
            return this;
        }

        /**
         * Sets the accepted key for legacy requests. Default: {@code US:simulated} with the secret
         * {@code simulated-secret}.
         *
         * @param appId the key's id
         * @param secret the key's secret
         */
        public Builder legacyCredentials(String appId, String secret) {
            legacyCredentials = new LegacyCredentials(appId, secret);
            return this;
        }

        /**
         * Sets the tenants that both keys can access. Default: {@link #DEFAULT_SCOPE}.
         *
         * @param values the scopes, such as {@code mt-prod-3:acme}; a single {@code ""} makes keys without a tenant
         * @throws IllegalArgumentException if there are none
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
         * Sets that many tenants that both keys can access: {@code mt-prod-3:tenant-1}, {@code mt-prod-3:tenant-2} and
         * so on. Each has its own lists. Requests must then name one of them, unless there is only one.
         *
         * @param count the number of tenants
         * @throws IllegalArgumentException if there are none
         */
        public Builder tenants(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("tenants: must be 1 or more, not " + count);
            }
            return scopes(IntStream.rangeClosed(1, count)
                    .mapToObj(tenant -> "mt-prod-3:tenant-" + tenant)
                    .toArray(String[]::new));
        }

        /**
         * Configures the initial behavior of the service.
         *
         * @param settings changes the default behavior
         */
        public Builder behavior(Consumer<EmailBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        @Override
        Builder maxPageSize(int size) {
            return behavior(service -> service.pageSize(size).enginePageSize(size));
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

    /** Creates and starts a simulator on a free port, with one tenant and no rules. */
    public static EmailSimulator create() {
        return builder().build();
    }

    /** Returns a new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the accepted key at the Infinity gateway, as plain values rather than SDK types. */
    public Credentials credentials() {
        return credentials;
    }

    /** Returns the accepted key for legacy requests, as plain values rather than SDK types. */
    public LegacyCredentials legacyCredentials() {
        return legacyCredentials;
    }

    /** Returns the tenants that both keys can access, as {@code GET /scopes} returns them. */
    public List<String> scopes() {
        return scopes;
    }

    /** Returns the current behavior of the service. Changes last until the next reset. */
    public EmailBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another key at the Infinity gateway, or replaces the secret and scopes of a known key.
     *
     * @param key the key
     * @param itsScopes the tenants the key can access; {@link #DEFAULT_SCOPE} if there are none
     */
    public void addKey(Credentials key, String... itsScopes) {
        synchronized (lock) {
            service.keys().put(new EmailKey(key.clientId(), key.accessKey(), scopesOrDefault(itsScopes)));
        }
    }

    /**
     * Accepts another key for legacy requests, or replaces the secret and scopes of a known key.
     *
     * @param key the key
     * @param itsScopes the tenants the key can access; {@link #DEFAULT_SCOPE} if there are none
     */
    public void addLegacyKey(LegacyCredentials key, String... itsScopes) {
        synchronized (lock) {
            service.keys().putLegacy(new EmailKey(key.appId(), key.secret(), scopesOrDefault(itsScopes)));
        }
    }

    /**
     * Returns a list's rules of all tenants as stored: regardless of the shape of responses, and including rules hidden
     * by {@link Behavior#listLag(java.time.Duration)}.
     *
     * @param list the list, such as {@code blacklist}
     * @return copies, in order of creation
     */
    public List<ObjectNode> rules(String list) {
        synchronized (lock) {
            return service.rules().stored(null, list);
        }
    }

    /**
     * Returns one tenant's rules of a list, as stored.
     *
     * @param scope the tenant
     * @param list the list, such as {@code blacklist}
     * @return copies, in order of creation
     */
    public List<ObjectNode> rules(String scope, String list) {
        synchronized (lock) {
            return service.rules().stored(scope, list);
        }
    }

    /**
     * Adds a rule to a list of the first tenant, without an HTTP request. It is listed at once.
     *
     * @param list the list, such as {@code blacklist}
     * @param json the rule's members, including unknown ones; missing members get the defaults of a new rule
     * @return the rule's id: its {@code entityId} if present, which replaces a rule with that id, else a new id
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public String add(String list, String json) {
        return add(firstTenant(), list, Json.parseObject(json));
    }

    /**
     * Adds a rule to a list of the first tenant, without an HTTP request. It is listed at once.
     *
     * @param list the list, such as {@code blacklist}
     * @param members the rule's members, including unknown ones; missing members get the defaults of a new rule
     * @return the rule's id: its {@code entityId} if present, which replaces a rule with that id, else a new id
     */
    public String add(String list, ObjectNode members) {
        return add(firstTenant(), list, members);
    }

    /**
     * Adds a rule to a tenant's list, without an HTTP request. It is listed at once.
     *
     * @param scope the tenant
     * @param list the list, such as {@code blacklist}
     * @param members the rule's members, including unknown ones; missing members get the defaults of a new rule
     * @return the rule's id: its {@code entityId} if present, which replaces a rule with that id, else a new id
     */
    public String add(String scope, String list, ObjectNode members) {
        synchronized (lock) {
            return service.rules().add(scope, list, members, behavior(), clock().instant());
        }
    }

    /**
     * Returns all tenants' exceptions of one type of an engine, as stored.
     *
     * @param sectool the engine, such as {@code avanan_url}
     * @param type the type, such as {@code allow-url}
     * @return copies, in order of creation
     */
    public List<ObjectNode> engineExceptions(String sectool, String type) {
        synchronized (lock) {
            return service.engines()
                    .stored(table ->
                            table.sectool().equals(sectool) && table.type().equals(type));
        }
    }

    /**
     * Returns one tenant's exceptions of one type of an engine, as stored.
     *
     * @param scope the tenant
     * @param sectool the engine, such as {@code avanan_url}
     * @param type the type, such as {@code allow-url}
     * @return copies, in order of creation
     */
    public List<ObjectNode> engineExceptions(String scope, String sectool, String type) {
        EngineExceptions.Table asked = new EngineExceptions.Table(scope, sectool, type);
        synchronized (lock) {
            return service.engines().stored(asked::equals);
        }
    }

    /**
     * Adds an exception to an engine of the first tenant, without an HTTP request. It is listed at once, and replaces
     * the one with its string.
     *
     * @param sectool the engine, such as {@code avanan_url}
     * @param type the type, such as {@code allow-url}
     * @param json the exception's members, as in responses and including unknown ones; missing members get defaults
     * @return the exception's string
     * @throws IllegalArgumentException if {@code json} is not a JSON object with the string {@code exception_str}
     */
    public String addEngineException(String sectool, String type, String json) {
        return addEngineException(firstTenant(), sectool, type, Json.parseObject(json));
    }

    /**
     * Adds an exception to an engine of a tenant, without an HTTP request. It is listed at once, and replaces the one
     * with its string.
     *
     * @param scope the tenant
     * @param sectool the engine, such as {@code avanan_url}
     * @param type the type, such as {@code allow-url}
     * @param members the exception's members, as in responses and including unknown ones; missing members get defaults
     * @return the exception's string
     * @throws IllegalArgumentException if {@code members} lacks the string {@code exception_str}
     */
    public String addEngineException(String scope, String sectool, String type, ObjectNode members) {
        EngineExceptions.Table table = new EngineExceptions.Table(scope, sectool, type);
        synchronized (lock) {
            return service.engines().add(table, members, behavior(), clock().instant());
        }
    }

    /** Returns all tenants' anomaly exceptions as stored: copies, in order of creation. */
    public List<ObjectNode> anomalyExceptions() {
        synchronized (lock) {
            return service.anomalies().stored(null);
        }
    }

    /**
     * Returns one tenant's anomaly exceptions, as stored.
     *
     * @param scope the tenant
     * @return copies, in order of creation
     */
    public List<ObjectNode> anomalyExceptions(String scope) {
        synchronized (lock) {
            return service.anomalies().stored(scope);
        }
    }

    /**
     * Adds an anomaly exception of the first tenant, without an HTTP request. It is listed at once.
     *
     * @param json the exception's members, as in responses and including unknown ones; missing members get defaults
     * @return the exception's id: its {@code id} if present, which replaces an exception with that id, else a new id
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public String addAnomalyException(String json) {
        return addAnomalyException(firstTenant(), Json.parseObject(json));
    }

    /**
     * Adds an anomaly exception of a tenant, without an HTTP request. It is listed at once.
     *
     * @param scope the tenant
     * @param members the exception's members, as in responses and including unknown ones; missing members get defaults
     * @return the exception's id: its {@code id} if present, which replaces an exception with that id, else a new id
     */
    public String addAnomalyException(String scope, ObjectNode members) {
        synchronized (lock) {
            return service.anomalies().add(scope, members, behavior(), clock().instant());
        }
    }

    /** Returns the items of all tenants' click-time protection lists as stored: copies, in order of creation. */
    public List<ObjectNode> clickTimeItems() {
        synchronized (lock) {
            return service.clickTime().stored(null);
        }
    }

    /**
     * Returns the items of one tenant's click-time protection lists, as stored.
     *
     * @param scope the tenant
     * @return copies, in order of creation
     */
    public List<ObjectNode> clickTimeItems(String scope) {
        synchronized (lock) {
            return service.clickTime().stored(scope);
        }
    }

    /**
     * Adds an item to a click-time protection list of the first tenant, without an HTTP request. It is listed at once.
     *
     * @param list the list's name, {@code whitelist} or {@code blacklist}
     * @param json the item's members, as in responses and including unknown ones; missing members get defaults
     * @return the item's id: its {@code listitemid} if present, which replaces an item with that id, else a new id
     * @throws IllegalArgumentException if {@code json} is not a JSON object, or if there is no such list
     */
    public String addClickTimeItem(String list, String json) {
        return addClickTimeItem(firstTenant(), list, Json.parseObject(json));
    }

    /**
     * Adds an item to a click-time protection list of a tenant, without an HTTP request. It is listed at once.
     *
     * @param scope the tenant
     * @param list the list's name, {@code whitelist} or {@code blacklist}
     * @param members the item's members, as in responses and including unknown ones; missing members get defaults
     * @return the item's id: its {@code listitemid} if present, which replaces an item with that id, else a new id
     * @throws IllegalArgumentException if there is no such list
     */
    public String addClickTimeItem(String scope, String list, ObjectNode members) {
        synchronized (lock) {
            return service.clickTime().add(scope, list, members, behavior(), clock().instant());
        }
    }

    /**
     * Adds rules from a JSON object. Each member is either a list name with an array of rules, for the first tenant, or
     * a tenant with an object of its lists. Rules are in the format of {@link #add(String, String)}.
     */
    @Override
    public List<String> load(URL json) {
        return load(json, text -> {
            List<String> ids = new ArrayList<>();
            load(firstTenant(), Json.parseObject(text), ids);
            return ids;
        });
    }

    private void load(String scope, ObjectNode content, List<String> ids) {
        for (Map.Entry<String, JsonNode> member : content.properties()) {
            if (member.getValue() instanceof ArrayNode elements) {
                elements.forEach(element -> ids.add(add(scope, member.getKey(), Json.asObject(element))));
            } else {
                load(member.getKey(), Json.asObject(member.getValue()), ids);
            }
        }
    }

    /**
     * Adds generated rules to the list {@code blacklist} of each tenant of this simulator's keys. Both numbered from 1,
     * rule {@code i} of tenant {@code t} has the {@code entityId} {@code t} &#215; 1,000,000,000 + {@code i}, the
     * {@code senderDomain} {@code sender<i>.tenant<t>.example}, which is matched by {@code endswith}, and the
     * {@code comment} {@code Generated rule <i>}. See {@link Simulator#addRules}.
     */
    @Override
    public void addRules(int count) {
        checkCount("count", count);
        synchronized (lock) {
            service.rules().generate(scopes, count, behavior());
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

    /** Returns the first tenant. Keys without a tenant cannot see rules added here, nor any others. */
    private String firstTenant() {
        return scopes.get(0).isEmpty() ? DEFAULT_SCOPE : scopes.get(0);
    }

    private static List<String> scopesOrDefault(String[] given) {
        return given.length == 0 ? List.of(DEFAULT_SCOPE) : List.of(given);
    }
}
