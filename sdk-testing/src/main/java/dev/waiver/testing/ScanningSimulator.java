/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.ScanningAccounts.Account;
import dev.waiver.testing.internal.Json;
import dev.waiver.testing.internal.http.ServerResponse;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A simulator of the CG Scanning API v2 of Clone Systems, limited to exceptions: both authentication schemes, the ten
 * operations on {@code /v2/exceptions}, and the vulnerabilities for which exceptions are created. {@link #behavior()}
 * sets what the vendor does not document.
 */
public final class ScanningSimulator extends Simulator {

    /**
     * The credentials of a user.
     *
     * @param apiKey the account's API key, sent as {@code x-api-key}
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

    /** A builder for {@link ScanningSimulator}. {@link Simulator#reset()} restores its settings. */
    public static final class Builder extends Simulator.Builder<ScanningSimulator, Builder> {
        private Credentials credentials = new Credentials("simulated-api-key", "simulated-user", "simulated-password");
        private String accessToken = "simulated-access-token";

        private Builder() {}

        /**
         * Sets the accepted credentials. Default: {@code simulated-api-key}, {@code simulated-user} and
         * {@code simulated-password}.
         *
         * @param apiKey the account's API key
         * @param username the user's name
         * @param password the user's password
         */
        public Builder credentials(String apiKey, String username, String password) {
            credentials = new Credentials(apiKey, username, password);
            return this;
        }

        /**
         * Sets the initial access token of that user. Default: {@code simulated-access-token}.
         *
         * @param value the raw token
         */
        public Builder accessToken(String value) {
            accessToken = value;
            return this;
        }

        /**
         * Configures the initial behavior of the service.
         *
         * @param settings changes the default behavior
         */
        public Builder behavior(Consumer<ScanningBehavior> settings) {
            return initially(simulator -> settings.accept(simulator.behavior()));
        }

        @Override
        Builder maxPageSize(int size) {
            return behavior(service -> service.maxPageSize(size));
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

    /** Creates and starts a simulator on a free port, without rules. */
    public static ScanningSimulator create() {
        return builder().build();
    }

    /** Returns a new builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the accepted credentials, as plain values rather than SDK types. */
    public Credentials credentials() {
        return credentials;
    }

    /** Returns the raw access token that is accepted in place of a sign-in, as {@code Authorization: Basic <token>}. */
    public String accessToken() {
        return accessToken;
    }

    /** Returns the current behavior of the service. Changes last until the next reset. */
    public ScanningBehavior behavior() {
        return service.behavior();
    }

    /**
     * Accepts another user, or replaces the API key and password of a known user.
     *
     * @param user the user's credentials
     */
    public void addUser(Credentials user) {
        synchronized (lock) {
            service.accounts().put(account(user));
        }
    }

    /**
     * Returns whether an access token is currently accepted: it exists and has not been revoked.
     *
     * @param token the raw token
     */
    public boolean accepts(String token) {
        synchronized (lock) {
            return service.accounts().accepts(token);
        }
    }

    /**
     * Returns the rules as stored: regardless of the shape of responses, and including rules hidden by
     * {@link Behavior#listLag(java.time.Duration)}. Unset members are null or {@code ""}.
     *
     * @return copies, in order of creation
     */
    public List<ObjectNode> rules() {
        synchronized (lock) {
            return service.rules().all().stream()
                    .map(rule -> rule.members().deepCopy())
                    .toList();
        }
    }

    /**
     * Adds a rule, without an HTTP request. It is listed at once.
     *
     * @param json the rule's members, named as in requests, including unknown ones; missing members get the defaults of
     *     a new active rule
     * @return the rule's id: its {@code id} if present, which replaces a rule with that id, else a new id
     * @throws IllegalArgumentException if {@code json} is not a JSON object
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
     * Removes a rule, without an HTTP request. Does nothing if there is no such rule.
     *
     * @param id the rule's id
     */
    public void remove(String id) {
        synchronized (lock) {
            boolean unused = service.rules().delete(List.of(id));
        }
    }

    /**
     * Adds a vulnerability found by a scan. Responses contain it unchanged.
     *
     * @param json its members, such as
     *     {@code {"id":"..","host":"..","port":"443/tcp","nvt":{"oid":".."},"scan":{"id":".."}}}
     * @throws IllegalArgumentException if {@code json} is not a JSON object
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
     * Adds the elements of a JSON object's arrays {@code exceptions} and {@code vulnerabilities}, in the formats of
     * {@link #add} and {@link #addVulnerability}.
     */
    @Override
    public List<String> load(URL json) {
        return load(json, text -> load(Json.parseObject(text)));
    }

    private List<String> load(ObjectNode content) {
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : content.properties()) {
            for (JsonNode element : member.getValue()) {
                switch (member.getKey()) {
                    case "exceptions" -> ids.add(add(Json.asObject(element)));
                    case "vulnerabilities" -> addVulnerability(Json.asObject(element));
                    default ->
                        throw new IllegalArgumentException(
                                "neither exceptions nor vulnerabilities: " + member.getKey());
                }
            }
        }
        return ids;
    }

    /**
     * Adds generated rules. Rule {@code i}, numbered from 1, has the {@code id} 1,000,000,000 + {@code i}, the
     * {@code nvt} {@code 1.3.6.1.4.1.25623.1.0.<100000 + i>}, as {@code hosts} the address 10.0.0.0 + {@code i}, such
     * as {@code 10.0.1.44} for 300, the {@code port} 443 and the {@code text} {@code Generated rule <i>}. It is active.
     * See {@link Simulator#addRules}.
     */
    @Override
    public void addRules(int count) {
        checkCount("count", count);
        synchronized (lock) {
            service.rules().generate(count, behavior());
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
