/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.email;

import dev.waiver.core.annotation.CanIgnoreReturnValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of {@link EmailClient#forEachTenant}: for each tenant that the key sees, a value or a failure. What has
 * values only for some tenants proves nothing about the others: check {@link #isComplete}.
 *
 * @param <T> the type of the values
 */
public final class TenantResults<T extends @Nullable Object> {
    private final List<String> tenants;
    private final Map<String, T> values;
    private final Map<String, RuntimeException> failures;

    /**
     * Creates results. Called by the SDK and by tests.
     *
     * @param tenants the tenants, in the order of {@link EmailClient#scopes}
     * @param values the values, by tenant
     * @param failures the failures, by tenant
     * @throws IllegalArgumentException if a tenant has neither a value nor a failure, or both, or is unknown
     */
    public TenantResults(List<String> tenants, Map<String, T> values, Map<String, RuntimeException> failures) {
        this.tenants = List.copyOf(tenants);
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        for (String tenant : this.tenants) {
            if (values.containsKey(tenant) == failures.containsKey(tenant)) {
                throw new IllegalArgumentException("tenants: " + tenant + " needs either a value or a failure");
            }
        }
        if (values.size() + failures.size() != this.tenants.size()) {
            throw new IllegalArgumentException("tenants: there are " + this.tenants.size() + ", and " + values.size()
                    + " values and " + failures.size() + " failures");
        }
    }

    /** Returns all tenants that the key sees, in the order of {@link EmailClient#scopes}, without repetitions. */
    public List<String> tenants() {
        return tenants;
    }

    /** Returns the values by tenant, in the order of {@link #tenants}, without the tenants that have a failure. */
    public Map<String, T> values() {
        return values;
    }

    /**
     * Returns the failures by tenant, in the order of {@link #tenants}: a {@link dev.waiver.core.error.SdkException},
     * or what the function for the tenant threw. If the walk ended early, a tenant whose call was not started has a
     * failure with zero {@link dev.waiver.core.error.SdkException#attempts attempts}, whose message begins with "not
     * sent".
     */
    public Map<String, RuntimeException> failures() {
        return failures;
    }

    /** Returns whether each tenant has a value. */
    public boolean isComplete() {
        return failures.isEmpty();
    }

    /**
     * Throws the failure of the first tenant that has one.
     *
     * @return these results, which are complete
     */
    @CanIgnoreReturnValue
    public TenantResults<T> throwIfIncomplete() {
        for (RuntimeException failure : failures.values()) {
            throw failure;
        }
        return this;
    }

    /** Returns the numbers of tenants, of values and of failures. */
    @Override
    public String toString() {
        return "TenantResults[" + tenants.size() + " tenants, " + values.size() + " values, " + failures.size()
                + " failures]";
    }
}
