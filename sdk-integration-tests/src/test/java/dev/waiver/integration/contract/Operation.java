/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.contract;

import java.util.function.Function;

/**
 * An operation of the SDK.
 *
 * @param vendor its vendor
 * @param name its class and method
 * @param part the requests that a fault affects
 * @param kind its kind
 * @param whole whether it is tested with every fault, or only with those whose result could differ
 * @param make creates the call or the pager
 */
record Operation(
        Vendor vendor,
        String name,
        Part part,
        Kind kind,
        boolean whole,
        Function<? super ContractFixture, ? extends Object> make) {

    /** The requests of an operation that a fault affects. */
    enum Part {
        /** All requests. */
        ALL,
        /** The writes. */
        WRITE,
        /** The reads after a write. */
        LOOK_UP
    }

    /** The kind of an operation. */
    enum Kind {
        READ,
        IDEMPOTENT,
        CREATE,
        COMPOSED,
        LIST,
        /** A write that is not known to be idempotent. */
        WRITE;

        boolean reads() {
            return this == READ || this == LIST;
        }
    }

    String title() {
        return switch (part) {
            case ALL -> name;
            case WRITE -> name + " [write]";
            case LOOK_UP -> name + " [lookup]";
        };
    }

    Operation struck(Part where) {
        return new Operation(vendor, name, where, kind, whole, make);
    }

    Operation everyFault() {
        return new Operation(vendor, name, part, kind, true, make);
    }
}
