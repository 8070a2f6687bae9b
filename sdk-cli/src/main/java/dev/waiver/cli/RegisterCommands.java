/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.core.SdkClock;
import dev.waiver.core.Settings;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.governance.ApplyResult;
import dev.waiver.governance.ChangeResult;
import dev.waiver.governance.DetectionTarget;
import dev.waiver.governance.EmailTarget;
import dev.waiver.governance.Expiry;
import dev.waiver.governance.Exported;
import dev.waiver.governance.Lint;
import dev.waiver.governance.LintReport;
import dev.waiver.governance.Notice;
import dev.waiver.governance.Plan;
import dev.waiver.governance.PlanChangedException;
import dev.waiver.governance.PlanOptions;
import dev.waiver.governance.Register;
import dev.waiver.governance.RegisterEditor;
import dev.waiver.governance.RegisterEntry;
import dev.waiver.governance.RegisterScope;
import dev.waiver.governance.ScanningTarget;
import dev.waiver.governance.Status;
import dev.waiver.governance.StatusOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for exceptions as code. */
abstract class RegisterCommands {
    private static final String FILE = "waivers.yaml";

    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final SdkClock clock;
    private final Supplier<String> ids;

    /**
     * Creates the commands.
     *
     * @param ids returns the id of a new register: 8 characters of a to z and 0 to 9
     */
    RegisterCommands(Settings settings, PrintStream out, PrintStream err, SdkClock clock, Supplier<String> ids) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.ids = ids;
    }

    /** The register that a command is about. */
    static final class RegisterFile {
        @Option(
                names = "--register",
                description = "The file or directory of the register. Default: ${DEFAULT-VALUE}",
                defaultValue = FILE)
        private Path path = Path.of(FILE);

        Register read() throws IOException {
            return Register.read(path);
        }

        Path path() {
            return path;
        }
    }

    /** What a plan may contain. */
    static final class Limits {
        @Option(names = "--restore", description = "Writes back rules that somebody changed.")
        private boolean restore;

        @Option(names = "--only", description = "One entry, by its key.")
        private @Nullable String only;

        @Option(
                names = "--allow-removals",
                description = "Allows so many removals at one source. Default: 5, or 10 %% of its rules")
        private int removals;

        @Option(
                names = "--allow-changes",
                description = "Allows so many creates and updates at one source. Default: 20, or 25 %% of its rules")
        private int changes;

        PlanOptions options() {
            PlanOptions options = PlanOptions.defaults().allowRemovals(removals).allowChanges(changes);
            options = restore ? options.restore() : options;
            return only == null ? options : options.only(only);
        }
    }

    @Command(
            name = "init",
            description = "Writes a new register of exceptions as code, for the services that are configured.")
    int init(@Mixin RegisterFile file) throws IOException {
        List<String> scope = new ArrayList<>();
        if (isConfigured("email")) {
            scope.add("  email: {tables: [whitelist, blacklist]}");
        }
        for (String vendor : List.of("scanning", "detection")) {
            if (isConfigured(vendor)) {
                scope.add("  " + vendor + ": {}");
            }
        }
        if (scope.isEmpty()) {
            scope = List.of("  email: {tables: [whitelist, blacklist]}", "  scanning: {}", "  detection: {}");
        }
        String text = """
                # Exceptions as code. waiver plan shows what would change, waiver apply changes it.
                apiVersion: waiver.dev/v1
                id: %s   # ties rules at the services to this register: never change it
                scope:   # nothing outside is read, changed or removed
                %s
                policy: {maxLifetime: P365D, require: [owner, reason, ticket, approvedBy, expires]}
                exceptions:
                """.formatted(ids.get(), String.join("\n", scope));
        Files.writeString(file.path(), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out.println("wrote " + file.path() + "; add an exception with waiver add");
        return ExitCode.DONE.code();
    }

    @Command(
            name = "add",
            description = {
                "Adds an exception to the register, and shows what would be written for it. Such as:",
                "add email/blacklist evil.example --for 30d --ticket T-1",
                "add scanning nvt=1.3.6... hosts=10.0.0.1 new_severity=0 --until 2027-03-01 --ticket T-2"
            })
    int add(
            @Mixin RegisterFile file,
            @Parameters(
                            paramLabel = "WHERE",
                            index = "0",
                            description = "email/LIST, scanning, or detection/windows, macOs or linux")
                    String where,
            @Parameters(
                            paramLabel = "WHAT",
                            index = "1..*",
                            arity = "1..*",
                            description =
                                    "a domain with its subdomains, or FIELD=VALUE ...; detection: NAME FIELD=VALUE ...")
                    List<String> what,
            @Option(names = "--key", description = "The key. Default: made from what is excepted") @Nullable String key,
            @Option(names = "--tenants", split = ",", description = "Tenants or @groups. Default: those of the scope")
                    List<String> tenants,
            @Option(names = "--for", description = "How long, such as 30d") @Nullable String lifetime,
            @Option(names = "--until", description = "The last day, such as 2027-03-01") @Nullable String until,
            @Option(names = "--ticket") @Nullable String ticket,
            @Option(names = "--reason") @Nullable String reason,
            @Option(names = "--owner") @Nullable String owner,
            @Option(names = "--approved-by") @Nullable String approvedBy,
            @Option(names = "--offline", description = "Does not ask the services what would be written.")
                    boolean offline)
            throws IOException {
        LocalDate today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
        RegisterEntry.Builder entry =
                RegisterEntry.builder(key == null ? keyOf(what.get(0)) : key).created(today);
        set(ticket, entry::ticket);
        set(reason, entry::reason);
        set(owner, entry::owner);
        set(approvedBy, entry::approvedBy);
        if (lifetime != null && until != null) {
            throw new IllegalArgumentException("--for, --until: give one of them");
        }
        set(lifetime, value -> entry.expires(today.plus(lifetime(value))));
        set(until, value -> entry.expires(expiry(value)));
        RegisterEntry added = target(entry, where, what, tenants == null ? List.of() : tenants)
                .build();
        if (Files.isDirectory(file.path())) {
            throw new IllegalArgumentException("--register: " + file.path()
                    + " is a directory; name the file of it that gets the entry, and plan with the directory");
        }
        String text = RegisterEditor.append(Files.readString(file.path(), StandardCharsets.UTF_8), added);
        Register register = Register.parse(file.path().toString(), text);
        Files.writeString(file.path(), text, StandardCharsets.UTF_8);
        out.println("added " + added.key() + " to " + file.path());
        return offline
                ? ExitCode.DONE.code()
                : planned(register, PlanOptions.defaults().only(added.key()));
    }

    private static void set(@Nullable String value, Consumer<String> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    private static RegisterEntry.Builder target(
            RegisterEntry.Builder entry, String where, List<String> what, List<String> tenants) {
        String vendor = where.contains("/") ? where.substring(0, where.indexOf('/')) : where;
        String table = where.contains("/") ? where.substring(where.indexOf('/') + 1) : "";
        if (!vendor.equals("email") && !tenants.isEmpty()) {
            throw new IllegalArgumentException("--tenants: " + vendor + " has none; leave it out");
        }
        switch (vendor) {
            case "email" -> {
                if (table.isEmpty()) {
                    throw new IllegalArgumentException("WHERE: give the list, such as email/blacklist");
                }
                boolean isDomain = !what.get(0).contains("=");
                EmailTarget target = isDomain
                        ? EmailTarget.ofDomain(table, what.get(0))
                        : EmailTarget.ofMembers(table, JsonCodec.strictNames().document("{}"));
                for (Map.Entry<String, String> member :
                        members(isDomain ? what.subList(1, what.size()) : what).entrySet()) {
                    target = target.withMember(member.getKey(), member.getValue());
                }
                return entry.target(target.withTenants(tenants.toArray(String[]::new)));
            }
            case "scanning" -> {
                JsonCodec codec = JsonCodec.strictNames();
                return entry.target(ScanningTarget.ofMembers(codec.document(codec.write(members(what)))));
            }
            case "detection" -> {
                Map<String, List<String>> when = new LinkedHashMap<>();
                members(what.subList(1, what.size()))
                        .forEach((field, value) ->
                                when.put(field, List.of(value.strip().split("\\s*\\|\\s*"))));
                return entry.target(
                        switch (table) {
                            case "windows" -> DetectionTarget.windows(what.get(0), when);
                            case "macOs" -> DetectionTarget.macOs(what.get(0), when);
                            case "linux" -> DetectionTarget.linux(what.get(0), when);
                            default ->
                                throw new IllegalArgumentException(
                                        "WHERE: give detection/windows, detection/macOs or detection/linux");
                        });
            }
            default ->
                throw new IllegalArgumentException("WHERE: '" + vendor + "' is not email, scanning or detection");
        }
    }

    private static Map<String, String> members(List<String> words) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("WHAT: '" + word + "' is not FIELD=VALUE");
            }
            members.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return members;
    }

    private static String keyOf(String what) {
        String value = what.contains("=") ? what.substring(what.indexOf('=') + 1) : what;
        String key =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (key.isEmpty()) {
            throw new IllegalArgumentException("--key: give one; none can be made from '" + what + "'");
        }
        return key.length() > 100 ? key.substring(0, 100) : key;
    }

    private static Period lifetime(String text) {
        if (!text.matches("[1-9][0-9]{0,4}d")) {
            throw new IllegalArgumentException("--for: '" + text + "' is not a number of days, such as 30d");
        }
        return Period.ofDays(Integer.parseInt(text.substring(0, text.length() - 1)));
    }

    private static Expiry expiry(String text) {
        try {
            return Expiry.parse(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException("--until: " + e.getMessage(), e);
        }
    }

    @Command(
            name = "plan",
            description = "Shows what would be written so that the services have what the register says."
                    + " Exit code 5 if something would.")
    int plan(@Mixin RegisterFile file, @Mixin Limits limits) throws IOException {
        return planned(file.read(), limits.options());
    }

    private int planned(Register register, PlanOptions options) {
        try (Services services = new Services(settings, false)) {
            Plan plan = services.governance(clock::now).plan(register, options).execute();
            out.print(plan.describe());
            return code(plan).code();
        }
    }

    /** Returns the exit code of a plan that is not applied. */
    private static ExitCode code(Plan plan) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (!plan.isComplete()) {
            codes.add(ExitCode.INCOMPLETE);
        }
        if (!plan.isEmpty()) {
            codes.add(ExitCode.PENDING);
        }
        if (isOverLimit(plan.notices())) {
            codes.add(ExitCode.OVERDUE);
        }
        return ExitCode.of(codes);
    }

    private static boolean isOverLimit(List<Notice> notices) {
        return notices.stream().anyMatch(notice -> notice.kind() == Notice.Kind.OVER_LIMIT);
    }

    @Command(
            name = "apply",
            description = "Brings the services in line with the register, and lists them again afterwards.")
    int apply(
            @Mixin RegisterFile file,
            @Mixin Limits limits,
            @Option(names = "--expect", description = "Refuses any other plan than the one with this digest.") @Nullable
                    String digest)
            throws IOException {
        Register register = file.read();
        try (Services services = new Services(settings, true)) {
            if (digest != null) {
                Plan plan = services.governance(clock::now)
                        .plan(register, limits.options())
                        .execute();
                if (!plan.digest().equals(digest)) {
                    out.print(plan.describe());
                    err.println("--expect: the plan's digest is " + plan.digest() + " now; nothing was written");
                    return ExitCode.FAILED.code();
                }
                return applied(services.governance(clock::now).apply(plan).execute());
            }
            return applied(services.governance(clock::now)
                    .apply(register, limits.options())
                    .execute());
        } catch (PlanChangedException e) {
            out.print(e.plan().describe());
            err.println("--expect: the plan has changed; nothing was written");
            return ExitCode.FAILED.code();
        }
    }

    private int applied(ApplyResult result) {
        out.print(result.describe());
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (!result.plan().isComplete() || !result.unverified().isEmpty()) {
            codes.add(ExitCode.INCOMPLETE);
        }
        for (ChangeResult change : result.failures()) {
            codes.add(change.outcome() == ChangeResult.Outcome.UNKNOWN ? ExitCode.UNCLEAR : ExitCode.FAILED);
        }
        if (isOverLimit(result.plan().notices())) {
            codes.add(ExitCode.OVERDUE);
        }
        return ExitCode.of(codes).code();
    }

    @Command(
            name = "status",
            description = "Shows what is in force past its end, due for review, expiring soon, not in force, or in no"
                    + " entry. Exit code 6 if something is overdue.")
    int status(
            @Mixin RegisterFile file,
            @Option(
                            names = "--soon",
                            description = "How many days are soon. Default: ${DEFAULT-VALUE}",
                            defaultValue = "14")
                    int soon)
            throws IOException {
        Register register = file.read();
        try (Services services = new Services(settings, false)) {
            Status status = services.governance(clock::now)
                    .status(register, StatusOptions.defaults().expiringWithin(Period.ofDays(soon)))
                    .execute();
            out.print(status.describe());
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            if (!status.isComplete()) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (status.isOverdue()) {
                codes.add(ExitCode.OVERDUE);
            }
            return ExitCode.of(codes).code();
        }
    }

    @Command(
            name = "lint",
            description = "Checks the register, and what is at the services: duplicates, contradictions, too broad"
                    + " rules. Exit code 6 if something is wrong.")
    int lint(
            @Mixin RegisterFile file,
            @Option(names = "--offline", description = "The register alone; needs no credentials.") boolean offline,
            @Option(
                            names = "--against",
                            description = "A register as it was approved: entries that changed while the approval did"
                                    + " not are reported, such as --against <(git show main:waivers.yaml)")
                    @Nullable
                    Path against)
            throws IOException {
        Register register = file.read();
        List<LintReport> reports = new ArrayList<>();
        if (against != null) {
            String before = Files.readString(against, StandardCharsets.UTF_8);
            reports.add(Lint.approvals(Register.parse(against.toString(), before), register));
        }
        reports.add(Lint.offline(register, clock.now()));
        if (!offline) {
            try (Services services = new Services(settings, false)) {
                reports.add(services.governance(clock::now).lint(register).execute());
            }
        }
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        for (LintReport report : reports) {
            out.print(report.describe());
            if (!report.isComplete()) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (!report.isClean()) {
                codes.add(ExitCode.OVERDUE);
            }
        }
        return ExitCode.of(codes).code();
    }

    @Command(
            name = "export",
            description = "Prints a register of what is at the configured services, with owner and expiry to be filled"
                    + " in. What it leaves out is on standard error.")
    int export(
            @Option(names = "--tenants", split = ",", description = "Email tenants. Default: all of the key") @Nullable
                    List<String> tenants,
            @Option(
                            names = "--baseline-until",
                            required = true,
                            description = "Until when these entries may be without what is missing, such as 2027-03-31")
                    LocalDate baselineUntil) {
        RegisterScope.Builder scope =
                RegisterScope.builder().scanning(isConfigured("scanning")).detection(isConfigured("detection"));
        if (isConfigured("email")) {
            RegisterScope.Email.Builder email = RegisterScope.Email.builder().addTables("whitelist", "blacklist");
            scope = scope.email((tenants == null ? email : email.addAllTenants(tenants)).build());
        }
        try (Services services = new Services(settings, false)) {
            Exported exported = services.governance(clock::now)
                    .export(scope.build(), baselineUntil)
                    .execute();
            exported.register().ifPresent(register -> out.print(register.toYaml()));
            err.print(exported.describe());
            return (exported.isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE).code();
        }
    }

    private boolean isConfigured(String vendor) {
        return settings.find(vendor, "base-url").isPresent();
    }
}
