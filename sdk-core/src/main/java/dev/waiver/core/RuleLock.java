/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core;

import java.time.Duration;

/**
 * A lock that several JVMs share, for example through a database, so that they create and change rules one after the
 * other. Set with {@link ClientBuilder#ruleLock}. Without one, only the calls of one JVM are serialized. The project's
 * {@code docs/several-jvms.md} has one for PostgreSQL.
 *
 * <p>A call holds the lock from before it reads until it has confirmed its write: {@code ensure} the lock of what the
 * rule matches, {@code edit} and {@code replace} that of the rule's id. An {@code ensure} that replaces a rule acquires
 * the lock of its id while it holds the other one, never the other way round, so that calls cannot wait for each other.
 * Detection's changes of a rule set hold the lock of its id.
 *
 * <p>The calls of one JVM are serialized in memory first, so each JVM has at most one call at a time that waits for a
 * key or holds it. {@code ensureAll} holds the lock of a rule while it creates that rule, which it decided by a list
 * that it read before: two JVMs that call it for the same rules at the same time may create them twice. No other
 * operation takes a lock, and nothing else that writes to the service is kept out.
 */
@FunctionalInterface
public interface RuleLock {
    /**
     * Acquires the lock of a key, and waits for it as long as another holder has it.
     *
     * <p>It may block: it is called on the caller's thread by a blocking call, and by an asynchronous call on one of up
     * to 256 threads that the SDK has for this, beyond which calls wait for a thread. The thread is interrupted if the
     * caller's is, or, of an asynchronous call, when the future is canceled or the deadline passes. A lock that is
     * returned nevertheless is closed.
     *
     * <p>A failure ends the call before it changes anything:
     *
     * <ul>
     *   <li>{@link java.util.concurrent.TimeoutException} causes a
     *       {@link dev.waiver.core.error.DeadlineExceededException},
     *   <li>{@link InterruptedException} causes a {@link dev.waiver.core.error.InterruptedCallException},
     *   <li>anything else causes a {@link dev.waiver.core.error.TransportException}.
     * </ul>
     *
     * @param key 64 hexadecimal digits, equal in every JVM for the same service, base URL, tenant, list and rule; a
     *     hash, so that it shows none of them
     * @param atMost the time until the deadline of the call, more than zero
     * @return the lock. It is closed once, when the call has ended, possibly by another thread, and the call ends after
     *     that. What {@code close} throws is logged, since it must not hide the result of a write
     * @throws Exception if the lock cannot be acquired
     */
    AutoCloseable acquire(String key, Duration atMost) throws Exception;
}
