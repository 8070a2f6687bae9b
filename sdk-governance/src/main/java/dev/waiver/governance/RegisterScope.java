/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.json.ImmutablesStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What a register is about. Nothing outside of it is read, changed or removed, and no entry may be outside of it. */
@Value.Immutable
@ImmutablesStyle
public interface RegisterScope {
    /** Returns which part of the email vendor is in the scope; empty if nothing is. */
    Optional<Email> email();

    /** Returns whether scanning is in the scope. Default: false. */
    @Value.Default
    default boolean scanning() {
        return false;
    }

    /** Returns whether detection is in the scope. Default: false. */
    @Value.Default
    default boolean detection() {
        return false;
    }

    /** Returns a builder of a scope that has nothing. */
    static Builder builder() {
        return new Builder();
    }

    /** A builder of scopes. */
    final class Builder extends ImmutableRegisterScope.Builder {
        /** Creates a builder with nothing set. */
        Builder() {}
    }

    /** The part of the email vendor that is in a scope. */
    @Value.Immutable
    @ImmutablesStyle
    interface Email {
        /**
         * Returns the tenants, as written: a tenant such as {@code mt-prod-3:acme}, {@code @group}, {@code @all}, or
         * one of these after {@code !}, which is left out. Empty by default: all tenants that the key sees.
         */
        List<String> tenants();

        /** Returns the tables, such as {@code whitelist}. Empty by default: all that the register's entries name. */
        List<String> tables();

        /** Returns a builder of a part with all tenants. */
        static Builder builder() {
            return new Builder();
        }

        /** A builder of the part of the email vendor. */
        final class Builder extends ImmutableEmail.Builder {
            /** Creates a builder with nothing set. */
            Builder() {}
        }
    }
}
