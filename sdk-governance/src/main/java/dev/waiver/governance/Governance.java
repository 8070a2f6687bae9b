/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.SdkClock;
import dev.waiver.core.annotation.CanIgnoreReturnValue;
import dev.waiver.core.annotation.CheckReturnValue;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.CallOutcome;
import dev.waiver.detection.DetectionClient;
import dev.waiver.email.EmailClient;
import dev.waiver.governance.internal.Depth;
import dev.waiver.governance.internal.SourceRun;
import dev.waiver.scanning.ScanningClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings services in line with a {@link Register}. Thread-safe. It closes no client.
 *
 * <p>Rules are recognized by a marker at the beginning of their free text: email's comment, scanning's text, and
 * detection's description. Rules without a marker of the register are never changed or removed. Nothing is remembered
 * between runs: the first listing of each source is the truth.
 */
public final class Governance {
    private static final int SOURCES_AT_ONCE = 8;

    private final List<GovernedVendor> vendors;
    private final SdkClock clock;
    private final InstantSource time;
    private final CallOptions defaults;

    private Governance(List<GovernedVendor> vendors, SdkClock clock, InstantSource time, CallOptions defaults) {
        this.vendors = List.copyOf(vendors);
        this.clock = clock;
        this.time = time;
        this.defaults = defaults;
    }

    /** Returns a builder without clients. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder of {@link Governance}. Any subset of the vendors will do. */
    @CanIgnoreReturnValue
    public static final class Builder {
        private final Map<String, Function<InstantSource, GovernedVendor>> vendors = new LinkedHashMap<>();
        private SdkClock clock = SdkClock.system();
        private @Nullable InstantSource time;
        private CallOptions defaults = CallOptions.none();

        private Builder() {}

        /** Sets the client of the email service. If it has a tenant scope, other tenants are not read. */
        public Builder email(EmailClient client) {
            Objects.requireNonNull(client, "client");
            vendors.put("email", at -> new EmailGovernance(client, at));
            return this;
        }

        /** Sets the client of the scanning service. */
        public Builder scanning(ScanningClient client) {
            Objects.requireNonNull(client, "client");
            vendors.put("scanning", at -> new ScanningGovernance(client, at));
            return this;
        }

        /** Sets the client of the detection service. */
        public Builder detection(DetectionClient client) {
            Objects.requireNonNull(client, "client");
            vendors.put("detection", at -> new DetectionGovernance(client, at));
            return this;
        }

        /** Sets the clock of waits and deadlines, which has to be that of the clients. Default: that of the system. */
        public Builder clock(SdkClock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Sets the time that decides which entries are in force. Default: that of the clock. */
        public Builder time(InstantSource value) {
            time = Objects.requireNonNull(value, "time");
            return this;
        }

        /**
         * Sets default options of the requests. Those that are not set have the SDK's defaults, whatever those of the
         * clients are: the deadline, 2 minutes by default, bounds each request and each wait, and not the whole.
         */
        public Builder defaults(CallOptions value) {
            defaults = Objects.requireNonNull(value, "defaults");
            return this;
        }

        /**
         * Builds it.
         *
         * @throws IllegalStateException if there is no client
         */
        @CheckReturnValue
        public Governance build() {
            if (vendors.isEmpty()) {
                throw new IllegalStateException("no client: give at least one of email, scanning and detection");
            }
            InstantSource now = time == null ? clock::now : time;
            return new Governance(
                    vendors.values().stream().map(vendor -> vendor.apply(now)).toList(), clock, now, defaults);
        }
    }

    /** Plans with {@linkplain PlanOptions#defaults() the defaults}, see {@link #plan(Register, PlanOptions)}. */
    public ApiCall<Plan> plan(Register register) {
        return plan(register, PlanOptions.defaults());
    }

    /**
     * Reads each source of the register's scope once and compares it with the entries. Sends no write. A source that
     * cannot be read whole is in {@link Plan#unreadable()}, and has no changes.
     *
     * @param register the register
     * @param options what the plan may contain
     */
    public ApiCall<Plan> plan(Register register, PlanOptions options) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(options, "options");
        return operation(
                "plan", () -> readings(register, options, Depth.ENTRIES).map(Compared::plan));
    }

    /**
     * Plans again, and makes the changes if they are still those of the plan. Afterwards, lists each source to which
     * something was written once more. Fails with {@link PlanChangedException} before anything is written if something
     * else has to be done now.
     *
     * @param plan the plan
     */
    public ApiCall<ApplyResult> apply(Plan plan) {
        Objects.requireNonNull(plan, "plan");
        return operation("apply", () -> readings(plan.register(), plan.options(), Depth.ENTRIES)
                .flatMap(now -> now.plan().digest().equals(plan.digest())
                        ? write(now)
                        : Calls.failed(state -> new PlanChangedException(
                                "the plan has changed since it was made: its digest was " + plan.digest() + " and is "
                                        + now.plan().digest() + " now. Nothing was written",
                                state.callInfo(),
                                now.plan()))));
    }

    /** Plans and makes the changes with the defaults, see {@link #apply(Register, PlanOptions)}. */
    public ApiCall<ApplyResult> apply(Register register) {
        return apply(register, PlanOptions.defaults());
    }

    /**
     * Plans, and makes the changes, whatever they are. Afterwards, lists each source to which something was written
     * once more. A change that fails does not stop the others; see {@link ApplyResult#failures()}.
     *
     * @param register the register
     * @param options what the plan may contain
     */
    public ApiCall<ApplyResult> apply(Register register, PlanOptions options) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(options, "options");
        return operation(
                "apply", () -> readings(register, options, Depth.ENTRIES).flatMap(Governance::write));
    }

    /** Looks with {@linkplain StatusOptions#defaults() the defaults}, see {@link #status(Register, StatusOptions)}. */
    public ApiCall<Status> status(Register register) {
        return status(register, StatusOptions.defaults());
    }

    /**
     * Reads each source of the register's scope once and returns what is overdue, not in force, or in no entry. Sends
     * no write. A source that cannot be read whole is in {@link Status#unreadable()}.
     *
     * @param register the register
     * @param options what counts as soon
     */
    public ApiCall<Status> status(Register register, StatusOptions options) {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(options, "options");
        return operation("status", () -> readings(register, PlanOptions.defaults(), Depth.LISTING)
                .map(compared -> StatusReader.read(compared.plan(), compared.sources(), options)));
    }

    /**
     * Reads each source of the register's scope once and returns the weaknesses of its rules, also of those that are in
     * no entry, and of the register. Sends no write. A source that cannot be read whole is in
     * {@link LintReport#unreadable()}. At detection, sends one request for each exception and each rule set of the
     * tenant.
     *
     * @param register the register
     */
    public ApiCall<LintReport> lint(Register register) {
        Objects.requireNonNull(register, "register");
        return operation("lint", () -> readings(register, PlanOptions.defaults(), Depth.RULES)
                .map(compared -> LintReader.read(compared.plan(), compared.sources())));
    }

    /**
     * Reads each source of a scope once and returns a register of its rules: entries with {@code baseline}, and without
     * owner and end, which are to be filled in. Sends no write. A plan of the register has no changes: the rules have
     * no marker of it, and stay as they are. Rules that an entry cannot say are in {@link Exported#problems()}. At
     * detection, sends one request for each exception and each rule set of the tenant.
     *
     * <p>The register has a random id. The keys of its entries are the same at every export as long as the rules are.
     * Rules of several tenants that are equal, text included, become one entry.
     *
     * @param scope the scope of the register. Tenants are named one by one, or by {@code @all}. Without email tables,
     *     those that the SDK knows are read
     * @param baselineUntil until when the entries may be without what is to be filled in
     * @throws RegisterException if the scope is not valid
     */
    public ApiCall<Exported> export(RegisterScope scope, LocalDate baselineUntil) {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(baselineUntil, "baselineUntil");
        Register head = Exporter.head(withTables(scope), baselineUntil);
        return operation("export", () -> readings(head, PlanOptions.defaults(), Depth.RULES)
                .map(compared -> Exporter.export(compared.plan(), compared.sources())));
    }

    private static RegisterScope withTables(RegisterScope scope) {
        return RegisterScope.builder()
                .from(scope)
                .email(scope.email()
                        .map(email -> email.tables().isEmpty()
                                ? RegisterScope.Email.builder()
                                        .from(email)
                                        .addAllTables(VendorRules.emailTables())
                                        .build()
                                : email))
                .build();
    }

    private <T> ApiCall<T> operation(String verb, Supplier<ApiCall<T>> call) {
        return Calls.operation("Governance." + verb, clock, defaults, call);
    }

    // ------------------------------------------------------------------ plan

    /** A plan, and the sources that it was made from. */
    private record Compared(Plan plan, List<ComparedSource<?>> sources) {}

    private ApiCall<Compared> readings(Register register, PlanOptions options, Depth depth) {
        return Calls.defer(() -> {
            Instant now = time.instant();
            List<Supplier<ApiCall<GovernedVendor.Readings>>> reads = new ArrayList<>();
            for (GovernedVendor vendor : vendors) {
                if (isInScope(register, vendor.vendor())) {
                    reads.add(() -> vendor.read(register, now, options, depth));
                }
            }
            return Calls.sequence(reads).map(all -> compared(register, options, depth, now, all));
        });
    }

    private static boolean isInScope(Register register, String vendor) {
        return switch (vendor) {
            case "email" -> register.scope().email().isPresent();
            case "scanning" -> register.scope().scanning();
            default -> register.scope().detection();
        };
    }

    private Compared compared(
            Register register, PlanOptions options, Depth depth, Instant now, List<GovernedVendor.Readings> all) {
        List<ComparedSource<?>> sources = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        List<UnreadableSource> unreadable = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        int settled = 0;
        for (GovernedVendor.Readings readings : all) {
            notices.addAll(readings.notices());
            for (SourceReading reading : readings.sources()) {
                ComparedSource<?> source = reading.compared();
                if (source != null) {
                    sources.add(source);
                    notices.addAll(source.plan().notices());
                    source.plan().steps().forEach(step -> changes.add(step.change()));
                    settled += source.plan().settled();
                }
                UnreadableSource missing = reading.unreadable();
                if (missing != null) {
                    expectation(register, missing, now, notices, unreadable);
                }
            }
        }
        notices.addAll(notLookedAt(register, depth));
        return new Compared(new Plan(register, options, now, changes, notices, unreadable, settled), sources);
    }

    private static void expectation(
            Register register,
            UnreadableSource missing,
            Instant now,
            List<Notice> notices,
            List<UnreadableSource> unreadable) {
        ExpectedUnavailable expected = register.expectUnavailable().stream()
                .filter(expectation -> missing.source().vendor().equals("email"))
                .filter(expectation -> expectation
                        .tenant()
                        .map(missing.source().tenant()::equals)
                        .orElse(true))
                .filter(expectation -> expectation
                        .table()
                        .map(missing.source().table()::equals)
                        .orElse(true))
                .filter(expectation ->
                        !now.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(expectation.until()))
                .findFirst()
                .orElse(null);
        if (expected == null) {
            unreadable.add(missing);
        } else {
            notices.add(new Notice(
                    Notice.Kind.EXPECTED_UNAVAILABLE,
                    missing.source(),
                    "",
                    List.of(),
                    expected.why() + ", expected until " + expected.until() + ": " + missing.reason()));
        }
    }

    /** Returns the vendors without a client that have entries, or whose other rules were asked for. */
    private List<Notice> notLookedAt(Register register, Depth depth) {
        Map<String, Integer> counts = new TreeMap<>();
        for (RegisterEntry entry : register.entries()) {
            entry.targets().forEach(target -> counts.merge(target.vendor(), 1, Integer::sum));
        }
        if (depth.keepsOthers()) {
            EntryMembers.VENDORS.stream()
                    .filter(vendor -> isInScope(register, vendor))
                    .forEach(vendor -> counts.putIfAbsent(vendor, 0));
        }
        vendors.forEach(vendor -> counts.remove(vendor.vendor()));
        return counts.entrySet().stream()
                .map(count -> new Notice(
                        Notice.Kind.NOT_LOOKED_AT,
                        new Source(count.getKey(), "", ""),
                        "",
                        List.of(),
                        (count.getValue() == 0 ? "nothing was" : count.getValue() + " entries were not")
                                + " looked at: there is no client for " + count.getKey()))
                .toList();
    }

    // ------------------------------------------------------------------ apply

    private static ApiCall<ApplyResult> write(Compared compared) {
        List<ComparedSource<?>> sources = compared.sources().stream()
                .filter(source -> !source.plan().steps().isEmpty())
                .toList();
        return Calls.<ComparedSource<?>, SourceRun.Result>fanOut(
                        "Governance.apply", sources, ComparedSource::run, SOURCES_AT_ONCE)
                .map(outcomes -> result(compared.plan(), sources, outcomes));
    }

    private static ApplyResult result(
            Plan plan, List<ComparedSource<?>> sources, List<CallOutcome<SourceRun.Result>> outcomes) {
        List<ChangeResult> changes = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        List<UnreadableSource> unverified = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            RuntimeException error = outcomes.get(i).error();
            Source source = sources.get(i).governed().source();
            if (error == null) {
                SourceRun.Result result = Objects.requireNonNull(outcomes.get(i).value());
                changes.addAll(result.changes());
                notices.addAll(result.notices());
                result.unverified().ifPresent(cause -> unverified.add(unreadable(source, cause)));
            } else {
                sources.get(i).plan().steps().forEach(step -> changes.add(unknown(step.change(), error)));
                unverified.add(unreadable(source, error));
            }
        }
        return new ApplyResult(plan, changes, notices, unverified);
    }

    private static ChangeResult unknown(Change change, RuntimeException error) {
        return new ChangeResult(
                change,
                ChangeResult.Outcome.UNKNOWN,
                change.id(),
                error instanceof SdkException known ? known : null,
                String.valueOf(error.getMessage()));
    }

    static UnreadableSource unreadable(Source source, @Nullable RuntimeException error) {
        return new UnreadableSource(
                source,
                error == null ? "unknown" : String.valueOf(error.getMessage()),
                error instanceof SdkException known ? known : null);
    }
}
