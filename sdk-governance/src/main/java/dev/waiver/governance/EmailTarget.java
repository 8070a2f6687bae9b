/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target of an entry at the email vendor: tenants, a table, and a rule or a domain with its subdomains. */
public final class EmailTarget implements Target {
    /** What the service sets, and the free text, which is that of the entry. */
    private static final List<String> IGNORED = List.of("entityId", "addedBy", "editedBy", "updateTime", "comment");

    private final List<String> tenants;
    private final String table;
    private final Optional<String> domain;
    private final RuleMembers members;

    EmailTarget(List<String> tenants, String table, Optional<String> domain, RuleMembers members) {
        this.tenants = List.copyOf(tenants);
        this.table = Objects.requireNonNull(table, "table");
        this.domain = domain;
        this.members = members;
    }

    /**
     * Returns a target with a rule, in the tenants of the scope. What the service sets is left out, and so is the
     * comment: the text of a rule is that of its entry. Members that the SDK does not know become unchecked.
     *
     * @param list the list
     * @param rule the rule
     */
    public static EmailTarget of(EmailList list, EmailExceptionRule rule) {
        JsonCodec codec = JsonCodec.strictNames();
        JsonDocument document = codec.document(codec.write(rule));
        RuleMembers members = RuleMembers.of(document, IGNORED);
        List<String> unknown = new ArrayList<>(rule.additionalProperties().keySet());
        return new EmailTarget(List.of(), list.value(), Optional.empty(), members.unchecking(document, unknown));
    }

    /**
     * Returns a target with a rule in the vendor's words, in the tenants of the scope.
     *
     * @param table the table, such as {@code blacklist}
     * @param rule a JSON object with the members of the rule
     * @throws IllegalArgumentException if the document is no object
     */
    public static EmailTarget ofMembers(String table, JsonDocument rule) {
        return new EmailTarget(List.of(), table, Optional.empty(), RuleMembers.of(rule, List.of()));
    }

    /**
     * Returns a target with a domain and all of its subdomains, in the tenants of the scope: two rules, see
     * {@code EmailExceptionRule.domainAndSubdomains}.
     *
     * @param table the table, such as {@code blacklist}
     * @param domain the domain alone, such as {@code evil.example}
     */
    public static EmailTarget ofDomain(String table, String domain) {
        return new EmailTarget(List.of(), table, Optional.of(domain), RuleMembers.NONE);
    }

    /**
     * Returns a copy for some tenants.
     *
     * @param values tenants as they are written in a register, see {@link #tenants()}
     */
    public EmailTarget withTenants(String... values) {
        return new EmailTarget(List.of(values), table, domain, members);
    }

    /**
     * Returns a copy in which a member of the rule has another value. A domain takes effects only, such as
     * {@code actionNeeded}.
     *
     * @param name the vendor's name of the member
     * @param value the value as text
     */
    public EmailTarget withMember(String name, String value) {
        return new EmailTarget(tenants, table, domain, members.with(name, value));
    }

    /**
     * Returns a copy with members that the SDK does not know. They are sent as given.
     *
     * @param values a JSON object
     * @throws IllegalArgumentException if the document is no object
     */
    public EmailTarget withUnchecked(JsonDocument values) {
        return new EmailTarget(tenants, table, domain, members.withUnchecked(values));
    }

    @Override
    public String vendor() {
        return "email";
    }

    /**
     * Returns the tenants, as written: a tenant such as {@code mt-prod-3:acme}, {@code @group}, {@code @all} for those
     * of the scope, or one of these after {@code !}, which is left out. Empty by default: those of the scope.
     */
    public List<String> tenants() {
        return tenants;
    }

    /** Returns the table, such as {@code blacklist}. */
    public String table() {
        return table;
    }

    /** Returns the domain that is meant with all of its subdomains; empty if the target has a rule. */
    public Optional<String> domain() {
        return domain;
    }

    /** Returns the members of the rule, or the effects of a domain, as a JSON object of texts and lists of texts. */
    public JsonDocument rule() {
        return members.document();
    }

    /** Returns the members that are merged into the rule as written; an empty JSON object by default. */
    public JsonDocument unchecked() {
        return members.uncheckedDocument();
    }

    RuleMembers members() {
        return members;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailTarget that
                && tenants.equals(that.tenants)
                && table.equals(that.table)
                && domain.equals(that.domain)
                && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tenants, table, domain, members);
    }

    @Override
    public String toString() {
        JsonNode rule = members.known();
        return "email " + table + " " + (tenants.isEmpty() ? "" : tenants + " ")
                + domain.map(name -> "domain " + name + " ").orElse("") + rule;
    }
}
