package dev.waiver.examples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult;
import dev.waiver.core.FieldDifference;
import dev.waiver.core.OnDifference;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One vendor's exceptions of one tenant (and list), with verbs and fields that read alike: what the table programs need
 * and the SDK leaves to each vendor's own terms.
 *
 * @param <R> the vendor's rule
 */
public abstract class ExceptionSource<R> {
    private final String where;
    private final String tenant;
    private final String list;

    ExceptionSource(String where, String tenant, String list) {
        this.where = where;
        this.tenant = tenant;
        this.list = list;
    }

    /** The vendor. */
    public final String where() {
        return where;
    }

    /** The tenant, or {@code -}. */
    public final String tenant() {
        return tenant;
    }

    /** The list, or {@code -} at vendors that have only one. */
    public final String list() {
        return list;
    }

    /**
     * Every exception, read while the rows are used. Close the stream.
     *
     * @param unreadable told of an exception whose content could not be read; its row is there all the same
     */
    public abstract Stream<Row> rows(BiConsumer<String, SdkException> unreadable);

    /** The rule that these fields say. */
    public abstract R rule(Map<String, String> fields);

    /** The rule with these fields changed; an empty value clears. */
    public abstract R changed(R rule, Map<String, String> fields);

    /** A row of it. */
    public abstract Row row(R rule);

    /** It as JSON, whole. */
    public abstract JsonNode json(R rule);

    /** See the vendor's {@code get}. */
    public abstract ApiCall<R> get(String id);

    /** See the vendor's {@code create}. */
    public abstract ApiCall<R> create(R rule);

    /** See the vendor's {@code ensure}. */
    public abstract ApiCall<EnsureResult<R>> ensure(R rule, OnDifference onDifference);

    /** See the vendor's {@code edit}. */
    public abstract ApiCall<R> edit(String id, UnaryOperator<R> change);

    /** See the vendor's {@code remove}. */
    public abstract ApiCall<@Nullable Void> remove(String id);

    /** In which fields two rules differ. */
    public final List<FieldDifference> differences(R before, R after) {
        return JsonCodec.strictNames().differences(json(before), json(after));
    }

    /** The same place, seen through another client, such as one that cannot write. */
    public final boolean isSameAs(ExceptionSource<?> other) {
        return where.equals(other.where) && tenant.equals(other.tenant) && list.equals(other.list);
    }

    @Override
    public String toString() {
        return where + (tenant.equals(Row.NOTHING) ? "" : " " + tenant) + (list.equals(Row.NOTHING) ? "" : " " + list);
    }

    static String required(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": is required; give " + name + "=...");
        }
        return value;
    }

    static void knowing(Map<String, String> fields, List<String> names) {
        for (String field : fields.keySet()) {
            if (!names.contains(field)) {
                throw new IllegalArgumentException(field + ": no such field; there are " + String.join(", ", names));
            }
        }
    }
}
