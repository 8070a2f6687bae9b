/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.benchmarks;

import java.util.concurrent.Callable;

/**
 * A client under test. All contestants do the same work: they authenticate once, send the {@code Authorization} header
 * and a new request id with each request, read the envelope and fail if it reports an error, and read rules into values
 * that keep unknown members.
 */
interface Contestant {
    /** Reads a list of email rules. */
    Object list(String name) throws Exception;

    /** Creates an email rule. */
    Object create() throws Exception;

    /** Reads a detection exception of 30 kB and writes it back. */
    Object document() throws Exception;

    /** Reads an error response of the service. */
    default Object error() throws Exception {
        try {
            return list(Payloads.DENIED_LIST);
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Returns a workload of the benchmark by its name. */
    default Callable<Object> work(String name) {
        return switch (name) {
            case "list20" -> () -> list(Payloads.SMALL_LIST);
            case "list2000" -> () -> list(Payloads.LARGE_LIST);
            case "create" -> this::create;
            case "document" -> this::document;
            case "error" -> this::error;
            default -> throw new IllegalArgumentException("work: unknown workload " + name);
        };
    }
}
