package dev.waiver.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit 5 tests their simulators as parameters: {@code @ExtendWith(SimulatorExtension.class)}, then a parameter
 * such as {@code EmailSimulator hec}. A parameter of a test or of {@code @BeforeEach} is a simulator of that test
 * alone. One of the constructor or of {@code @BeforeAll} is there for the whole class, is what the tests get too, and
 * is reset after each of them.
 */
public final class SimulatorExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SimulatorExtension.class);

    /** Created by JUnit. */
    public SimulatorExtension() {}

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class
     * @return whether it is a simulator
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return service(parameter).isPresent();
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class
     * @return the simulator, listening on a free port
     */
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

    /**
     * Called by JUnit: closes what belongs to the test and resets what belongs to the class.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        release(context);
    }

    /**
     * Called by JUnit: closes what belongs to the class.
     *
     * @param context the class
     */
    @Override
    public void afterAll(ExtensionContext context) {
        release(context);
    }

    /** Reset when it belongs to someone further out, closed when it belongs to this context. */
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
