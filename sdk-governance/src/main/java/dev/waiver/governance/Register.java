/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A register of exceptions: what is excepted, why, by whom, until when, and where. Immutable. Two registers are equal
 * if everything except the places in files is equal.
 *
 * <p>A register that exists is valid: the methods that create one check everything at once. What depends on a vendor's
 * model is checked if the vendor's module is present.
 */
public final class Register {
    private final String id;
    private final RegisterScope scope;
    private final Map<String, List<String>> tenantGroups;
    private final RegisterPolicy policy;
    private final List<ExpectedUnavailable> expectUnavailable;
    private final List<RegisterEntry> entries;
    private final SourceLines lines;

    private Register(Builder builder, RegisterScope scope) {
        this.id = builder.id;
        this.scope = scope;
        this.tenantGroups = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tenantGroups));
        this.policy = builder.policy;
        this.expectUnavailable = List.copyOf(builder.expectUnavailable);
        this.entries = List.copyOf(builder.entries);
        this.lines = builder.lines;
    }

    /**
     * Reads a register from a file, or from all files of a directory whose names end in {@code .yaml}, {@code .yml} or
     * {@code .json}, those of its subdirectories included and hidden ones excluded. One file of a directory has the
     * head, and the others have {@code exceptions} only.
     *
     * @param fileOrDirectory the file or the directory
     * @throws RegisterException if the register is not valid, or a file is not UTF-8 or has more than 16 MB
     * @throws IOException if a file cannot be read
     */
    public static Register read(Path fileOrDirectory) throws IOException {
        return RegisterReader.read(RegisterFiles.read(fileOrDirectory));
    }

    /**
     * Reads a register from a text.
     *
     * @param fileName the name of the file, for error messages
     * @param text YAML or JSON
     * @throws RegisterException if the register is not valid
     */
    public static Register parse(String fileName, String text) {
        return RegisterReader.read(List.of(RegisterFiles.ofText(fileName, text)));
    }

    /**
     * Returns a builder of a register. A scope and an entry are required.
     *
     * @param id the id: 8 characters of a to z and 0 to 9, random, and never changed
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Returns the id: 8 characters of a to z and 0 to 9. */
    public String id() {
        return id;
    }

    /** Returns what the register is about. */
    public RegisterScope scope() {
        return scope;
    }

    /** Returns the groups of email tenants, by name. */
    public Map<String, List<String>> tenantGroups() {
        return tenantGroups;
    }

    /** Returns what the register requires of its entries. Nothing by default. */
    public RegisterPolicy policy() {
        return policy;
    }

    /** Returns the sources that are known to be unavailable. */
    public List<ExpectedUnavailable> expectUnavailable() {
        return expectUnavailable;
    }

    /** Returns the entries, in the order of the files and of the text. */
    public List<RegisterEntry> entries() {
        return entries;
    }

    /**
     * Returns the register as YAML, in one text. {@link #parse} reads an equal register from it. Comments of files that
     * were read are not in it; to add an entry to a file, use {@link RegisterEditor}.
     */
    public String toYaml() {
        return RegisterYaml.register(this);
    }

    /** Returns the tenants in the scope. */
    TenantSet tenants() {
        return scope.email()
                .filter(email -> !email.tenants().isEmpty())
                .map(email -> TenantSet.resolve(email.tenants(), TenantSet.ALL, tenantGroups))
                .orElse(TenantSet.ALL);
    }

    /** Returns the tenants that are named anywhere, also those that are left out. */
    Set<String> namedTenants() {
        Set<String> named = new LinkedHashSet<>();
        tenantGroups.values().forEach(named::addAll);
        scope.email().ifPresent(email -> email.tenants().forEach(word -> {
            String name = word.startsWith("!") ? word.substring(1) : word;
            if (!name.startsWith("@")) {
                named.add(name);
            }
        }));
        return named;
    }

    /** Returns the tenants of a target. */
    TenantSet tenants(EmailTarget target) {
        return target.tenants().isEmpty() ? tenants() : TenantSet.resolve(target.tenants(), tenants(), tenantGroups);
    }

    SourceLines lines() {
        return lines;
    }

    private List<Object> values() {
        return List.of(id, scope, tenantGroups, policy, expectUnavailable, entries);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Register that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    /** Returns the id and the number of entries. */
    @Override
    public String toString() {
        return "Register[" + id + ", " + entries.size() + " entries]";
    }

    /** A builder of registers. */
    @CanIgnoreReturnValue
    public static final class Builder {
        private final String id;
        private final Map<String, List<String>> tenantGroups = new LinkedHashMap<>();
        private final List<ExpectedUnavailable> expectUnavailable = new ArrayList<>();
        private final List<RegisterEntry> entries = new ArrayList<>();
        private @Nullable RegisterScope scope;
        private RegisterPolicy policy = RegisterPolicy.builder().build();
        private SourceLines lines = SourceLines.NONE;

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /** Sets what the register is about. Required. */
        public Builder scope(RegisterScope value) {
            scope = Objects.requireNonNull(value, "scope");
            return this;
        }

        /**
         * Adds a group of email tenants, or replaces the one of the same name.
         *
         * @param name the name, without {@code @}
         * @param tenants the tenants, such as {@code mt-prod-3:acme}
         */
        public Builder tenantGroup(String name, Collection<String> tenants) {
            tenantGroups.put(Objects.requireNonNull(name, "name"), List.copyOf(tenants));
            return this;
        }

        /** Sets what the register requires of its entries. Nothing by default. */
        public Builder policy(RegisterPolicy value) {
            policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /** Adds a source that is known to be unavailable. */
        public Builder expectUnavailable(ExpectedUnavailable value) {
            expectUnavailable.add(Objects.requireNonNull(value, "expectUnavailable"));
            return this;
        }

        /** Adds an entry. */
        public Builder entry(RegisterEntry value) {
            entries.add(Objects.requireNonNull(value, "entry"));
            return this;
        }

        Builder lines(SourceLines value) {
            lines = value;
            return this;
        }

        /**
         * Builds the register.
         *
         * @throws RegisterException if it is not valid
         */
        @CheckReturnValue
        public Register build() {
            Problems problems = new Problems();
            Register register = build(problems);
            problems.throwIfAny();
            return register;
        }

        /** Builds a register that may not be valid. */
        @CheckReturnValue
        Register build(Problems problems) {
            Register register =
                    new Register(this, scope == null ? RegisterScope.builder().build() : scope);
            new RegisterChecks(register, problems).check();
            return register;
        }
    }
}
