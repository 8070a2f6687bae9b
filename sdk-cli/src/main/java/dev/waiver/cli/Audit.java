package dev.waiver.cli;

import dev.waiver.core.error.SdkException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A listing of the exceptions of all services, and of all tenants of a key, in one table. */
public final class Audit {
    /** The exit code for an incomplete table. */
    public static final int NOT_COMPLETE = 3;

    private Audit() {}

    /**
     * Writes rows as they are read. If a source fails, the others are still read, and the failure is written last.
     *
     * @return the exit code: 0, or 3 if something could not be read
     */
    public static int run(Services services, RowWriter out) {
        return run(services.sources(out::notRead), row -> true, out);
    }

    /** Writes the rows of the given sources that match a predicate, as {@link #run(Services, RowWriter)} does. */
    public static int run(List<? extends ExceptionSource<?>> places, Predicate<Row> wanted, RowWriter out) {
        for (ExceptionSource<?> place : places) {
            try (Stream<Row> rows = place.rows((what, why) -> out.notRead(place + ", " + what, why))) {
                rows.filter(wanted).forEach(out::row);
            } catch (SdkException e) {
                out.notRead(place.toString(), e);
            }
        }
        return out.finish() ? 0 : NOT_COMPLETE;
    }
}
