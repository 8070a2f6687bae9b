/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A simulator of the detection exceptions of Cylance / Aurora Endpoint Defense: the exchange of a signed token for an
 * access token, the six operations on {@code /exceptions/v2}, and the rule sets that enable exceptions. Documents are
 * stored as the text that was received.
 */
public final class DetectionSimulator extends Simulator {

    /**
     * An application of a tenant.
     *
     * @param tenantId the tenant's id
     * @param applicationId the application's id
     * @param applicationSecret the secret that signs authentication tokens
     */
    public record Credentials(String tenantId, String applicationId, String applicationSecret) {}

    private final Credentials credentials;
    private final DetectionBackend service;

    private DetectionSimulator(Builder builder) {
        super(builder);
        credentials = builder.credentials;
        service = new DetectionBackend(clock());
    }

    /** A builder for {@link DetectionSimulator}. {@link Simulator#reset()} restores its settings. */
    public static final class Builder extends Simulator.Builder<DetectionSimulator, Builder> {
        private Credentials credentials = new Credentials(
                "11111111-2222-4333-8444-555555555555",
                "66666666-7777-4888-9999-000000000000",
                "abababab-cdcd-4efe-8f0f-121212121212");

        private Builder() {}

        /**
         * Sets the accepted application. Default: fixed UUIDs, see {@link DetectionSimulator#credentials()}.
         *
         * @param tenantId the tenant's id
         * @param applicationId the application's id
         * @param applicationSecret the secret that signs authentication tokens
         */
        public Builder credentials(String tenantId, String applicationId, String applicationSecret) {
            credentials = new Credentials(tenantId, applicationId, applicationSecret);
            return this;
        }

        /**
         * Configures the initial behavior of the service.
         *
         * @param settings changes the default behavior
         */
        public Builder behavior(Consumer<DetectionBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        /**
         * Adds an initial rule set. The first rule set is the default one.
         *
         * @param json the document, see {@link DetectionSimulator#addRuleSet(String)}
         */
        public Builder ruleSet(String json) {
            return initially(simulator -> simulator.addRuleSet(json));
        }

        /**
         * Adds an initial rule set that enables the first generated exceptions, so that they are in force. See
         * {@link DetectionSimulator#addRuleSet(int)}.
         *
         * @param enabled the number of exceptions
         * @throws IllegalArgumentException if {@code enabled} is negative
         */
        public Builder ruleSet(int enabled) {
            checkCount("enabled", enabled);
            return initially(simulator -> simulator.addRuleSet(enabled));
        }

        /**
         * Adds an initial rule set. The first rule set is the default one. It is read by {@link #build()} and by each
         * reset, which fail as described at {@link DetectionSimulator#loadRuleSet}.
         *
         * @param json the URL of a file or resource
         */
        public Builder loadRuleSet(URL json) {
            return initially(simulator -> simulator.loadRuleSet(json));
        }

        @Override
        Builder maxPageSize(int size) {
            return behavior(service -> service.pageSizes(size, size));
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

    /** Creates and starts a simulator on a free port, without exceptions or rule sets. */
    public static DetectionSimulator create() {
        return builder().build();
    }

    /** Returns a new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the accepted application, as plain values rather than SDK types. */
    public Credentials credentials() {
        return credentials;
    }

    /** Returns the current behavior of the service. Changes last until the next reset. */
    public DetectionBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another application, or replaces the secret and scopes of a known application.
     *
     * @param application the application
     * @param scopes the granted scopes, such as {@code opticsexception:list}; all scopes if there are none
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
     * Adds an exception, without an HTTP request. It is listed at once.
     *
     * @param json the document; an {@code Id} and a {@code Version} in it are kept, and with both the text is served
     *     unchanged
     * @return the exception's id: its {@code Id} if present, which replaces an exception with that id, else a new id
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public String add(String json) {
        synchronized (lock) {
            return service.add(service.exceptions(), json);
        }
    }

    /**
     * Adds exceptions and rule sets from a JSON object. It is either one exception, or has the arrays
     * {@code exceptions} and {@code ruleSets}, or one of them, in the formats of {@link #add} and
     * {@link #addRuleSet(String)}. Each document is served as it is in the file.
     *
     * @return the ids of the exceptions, in their order
     */
    @Override
    public List<String> load(URL json) {
        return load(json, this::load);
    }

    private List<String> load(String text) {
        ObjectNode content = Json.parseObject(text);
        if (!content.path("exceptions").isArray() && !content.path("ruleSets").isArray()) {
            return List.of(add(text));
        }
        List<String> ids = new ArrayList<>();
        Json.elements(text).forEach((member, documents) -> {
            switch (member) {
                case "exceptions" -> documents.forEach(document -> ids.add(add(document)));
                case "ruleSets" -> documents.forEach(this::addRuleSet);
                default -> throw new IllegalArgumentException("neither exceptions nor ruleSets: " + member);
            }
        });
        return ids;
    }

    /**
     * Adds generated exceptions. Exception {@code i}, numbered from 1, has the id {@code 5e7e0000-0000-4000-8000-<i>},
     * with {@code i} in 12 decimal digits, the {@code Name} {@code Generated <i>}, in six digits or more, the version 1
     * and one state, for the process {@code c:\tools\<i>.exe}. No rule set uses it before one says so, see
     * {@link #addRuleSet(int)}. See {@link Simulator#addRules}.
     */
    @Override
    public void addRules(int count) {
        checkCount("count", count);
        synchronized (lock) {
            service.generate(count);
        }
    }

    /**
     * Adds a rule set that enables the generated exceptions with the numbers 1 to {@code enabled}, so that they are in
     * force. The first rule set is the default one.
     *
     * @param enabled the number of exceptions
     * @return the rule set's id
     * @throws IllegalArgumentException if {@code enabled} is negative
     */
    public String addRuleSet(int enabled) {
        checkCount("enabled", enabled);
        return addRuleSet(GeneratedExceptions.ruleSet(enabled));
    }

    /**
     * Adds a rule set, without an HTTP request. The first rule set is the default one.
     *
     * @param json the document; an {@code id} in it is kept, and then the text is served unchanged
     * @return the rule set's id
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public String addRuleSet(String json) {
        synchronized (lock) {
            return service.add(service.ruleSets(), json);
        }
    }

    /**
     * Adds a rule set from a JSON document.
     *
     * @param json the URL of a file or resource, such as {@code getClass().getResource("ruleset.json")} or
     *     {@code path.toUri().toURL()}
     * @return the rule set's id
     * @throws UncheckedIOException if the content cannot be read
     * @throws IllegalArgumentException if the content is not a JSON object
     */
    public String loadRuleSet(URL json) {
        return addRuleSet(Json.text(json));
    }

    /**
     * Returns the exceptions as served in responses, including those hidden by
     * {@link Behavior#listLag(java.time.Duration)}.
     *
     * @return the documents by id, in order of creation
     */
    public Map<String, String> exceptions() {
        synchronized (lock) {
            return DetectionBackend.shown(service.exceptions(), DetectionDocuments.Entry::shown);
        }
    }

    /**
     * Returns the stored texts of the exceptions: as last received, without the id and version that the service sets,
     * but with the members and changes that {@link #behavior()} adds.
     *
     * @return the texts by id, in order of creation
     */
    public Map<String, String> received() {
        synchronized (lock) {
            return DetectionBackend.shown(service.exceptions(), DetectionDocuments.Entry::text);
        }
    }

    /**
     * Returns the stored texts of the rule sets: as last received, but with the changes that {@link #behavior()} makes.
     *
     * @return the texts by id, in order of creation
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
