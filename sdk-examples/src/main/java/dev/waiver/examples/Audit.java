package dev.waiver.examples;

import dev.waiver.core.error.SdkException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every exception of all services and all tenants of a key, as one table. */
public final class Audit {
    /** The exit code of a table that is not complete. */
    public static final int NOT_COMPLETE = 3;

    private Audit() {}

    /**
     * Writes rows as they are read. A source that fails does not keep the others from being read; it is listed last.
     *
     * @return the exit code: 0, or 3 if something could not be read
     */
    public static int run(Services services, RowWriter out) {
        return run(services.places(out::notRead), row -> true, out);
    }

    /** As {@link #run(Services, RowWriter)}, for some places and some of their rows. */
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
