/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The description of an API interface's method, read once from its annotations.
 *
 * @param name interface and method, for errors and log lines
 * @param safety whether it may be sent again
 * @param onCollection whether it works on a collection: no part of its path is a parameter, such as an id
 * @param notFoundIsSuccess whether "not found" after an ambiguous attempt means that the attempt was applied
 * @param permission the permission that the service requires, by the vendor's name
 * @param maxResponseSize the maximum size of a response, in bytes
 * @param sensitiveResponse whether the response holds a credential, so that no error shows it
 * @param value the reader of the value
 */
public record Operation<T extends @Nullable Object>(
        String name,
        Safety safety,
        boolean onCollection,
        boolean notFoundIsSuccess,
        @Nullable String permission,
        long maxResponseSize,
        boolean sensitiveResponse,
        ValueReader<T> value) {

    /** Whether an operation may be sent again. */
    public enum Safety {
        /** Changes nothing. */
        READ,
        /** Changes something; applying it again changes nothing more. */
        IDEMPOTENT,
        /** May be sent again only if the service certainly did not apply it. */
        WRITE
    }

    boolean isWrite() {
        return safety != Safety.READ;
    }

    boolean isRepeatable() {
        return safety != Safety.WRITE;
    }
}
