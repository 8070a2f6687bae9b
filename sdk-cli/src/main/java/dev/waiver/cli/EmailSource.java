/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.ExceptionRule;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of one list or table of the email service. Its fields are the members of the vendor's requests. Its rows can
 * be read before they are wanted, so that those of several tenants are read at once.
 *
 * @param <R> the vendor's rule
 */
abstract class EmailSource<R extends ExceptionRule> extends ExceptionSource<R> {
    static final JsonCodec JSON = JsonCodec.strictNames();

    private @Nullable List<Row> read;
    private @Nullable SdkException failure;

    /**
     * Creates a source.
     *
     * @param tenant the scope, or {@code -} for a key that needs no scope
     * @param table the list or table
     */
    EmailSource(String tenant, String table) {
        super("email", tenant, table);
    }

    @Override
    public final Stream<Row> rows(Consumer<Problem> unreadable) {
        List<Row> known = read;
        if (known == null) {
            return super.rows(unreadable);
        }
        SdkException end = failure;
        return end == null
                ? known.stream()
                : Stream.concat(
                        known.stream(),
                        Stream.<Row>generate(() -> {
                                    throw end;
                                })
                                .limit(1));
    }

    /** Reads all rows now. From then on, {@link #rows} returns them, and fails as the reading did. */
    final void read() {
        List<Row> rows = new ArrayList<>();
        try (Stream<Row> stream = rows(problem -> {})) {
            stream.forEachOrdered(rows::add);
        } catch (SdkException e) {
            failure = e;
        }
        read = rows;
    }

    /** Makes {@link #rows} fail, unless the rows were read. */
    final void failIfNotRead(SdkException why) {
        if (read == null) {
            read = List.of();
            failure = why;
        }
    }

    /** Returns what the reading has failed with, if it has. */
    final Optional<SdkException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public final JsonNode json(R rule) {
        return JSON.read(JsonNode.class, JSON.write(rule));
    }

    static boolean flag(String field, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException(field + ": must be true or false, not '" + value + "'");
        }
        return Boolean.parseBoolean(value);
    }
}
