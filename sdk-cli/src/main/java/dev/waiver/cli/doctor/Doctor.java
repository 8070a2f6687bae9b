/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.cli.RowWriter;
import dev.waiver.cli.WouldWriteException;
import dev.waiver.core.ClientBuilder;
import dev.waiver.core.SdkClock;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Settings;
import dev.waiver.detection.DetectionClient;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.model.EmailList;
import dev.waiver.scanning.ScanningClient;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the services that the settings configure, and compares what they do with what the SDK believes. */
public final class Doctor implements AutoCloseable {
    /** The exit code if something failed. */
    public static final int INCOMPLETE = 3;

    /** The exit code if a rule of a probe may be left. */
    public static final int RULE_LEFT = 4;

    private final Settings settings;
    private final SdkClock clock;
    private final boolean mayWrite;
    private final Supplier<String> newId;
    private final Secrets secrets = new Secrets();
    private final Report report = new Report(secrets);
    private final List<SdkTransport> transports = new ArrayList<>();
    private final @Nullable Patient<EmailClient> email;
    private final @Nullable Patient<ScanningClient> scanning;
    private final @Nullable Patient<DetectionClient> detection;
    private final List<ServiceExam> exams = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private @Nullable Observation<List<String>> scopes;

    /** A client with the observer of what it sends. */
    private record Patient<C>(C client, Observer observer) {}

    /**
     * Creates the clients. Sends nothing. Skips a service whose base URL is not in the settings.
     *
     * @param settings the base URLs and credentials, such as those in the environment
     * @param clock the clock of the clients and of all waits
     * @param mayWrite whether write requests are sent
     * @param newId returns a new id, for the marker of a probe's rules
     * @throws IllegalStateException if the settings configure no service
     */
    public Doctor(Settings settings, SdkClock clock, boolean mayWrite, Supplier<String> newId) {
        this.settings = settings;
        this.clock = clock;
        this.mayWrite = mayWrite;
        this.newId = newId;
        email = patient("email", EmailClient::builder, EmailClient.Builder::build);
        scanning = patient("scanning", ScanningClient::builder, ScanningClient.Builder::build);
        detection = patient("detection", DetectionClient::builder, DetectionClient.Builder::build);
        if (email == null && scanning == null && detection == null) {
            throw new IllegalStateException("no service is configured: set one of "
                    + String.join(", ", settings.lookupNames("email", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("scanning", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("detection", "base-url"))
                    + ", and its credentials");
        }
    }

    private <B extends ClientBuilder<B, ?>, C> @Nullable Patient<C> patient(
            String service, Supplier<B> builder, Function<B, C> build) {
        if (settings.find(service, "base-url").isEmpty()) {
            return null;
        }
        secrets.add(settings, service);
        WireLog log = new WireLog(
                clock, secrets, settings.find(service, "base-url"), settings.find(service, "authentication-url"));
        SdkTransport.Builder connections = SdkTransport.builder().addInterceptor(log);
        if (!mayWrite) {
            connections.addInterceptor(WouldWriteException.BLOCK_WRITES);
        }
        SdkTransport transport = connections.build();
        transports.add(transport);
        report.add(service, log);
        return new Patient<>(
                build.apply(
                        builder.get().settings(settings).transport(transport).clock(clock)),
                new Observer(log));
    }

    /**
     * Reads what can be read of each service.
     *
     * @param tenant the email tenant; empty for that of the settings, or else the first that the key sees
     */
    public void examine(String tenant) {
        secrets.add(tenant);
        if (email != null) {
            examineEmail(email, tenant);
        }
        if (scanning != null) {
            examine(new ScanningExam(scanning.client(), scanning.observer(), report));
        }
        if (detection != null) {
            examine(new DetectionExam(detection.client(), detection.observer(), report));
        }
    }

    private void examine(ServiceExam exam) {
        exams.add(exam);
        exam.examine();
    }

    private void examineEmail(Patient<EmailClient> patient, String tenant) {
        Observation<List<String>> seen = scopes(patient);
        List<String> tenants = tenants(seen);
        report.add(
                EmailExam.SERVICE,
                "tenants",
                seen.succeeded() ? seen.inWords() + ", the key sees " + tenants.size() : seen.inWords(),
                Belief.of(EmailExceptionsApi.class, "scopes"),
                seen.succeeded() ? Verdict.AS_BELIEVED : Verdict.FAILED);
        String chosen = !tenant.isBlank()
                ? tenant
                : patient.client().tenantScope().orElse(tenants.isEmpty() ? "" : tenants.get(0));
        EmailClient client =
                chosen.isEmpty() ? patient.client() : patient.client().forTenant(chosen);
        examine(new EmailExam(client, patient.observer(), report));
    }

    private Observation<List<String>> scopes(Patient<EmailClient> patient) {
        Observation<List<String>> seen = scopes;
        if (seen == null) {
            seen = patient.observer()
                    .observe(patient.client().api(EmailExceptionsApi.class).scopes());
            scopes = seen;
            List<String> tenants = tenants(seen);
            for (int i = 0; i < tenants.size(); i++) {
                secrets.addTenant(tenants.get(i), "tenant-" + (i + 1));
            }
        }
        return seen;
    }

    private static List<String> tenants(Observation<List<String>> scopes) {
        List<String> seen = scopes.value();
        return seen == null
                ? List.of()
                : seen.stream().filter(scope -> !scope.isBlank()).toList();
    }

    /**
     * Prepares the probes of the configured services: reads the tenants of the email key, and the lists. Writes
     * nothing. A service whose list cannot be read has no probe, and the report says so.
     *
     * @param tenant the email tenant; empty for that of a key with one tenant
     * @param list the email list; empty for the blacklist
     * @param amongRules whether a list may have rules already
     * @return where a rule will be created
     * @throws IllegalArgumentException if the tenant is missing or not one of the key's, or if a list has rules
     */
    public List<String> prepareProbes(String tenant, String list, boolean amongRules) {
        if (email == null && !(tenant.isBlank() && list.isBlank())) {
            throw new IllegalArgumentException("tenant, list: email is not configured, and no other service has any");
        }
        String marker = Probe.MARKER + newId.get();
        List<Probe> planned = new ArrayList<>();
        if (email != null) {
            emailProbe(email, tenant, list, marker).ifPresent(planned::add);
        }
        if (scanning != null) {
            planned.add(new ScanningProbe(scanning.client(), marker, scanning.observer(), report, clock));
        }
        if (detection != null) {
            planned.add(new DetectionProbe(detection.client(), marker, detection.observer(), report, clock));
        }
        for (Probe probe : planned) {
            Observation<?> before = probe.before();
            int rules = before.value() instanceof List<?> all ? all.size() : 0;
            if (!before.succeeded()) {
                probe.addNotRun(before);
            } else if (rules > 0 && !amongRules) {
                throw new IllegalArgumentException("probe: " + probe.where() + " has " + rules
                        + (rules == 1 ? " rule" : " rules")
                        + "; probe an empty list, or give --yes-there-are-rules");
            } else {
                probes.add(probe);
            }
        }
        return probes.stream().map(Probe::where).toList();
    }

    private Optional<Probe> emailProbe(Patient<EmailClient> patient, String tenant, String list, String marker) {
        Observation<List<String>> seen = scopes(patient);
        if (!seen.succeeded()) {
            report.add(
                    EmailExam.SERVICE,
                    "probe: create",
                    "not run, since the tenants could not be read: " + seen.inWords(),
                    "",
                    Verdict.FAILED);
            return Optional.empty();
        }
        List<String> tenants = tenants(seen);
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException("tenant: the email key sees none, so that it has no list to probe");
        }
        if (tenant.isBlank() && tenants.size() > 1) {
            throw new IllegalArgumentException(
                    "tenant: the email key sees " + tenants.size() + "; name the one for tests with --tenant");
        }
        if (!tenant.isBlank() && !tenants.contains(tenant)) {
            throw new IllegalArgumentException("tenant: the email key does not see this one; it sees "
                    + (tenants.size() == 1 ? "one other" : tenants.size() + " others"));
        }
        String chosen = tenant.isBlank() ? tenants.get(0) : tenant;
        return Optional.of(new EmailProbe(
                patient.client().forTenant(chosen),
                chosen,
                list.isBlank() ? EmailList.BLACKLIST : EmailList.of(list),
                marker,
                patient.observer(),
                report,
                clock));
    }

    /**
     * Runs the probes that were prepared. If the JVM is ended by a signal in between, the rule is still removed.
     *
     * @param notices where the markers, and rules that may be left, are written at once
     */
    public void probe(PrintStream notices) {
        for (Probe probe : probes) {
            CountDownLatch removed = new CountDownLatch(1);
            Thread hook = new Thread(
                    () -> {
                        probe.stop();
                        await(removed);
                    },
                    "waiver-probe-removal");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                probe.run(notices);
            } finally {
                removed.countDown();
                removeHook(hook);
            }
        }
    }

    private static void await(CountDownLatch removed) {
        try {
            removed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook has run.
        }
    }

    /**
     * Writes the report.
     *
     * @return the exit code: 0; 3 if something failed; 4 if a rule of a probe may be left
     * @throws IllegalArgumentException if the form is CSV
     */
    public int finish(RowWriter.Form form, PrintStream out) {
        exams.forEach(ServiceExam::conclude);
        switch (form) {
            case TABLE -> ReportWriter.table(report, out);
            case JSON -> ReportWriter.json(report, out);
            case CSV -> throw noCsv();
        }
        return !report.leftovers().isEmpty() ? RULE_LEFT : report.isComplete() ? 0 : INCOMPLETE;
    }

    /** Returns the refusal of the format for rows. */
    public static IllegalArgumentException noCsv() {
        return new IllegalArgumentException("output: doctor writes table or json");
    }

    @Override
    public void close() {
        transports.forEach(SdkTransport::close);
    }
}
