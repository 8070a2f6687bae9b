/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.cli.doctor.Doctor;
import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureOptions;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.OnDifference;
import dev.waiver.core.SdkClock;
import dev.waiver.core.Settings;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.SdkException;
import dev.waiver.governance.RegisterException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command line for the exceptions of all three vendors. Base URLs and credentials come from the environment. */
@Command(
        name = "waiver",
        mixinStandardHelpOptions = true,
        version = "waiver 0.1",
        description = "Manages exceptions of the email, scanning and detection services with the same commands.",
        subcommands = AutoComplete.GenerateCompletion.class,
        footer = {
            "",
            "Exit codes: 0 success; 1 refused or not reachable; 2 invalid input; 3 something could not be read;",
            "4 a change may have been applied: check before you repeat it; 5 changes are pending (plan);",
            "6 something is overdue, or over a limit.",
            "Set WAIVER_EMAIL_BASE_URL, _CLIENT_ID, _ACCESS_KEY; WAIVER_SCANNING_BASE_URL, _API_KEY, _ACCESS_TOKEN;",
            "WAIVER_DETECTION_BASE_URL, _TENANT_ID, _APPLICATION_ID, _APPLICATION_SECRET, for the services you use;",
            "and WAIVER_EMAIL_AUTHENTICATION_URL if the portal shows one with the key."
        })
@SuppressWarnings("DefaultCharset")
public final class Waiver extends RegisterCommands {
    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<Duration> wait;
    private final SdkClock clock;
    private final Prompt console;

    @Option(
            names = "--output",
            scope = CommandLine.ScopeType.INHERIT,
            description = "The output format: ${COMPLETION-CANDIDATES}",
            defaultValue = "TABLE")
    private RowWriter.Form output = RowWriter.Form.TABLE;

    @Option(
            names = "--dry-run",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Only reads, and prints what would change. No write request is sent.")
    private boolean dryRun;

    Waiver(Settings settings, PrintStream out, PrintStream err, Consumer<Duration> wait) {
        this(settings, out, err, wait, SdkClock.system(), Prompt.ofProcess());
    }

    Waiver(
            Settings settings,
            PrintStream out,
            PrintStream err,
            Consumer<Duration> wait,
            SdkClock clock,
            Prompt console) {
        super(settings, out, err, clock, Waiver::registerId);
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.wait = wait;
        this.clock = clock;
        this.console = console;
    }

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new Waiver(Settings.environment(), System.out, System.err, Waiver::pause).run(args));
    }

    private static void pause(Duration time) {
        java.util.concurrent.locks.LockSupport.parkNanos(time.toNanos());
    }

    int run(String... args) {
        CommandLine line = new CommandLine(this)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new java.io.PrintWriter(out, true))
                .setErr(new java.io.PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return line.execute(args);
    }

    /** Returns a random id of a register. */
    private static String registerId() {
        String characters = "abcdefghijklmnopqrstuvwxyz0123456789";
        return new SecureRandom()
                .ints(8, 0, characters.length())
                .mapToObj(i -> characters.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private int failed(Exception failure) {
        err.println(failure.getMessage());
        if (failure instanceof SdkException e && e.mayHaveBeenApplied()) {
            return ExitCode.UNCLEAR.code();
        }
        if (failure instanceof IncompleteListException) {
            return ExitCode.INCOMPLETE.code();
        }
        return failure instanceof IllegalArgumentException
                        || failure instanceof RegisterException
                        || failure instanceof IllegalStateException
                        || failure instanceof IOException
                ? ExitCode.BAD_INPUT.code()
                : ExitCode.FAILED.code();
    }

    private int with(ToIntFunction<Services> work) {
        return with(settings, work);
    }

    private int with(Settings settings, ToIntFunction<Services> work) {
        try (Services services = new Services(settings, !dryRun)) {
            return work.applyAsInt(services);
        }
    }

    @Command(
            name = "list",
            description = "Lists the exceptions of one service: of all tenants, lists and tables unless one is given.")
    int list(@Mixin Target target) {
        return with(services -> {
            Selection selection = services.of(target.service, target.tenant, target.table());
            return Audit.run(selection, RowWriter.of(output, out));
        });
    }

    @Command(
            name = "audit",
            description = "Lists the exceptions of all services and tenants; exit code 3 if the list is incomplete.")
    int audit() {
        return with(services -> Audit.run(services.everything(), RowWriter.of(output, out)));
    }

    @Command(
            name = "doctor",
            description = {
                "Compares what the services do with what the SDK believes; exit code 3 if something failed.",
                "With --probe, also creates, changes and removes a rule in each service."
            })
    int doctor(
            @Option(
                            names = "--tenant",
                            description = "The email tenant. Default: that of the settings, or else the first; with"
                                    + " --probe, it must be given if the key sees several",
                            defaultValue = "")
                    String tenant,
            @Option(
                            names = "--probe",
                            description = "Creates, changes and removes a rule that matches nothing in each service")
                    boolean probe,
            @Option(
                            names = "--list",
                            description = "The email list of the probe. Default: blacklist",
                            defaultValue = "")
                    String list,
            @Option(names = "--yes", description = "Probes without a question") boolean yes,
            @Option(names = "--yes-there-are-rules", description = "Probes lists that are not empty")
                    boolean amongRules) {
        if (output == RowWriter.Form.CSV) {
            throw Doctor.noCsv();
        }
        if (!probe && (yes || amongRules || !list.isBlank())) {
            throw new IllegalArgumentException("list, yes, yes-there-are-rules: they go with --probe");
        }
        try (Doctor doctor = new Doctor(
                settings, clock, probe && !dryRun, () -> UUID.randomUUID().toString())) {
            if (probe) {
                List<String> places = doctor.prepareProbes(tenant, list, amongRules);
                if (dryRun) {
                    places.forEach(place -> err.println("would create and remove a rule: " + place));
                } else if (!places.isEmpty() && !yes) {
                    confirm(places);
                }
            }
            doctor.examine(tenant);
            if (!dryRun) {
                doctor.probe(err);
            }
            return doctor.finish(output, out);
        }
    }

    /** Asks for the confirmation of a probe. */
    private void confirm(List<String> places) {
        String question = "A rule that matches nothing will be created, changed and removed:\n  "
                + String.join("\n  ", places) + "\nType yes to go on: ";
        Optional<String> line = console.ask(question);
        if (line.isEmpty()) {
            throw new IllegalArgumentException("probe: there is no console to ask; give --yes. "
                    + question.lines().limit(places.size() + 1L).collect(Collectors.joining("\n")));
        }
        if (!line.get().strip().equalsIgnoreCase("yes")) {
            throw new IllegalArgumentException("probe: not confirmed; nothing was created");
        }
    }

    /** Asks the user. */
    @FunctionalInterface
    interface Prompt {
        /** Returns the line that the user typed; empty if there is no console. */
        Optional<String> ask(String question);

        /**
         * Returns the prompt of this process. From JDK 22 on, there is a console even without a terminal, which reads
         * the standard input and returns null at its end.
         */
        @SuppressWarnings("SystemConsoleNull") // null before JDK 22
        static Prompt ofProcess() {
            return question -> {
                Console console = System.console();
                return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", question));
            };
        }
    }

    @Command(name = "get", description = "Shows one exception; with --output json, the whole rule.")
    int get(@Mixin Target target, @Parameters(paramLabel = "ID", index = "1") String id) {
        return with(services -> got(target.in(services), id));
    }

    private <R extends ExceptionRule> int got(ExceptionSource<R> place, String id) {
        R rule = place.get(id).execute();
        if (output == RowWriter.Form.JSON) {
            out.println(place.json(rule).toPrettyString());
            return 0;
        }
        return show(place.row(rule));
    }

    private int show(Row row) {
        RowWriter rows = RowWriter.of(output, out);
        rows.row(row);
        return rows.finish(Completeness.ONE_RULE) ? 0 : ExitCode.INCOMPLETE.code();
    }

    @Command(
            name = "create",
            description = "Creates an exception, such as: create scanning nvt=1.3.6... hosts=10.0.0.1 text=why")
    int create(
            @Mixin Target target, @Parameters(paramLabel = "FIELD=VALUE", index = "1..*") Map<String, String> fields) {
        return with(services -> created(target.in(services), fields));
    }

    private <R extends ExceptionRule> int created(ExceptionSource<R> place, Map<String, String> fields) {
        R rule = place.rule(fields);
        try {
            return show(place.row(place.create(rule).execute()));
        } catch (SdkException e) {
            return printBlockedRequest(e, "would create");
        }
    }

    /** Prints the request that a dry run blocked. Rethrows any other failure. */
    private int printBlockedRequest(SdkException e, String what) {
        String request = WouldWriteException.of(e).orElse(null);
        if (request == null) {
            throw e;
        }
        out.println(what + ": " + request);
        return 0;
    }

    @Command(name = "ensure", description = "Creates the exception unless an equivalent one exists.")
    int ensure(
            @Mixin Target target,
            @Option(
                            names = "--on-difference",
                            description = "If a rule with the same match has another effect: ${COMPLETION-CANDIDATES}",
                            defaultValue = "FAIL")
                    OnDifference onDifference,
            @Parameters(paramLabel = "FIELD=VALUE", index = "1..*") Map<String, String> fields) {
        return with(services -> ensured(target.in(services), fields, onDifference));
    }

    private <R extends ExceptionRule> int ensured(
            ExceptionSource<R> place, Map<String, String> fields, OnDifference onDifference) {
        if (dryRun) {
            out.println(wouldEnsure(place, fields));
            return 0;
        }
        EnsureResult<R> ensured = place.ensure(place.rule(fields), onDifference).execute();
        err.println(ensured.outcome());
        return show(place.row(ensured.rule()));
    }

    /** Returns what {@code ensure} would do. The source must belong to clients that do not send writes. */
    static <R extends ExceptionRule> String wouldEnsure(ExceptionSource<R> place, Map<String, String> fields) {
        try {
            EnsureResult<R> there =
                    place.ensure(place.rule(fields), OnDifference.KEEP).execute();
            return there.outcome() + ": " + place + " "
                    + place.row(there.rule()).id() + (there.differences().isEmpty() ? "" : " " + there.differences());
        } catch (SdkException e) {
            String request = WouldWriteException.of(e).orElseThrow(() -> e);
            return "would create: " + request;
        }
    }

    @Command(
            name = "edit",
            description =
                    "Changes fields of one exception, keeps the others; an empty value clears a field or is refused.")
    int edit(
            @Mixin Target target,
            @Parameters(paramLabel = "ID", index = "1") String id,
            @Parameters(paramLabel = "FIELD=VALUE", index = "2..*") Map<String, String> fields) {
        return with(services -> edited(target.in(services), id, fields));
    }

    private <R extends ExceptionRule> int edited(ExceptionSource<R> place, String id, Map<String, String> fields) {
        if (dryRun) {
            R before = place.get(id).execute();
            place.differences(before, place.withChanges(before, fields))
                    .forEach(d -> out.println("would change " + d.path() + ": " + d.expected() + " -> " + d.actual()));
            return 0;
        }
        return show(place.row(
                place.edit(id, rule -> place.withChanges(rule, fields)).execute()));
    }

    @Command(name = "remove", description = "Removes exceptions by id (detection: deactivates them permanently).")
    int remove(
            @Mixin Target target,
            @Option(
                            names = "--delete-form",
                            description = "The form of the request, for --table: exception-str or exception-str-list"
                                    + " (engines), rule-id or list-ids (anomaly)")
                    @Nullable
                    String deleteForm,
            @Parameters(paramLabel = "ID", index = "1..*", arity = "1..*") List<String> ids) {
        return with(deleteForm == null ? settings : target.withDeleteForm(settings, deleteForm), services -> {
            ids.forEach(id -> removed(target.in(services), id));
            return 0;
        });
    }

    private <R extends ExceptionRule> void removed(ExceptionSource<R> place, String id) {
        ApiCall<@Nullable Void> removal = place.remove(id); // sends nothing; fails if the table needs a form
        Row row = place.row(place.get(id).execute()); // for the output below; fails if the id is wrong
        if (!dryRun) {
            removal.execute();
        }
        out.println((dryRun ? "would remove " : "removed ") + place + " " + id + ": " + row.silences());
    }

    @Command(
            name = "import",
            description = "Imports the rows of a CSV file, each once, even if an import was interrupted.")
    int importFile(
            @Parameters(paramLabel = "FILE", index = "0") Path file,
            @Option(names = "--journal", description = "Default: FILE.journal") @Nullable Path given,
            @Option(names = "--no-progress", description = "Hides the progress bar") boolean quiet,
            @Option(
                            names = "--update-text",
                            description =
                                    "Writes a changed comment, text or description into the exception that exists")
                    boolean updateText)
            throws IOException {
        EnsureOptions options = updateText ? EnsureOptions.defaults().updateText() : EnsureOptions.defaults();
        Path journal = given == null ? file.resolveSibling(file.getFileName() + ".journal") : given;
        try (Services services = new Services(settings, !dryRun);
                Services readOnly = new Services(settings, false)) {
            Map<String, Import.Line> rows = new LinkedHashMap<>();
            CsvRows.read(file, services).forEach(line -> rows.putIfAbsent(line.key(), line));
            Import work = new Import(services, readOnly, new Journal(journal), out, wait, options);
            if (dryRun) {
                return work.dryRun(rows.values());
            }
            try (FileChannel alone = FileChannel.open(
                            journal.resolveSibling(journal.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = alone.tryLock()) {
                if (lock == null) {
                    throw new IllegalStateException("journal: another import is using it");
                }
                return work.run(rows.values(), new ImportProgressBar(err, quiet));
            }
        }
    }
}
