/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The JUnit 5 callbacks of a {@link Simulator} in a {@code @RegisterExtension} field: it is reset after each test, and
 * closed after the last test of the class ({@code static} field) or after each test (instance field). JUnit calls these
 * methods; tests do not need to.
 */
public abstract class JUnitLifecycle
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final AtomicInteger classesUsingIt = new AtomicInteger();

    JUnitLifecycle() {}

    /** Starts listening. Does nothing if it is listening. */
    public abstract void start();

    /** Restores the initial state. */
    public abstract void reset();

    /** Stops listening. */
    public abstract void close();

    /** Starts the simulator if it is not listening. Called by JUnit. */
    @Override
    public void beforeAll(ExtensionContext context) {
        classesUsingIt.incrementAndGet();
        start(); // a field of a base class is shared by several test classes, one after the other
    }

    /** Starts the simulator if it is not listening. Called by JUnit. */
    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    /** Resets the simulator, and closes it if it is in an instance field. Called by JUnit. */
    @Override
    public void afterEach(ExtensionContext context) {
        reset();
        if (classesUsingIt.get() == 0) {
            close(); // an instance field: the simulator belongs to this test
        }
    }

    /** Closes the simulator after the outermost class that uses it. Called by JUnit. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (classesUsingIt.decrementAndGet() == 0) {
            close();
        }
    }
}
