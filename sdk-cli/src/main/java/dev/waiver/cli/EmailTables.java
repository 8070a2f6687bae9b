/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.email.EmailClient;
import dev.waiver.email.model.ClickTimeList;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The lists and tables of the email service, each under one name. */
final class EmailTables {
    static final List<String> LISTS =
            EmailList.known().stream().map(EmailList::value).toList();
    static final List<String> ENGINES =
            EngineTable.known().stream().map(EngineTable::name).toList();

    static final String CLICK_TIME = "click-time";
    static final String ANOMALY = "anomaly";

    /** The tables besides the lists. */
    static final List<String> TABLES =
            Stream.concat(ENGINES.stream(), Stream.of(CLICK_TIME, ANOMALY)).toList();

    private final Clock clock;

    /** The click-time lists of the tenants that were asked for, which do not change. */
    private final Map<String, List<ClickTimeList>> clickTimeLists = new ConcurrentHashMap<>();

    EmailTables(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the list or table that a command names; empty if it names none.
     *
     * @param list the name of a list, empty or {@code -}; the service may have lists that the SDK does not know
     * @param table the name of a list or table that the SDK knows, or engine/type; empty or {@code -}
     * @throws IllegalArgumentException if both are given, the list is a table, or there is no such table
     */
    static String chosen(String list, String table) {
        if (isNone(table)) {
            if (isTable(list)) {
                throw new IllegalArgumentException("list: '" + list + "' is no list; give it as table");
            }
            return isNone(list) ? "" : list;
        }
        if (!isNone(list)) {
            throw new IllegalArgumentException(
                    "list, table: give one of the two, not '" + list + "' and '" + table + "'");
        }
        String name = table.strip();
        if (LISTS.contains(name) || TABLES.contains(name)) {
            return name;
        }
        if (!isTable(name)) {
            throw new IllegalArgumentException("table: there is no '" + name + "'; give one of "
                    + String.join(", ", LISTS) + ", " + String.join(", ", TABLES)
                    + ", or engine/type for another table of an engine");
        }
        return EngineTable.named(name).name();
    }

    static boolean isNone(String text) {
        return text.isBlank() || text.equals(Row.NOTHING);
    }

    private static boolean isTable(String name) {
        return TABLES.contains(name) || name.contains("/");
    }

    /** Returns "list" or "table", and the name. */
    static String described(String name) {
        return (isTable(name) ? "table " : "list ") + name;
    }

    /**
     * Returns the source of a list or table.
     *
     * @param client the client for the tenant
     * @param tenant the tenant, or {@code -} for a key that needs no scope
     * @param name the name, as {@link #chosen} returns it
     */
    EmailSource<?> source(EmailClient client, String tenant, String name) {
        if (name.equals(CLICK_TIME)) {
            return new ClickTimeExceptionSource(
                    client,
                    tenant,
                    () -> clickTimeLists.computeIfAbsent(
                            tenant, any -> client.clickTimeExceptions().lists().toList()));
        }
        if (name.equals(ANOMALY)) {
            return new AnomalyExceptionSource(client, tenant, clock);
        }
        return isTable(name)
                ? new EngineExceptionSource(client, tenant, EngineTable.named(name))
                : new EmailExceptionSource(client, tenant, EmailList.of(name), clock);
    }

    /** Returns the sources of all lists and tables of a tenant. */
    List<EmailSource<?>> all(EmailClient client, String tenant) {
        List<EmailSource<?>> sources = new ArrayList<>();
        LISTS.forEach(name -> sources.add(source(client, tenant, name)));
        TABLES.forEach(name -> sources.add(source(client, tenant, name)));
        return sources;
    }

    /**
     * Returns the name of the setting for the form of removals from a table, such as {@code engine-delete-form}.
     *
     * @throws IllegalArgumentException if removals from it have no form to choose
     */
    static String deleteForm(String name) {
        if (!isTable(name) || name.equals(CLICK_TIME)) {
            throw new IllegalArgumentException(
                    "--delete-form: removals have a form only for the tables of engines and for anomaly; leave it out");
        }
        return name.equals(ANOMALY) ? "anomaly-delete-form" : "engine-delete-form";
    }

    /** Returns the error of a removal whose form was not given. */
    static IllegalStateException formIsMissing(String name, IllegalStateException cause) {
        String forms = name.equals(ANOMALY)
                ? "--delete-form rule-id or --delete-form list-ids"
                : "--delete-form exception-str or --delete-form exception-str-list";
        return new IllegalStateException(
                name + ": how the service expects the exception to remove is not documented, and if it or a proxy"
                        + " ignored the body it might take the whole table. Find out with a table that may be lost,"
                        + " then give " + forms + ", or set WAIVER_EMAIL_"
                        + deleteForm(name).replace('-', '_').toUpperCase(Locale.ROOT)
                        + "; or remove the exception in the portal",
                cause);
    }
}
