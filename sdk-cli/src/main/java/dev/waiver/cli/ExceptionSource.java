/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkListener;
import dev.waiver.core.BulkResult;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionOperations;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.Pager;
import dev.waiver.core.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of one vendor, tenant and list or table, with the same operations and string fields for all vendors.
 * The SDK has no such common view; the programs that print tables need one.
 *
 * @param <R> the vendor's rule
 */
public abstract class ExceptionSource<R extends ExceptionRule> {
    private final String where;
    private final String tenant;
    private final String list;

    ExceptionSource(String where, String tenant, String list) {
        this.where = where;
        this.tenant = tenant;
        this.list = list;
    }

    /** Returns the vendor. */
    public final String where() {
        return where;
    }

    /** Returns the tenant, or {@code -}. */
    public final String tenant() {
        return tenant;
    }

    /** Returns the list or table, or {@code -} for vendors that have only one. */
    public final String list() {
        return list;
    }

    /** Returns the vendor's operations. */
    abstract ExceptionOperations<R> operations();

    /** Returns the vendor's list. */
    Pager<R> rules() {
        return operations().list();
    }

    /**
     * Returns a lazy stream of all exceptions. It must be closed.
     *
     * @param unreadable called for each exception whose content could not be read; the stream still has its row
     */
    public Stream<Row> rows(Consumer<Problem> unreadable) {
        return rules().stream().map(this::row);
    }

    /** Returns why an empty list of this source does not prove that it has no exceptions; empty if it does. */
    public Optional<String> doubtIfEmpty() {
        return Optional.empty();
    }

    /**
     * Returns a rule with these fields.
     *
     * @throws IllegalArgumentException if a field is unknown, missing or invalid
     */
    public abstract R rule(Map<String, String> fields);

    /**
     * Returns the rule with these fields changed. An empty value clears a field, or is refused.
     *
     * @throws IllegalArgumentException if a field is unknown, invalid or cannot be edited
     */
    public abstract R withChanges(R rule, Map<String, String> fields);

    /** Returns the rule as a row. */
    public abstract Row row(R rule);

    /** Returns the whole rule as JSON. */
    public abstract JsonNode json(R rule);

    /** Returns a call to the vendor's {@code get}. */
    public ApiCall<R> get(String id) {
        return operations().get(id);
    }

    /** Returns a call to the vendor's {@code create}. */
    public ApiCall<R> create(R rule) {
        return operations().create(rule);
    }

    /** Returns a call to the vendor's {@code ensure}. */
    public ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference) {
        return operations().ensure(rule, onDifference);
    }

    /** Returns a call to the vendor's {@code ensureAll}. */
    public ApiCall<BulkResult<R>> ensureAll(List<R> rules, EnsureOptions options, BulkListener<R> listener) {
        return operations().ensureAll(rules, options, listener);
    }

    /** Returns a call to the vendor's {@code edit}. */
    public ApiCall<R> edit(String id, UnaryOperator<R> change) {
        return operations().edit(id, change);
    }

    /** Returns a call to the vendor's {@code remove}. */
    public ApiCall<@Nullable Void> remove(String id) {
        return operations().remove(id);
    }

    /** Returns the fields in which two rules differ. */
    public final List<FieldDifference> differences(R before, R after) {
        return JsonCodec.strictNames().differences(json(before), json(after));
    }

    /** Returns whether both have the same vendor, tenant and list, possibly through different clients. */
    public final boolean isSameAs(ExceptionSource<?> other) {
        return where.equals(other.where) && tenant.equals(other.tenant) && list.equals(other.list);
    }

    @Override
    public String toString() {
        return Completeness.Source.name(where, tenant, list);
    }

    static String required(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": is required; give " + name + "=...");
        }
        return value;
    }

    /** Refuses a blank value, which a variable of a script may have lost: the rule would match more than was meant. */
    static void checkNotBlank(Map<String, String> fields, List<String> names) {
        for (String name : names) {
            if (fields.containsKey(name) && fields.getOrDefault(name, "").isBlank()) {
                throw new IllegalArgumentException(
                        name + ": must not be blank, or the exception would match more; to match any, leave it out");
            }
        }
    }

    static void checkFieldNames(Map<String, String> fields, List<String> names) {
        for (String field : fields.keySet()) {
            if (!names.contains(field)) {
                throw new IllegalArgumentException(field + ": no such field; there are " + String.join(", ", names));
            }
        }
    }
}
