/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waiver.testing.internal.Json;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A program that serves all simulators on fixed ports, for clients in any language, with rules from files or generated
 * ones. It prints one line of JSON per service to standard output, with {@code service}, {@code baseUrl} and each
 * credential by its vendor-defined name, and then runs until it is interrupted. {@code --help} prints its arguments.
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

    static List<String> names() {
        return SERVICES.stream().map(Service::name).toList();
    }

    /**
     * Serves until the process is interrupted. With {@code --help}, prints all arguments and returns. If the simulators
     * cannot be started, prints a line to standard error and exits: with status 2 if an argument or a file is wrong,
     * with status 1 if a port is taken.
     *
     * @param args such as {@code email=28082} for a port, {@code --seed email=rules.json}, {@code --rules 100000},
     *     {@code --tenants 300}
     * @throws InterruptedException if the calling thread is interrupted; all simulators are closed then
     */
    public static void main(String[] args) throws InterruptedException {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Serves until the thread is interrupted, or returns the exit status of a program that did not start. */
    static int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        List<Simulator> running;
        try {
            SimulatorArguments arguments = SimulatorArguments.parse(args);
            if (arguments.help()) {
                out.print(SimulatorArguments.USAGE);
                out.flush();
                return 0;
            }
            running = start(arguments, out);
        } catch (IllegalArgumentException e) {
            err.println(oneLine(e) + " (--help shows all arguments)");
            return 2;
        } catch (UncheckedIOException e) {
            err.println(oneLine(e));
            return 1;
        }
        Thread closing = new Thread(() -> running.forEach(Simulator::close), "close-simulators");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            new CountDownLatch(1).await();
        } finally {
            running.forEach(Simulator::close);
        }
        return 0;
    }

    private static String oneLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** Starts all simulators or none. */
    static List<Simulator> start(SimulatorArguments arguments, PrintStream out) {
        List<Simulator> running = new ArrayList<>();
        try {
            for (Service service : SERVICES) {
                running.add(start(service, arguments));
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

    private static Simulator start(Service service, SimulatorArguments arguments) {
        String name = service.name();
        try {
            return arguments.builder(service).build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--seed " + name + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(
                    e.getMessage() + "; set another port with " + name + "=PORT, or any free one with " + name + "=0",
                    e.getCause());
        }
    }
}
