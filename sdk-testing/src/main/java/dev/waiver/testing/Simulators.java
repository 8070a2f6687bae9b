package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A program that serves all simulators on fixed ports, for clients in any language. It prints one line of JSON per
 * service to standard output, with {@code service}, {@code baseUrl} and each credential by its vendor-defined name, and
 * then runs until it is interrupted.
 */
public final class Simulators {

    /** A simulated service. */
    record Service(
            String name,
            Class<? extends Simulator> type,
            int port,
            Supplier<? extends Simulator.Builder<?, ?>> builder) {}

    /** All simulated services, as served by {@link #main} and injected by {@link SimulatorExtension}. */
    static final List<Service> SERVICES = List.of(
            new Service("scanning", ScanningSimulator.class, 18081, ScanningSimulator::builder),
            new Service("email", EmailSimulator.class, 18082, EmailSimulator::builder),
            new Service("detection", DetectionSimulator.class, 18083, DetectionSimulator::builder));

    private Simulators() {}

    /**
     * Serves until the process is interrupted.
     *
     * @param args ports other than the default ones, such as {@code email=28082}; {@code email=0} selects any free port
     * @throws IllegalArgumentException if an argument has another form or names an unknown service
     * @throws UncheckedIOException if a port is taken; all simulators are closed then
     * @throws InterruptedException if the calling thread is interrupted; all simulators are closed then
     */
    public static void main(String[] args) throws InterruptedException {
        List<Simulator> running = start(ports(args), System.out);
        Thread closing = new Thread(() -> running.forEach(Simulator::close), "close-simulators");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            new CountDownLatch(1).await();
        } finally {
            running.forEach(Simulator::close);
        }
    }

    /** Starts all simulators or none, on the given ports by service name. */
    static List<Simulator> start(Map<String, Integer> ports, PrintStream out) {
        List<Simulator> running = new ArrayList<>();
        try {
            for (Service service : SERVICES) {
                running.add(service.builder()
                        .get()
                        .port(ports.getOrDefault(service.name(), service.port()))
                        .build());
            }
        } catch (RuntimeException e) {
            running.forEach(Simulator::close);
            throw e;
        }
        for (Simulator simulator : running) {
            ObjectNode line =
                    Json.object().put("service", simulator.serviceName()).put("baseUrl", simulator.baseUrl());
            simulator.namedCredentials().forEach(line::put);
            out.println(Json.write(line));
        }
        out.flush();
        return running;
    }

    private static Map<String, Integer> ports(String[] args) {
        Map<String, Integer> ports = new HashMap<>();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            boolean known =
                    pair.length == 2 && SERVICES.stream().anyMatch(s -> s.name().equals(pair[0]));
            if (!known || !pair[1].matches("\\d{1,5}")) {
                throw new IllegalArgumentException("not SERVICE=PORT with one of the services "
                        + SERVICES.stream().map(Service::name).toList() + ": " + arg);
            }
            ports.put(pair[0], Integer.valueOf(pair[1]));
        }
        return ports;
    }
}
