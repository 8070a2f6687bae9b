/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension that injects simulators as parameters: {@code @ExtendWith(SimulatorExtension.class)}, then a
 * parameter such as {@code EmailSimulator hec}. A parameter of a test or {@code @BeforeEach} method is a simulator of
 * that test alone. A parameter of a constructor or {@code @BeforeAll} method is a simulator of the whole class: its
 * tests get the same one, and it is reset after each test.
 */
public final class SimulatorExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

    /** Creates the extension. Called by JUnit. */
    public SimulatorExtension() {}

    /** Returns whether the parameter is a simulator. Called by JUnit. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return service(parameter).isPresent();
    }

    /** Returns the simulator for a parameter, listening on a free port. Called by JUnit. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Simulators.Service service = service(parameter).orElseThrow();
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        service.type(),
                        type -> new Owned(service.builder().get().build(), context.getUniqueId()),
                        Owned.class)
                .simulator();
    }

    /** Closes the test's simulators and resets the class's. Called by JUnit. */
    @Override
    public void afterEach(ExtensionContext context) {
        release(context);
    }

    /** Closes the class's simulators. Called by JUnit. */
    @Override
    public void afterAll(ExtensionContext context) {
        release(context);
    }

    /** Resets the simulators of this context and of outer ones, and closes those that this context owns. */
    private static void release(ExtensionContext context) {
        for (Simulators.Service service : Simulators.SERVICES) {
            Owned owned = context.getStore(NAMESPACE).get(service.type(), Owned.class);
            if (owned != null) {
                owned.simulator().reset();
                if (owned.by().equals(context.getUniqueId())) {
                    owned.simulator().close();
                }
            }
        }
    }

    private static Optional<Simulators.Service> service(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        return Simulators.SERVICES.stream()
                .filter(service -> service.type().equals(type))
                .findFirst();
    }

    private record Owned(Simulator simulator, String by) {}
}
