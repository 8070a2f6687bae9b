package dev.waiver.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What becomes of a {@link Simulator} in a field with {@code @RegisterExtension}: it is reset after each test, and
 * closed after the last one of the class (a {@code static} field) or after each (any other field). JUnit calls these
 * methods, nobody else needs to.
 */
public abstract class JUnitLifecycle
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final AtomicInteger classesUsingIt = new AtomicInteger();

    JUnitLifecycle() {}

    /** Listens, if it does not yet. */
    public abstract void start();

    /** Goes back to the initial state. */
    public abstract void reset();

    /** Stops listening. */
    public abstract void close();

    /**
     * Called by JUnit.
     *
     * @param context the class
     */
    @Override
    public void beforeAll(ExtensionContext context) {
        classesUsingIt.incrementAndGet();
        start(); // a field of a base class serves one test class after the other
    }

    /**
     * Called by JUnit.
     *
     * @param context the test
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    /**
     * Called by JUnit: resets the simulator.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        reset();
        if (classesUsingIt.get() == 0) {
            close(); // it belongs to this one test
        }
    }

    /**
     * Called by JUnit: closes the simulator after the outermost class that uses it.
     *
     * @param context the class
     */
    @Override
    public void afterAll(ExtensionContext context) {
        if (classesUsingIt.decrementAndGet() == 0) {
            close();
        }
    }
}
