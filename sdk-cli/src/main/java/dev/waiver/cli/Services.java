/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli;

import dev.waiver.cli.Completeness.NotLookedAt;
import dev.waiver.cli.Completeness.Problem;
import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.Settings;
import dev.waiver.core.error.AuthenticationException;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.core.error.SdkException;
import dev.waiver.detection.DetectionClient;
import dev.waiver.email.EmailClient;
import dev.waiver.email.TenantResults;
import dev.waiver.governance.Governance;
import dev.waiver.scanning.ScanningClient;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clients of the services that the settings configure, on one transport. */
public final class Services implements AutoCloseable {
    private static final List<String> VENDORS = List.of("scanning", "email", "detection");

    private static final String NO_TENANT =
            "the key sees no tenant: it has no scope, or only an empty one. Tie the key to a tenant in the portal, or"
                    + " use the key of the right region";

    private final Settings settings;
    private final EmailTables tables = new EmailTables(Clock.systemUTC());
    private final SdkTransport transport;
    private final @Nullable EmailClient email;
    private final @Nullable ScanningClient scanning;
    private final @Nullable DetectionClient detection;

    /**
     * Creates the clients. Sends nothing. Skips a service whose base URL is not in the settings.
     *
     * @param settings the base URLs and credentials, such as those in the environment
     * @param mayWrite whether write requests are sent; if not, they fail with a {@link WouldWriteException}
     */
    public Services(Settings settings, boolean mayWrite) {
        this.settings = settings;
        SdkTransport.Builder connections = SdkTransport.builder();
        transport = mayWrite
                ? connections.build()
                : connections.addInterceptor(WouldWriteException.BLOCK_WRITES).build();
        email = isConfigured("email")
                ? EmailClient.builder().settings(settings).transport(transport).build()
                : null;
        scanning = isConfigured("scanning")
                ? ScanningClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
        detection = isConfigured("detection")
                ? DetectionClient.builder()
                        .settings(settings)
                        .transport(transport)
                        .build()
                : null;
    }

    private boolean isConfigured(String service) {
        return settings.find(service, "base-url").isPresent();
    }

    /**
     * Returns everything that can be read: each list and table of each tenant of the email key, and the other services.
     * Reads the lists and tables, those of several tenants at once; the other services are read when the selection is.
     *
     * @throws IllegalStateException if the settings configure no service
     */
    public Selection everything() {
        checkConfigured();
        List<ExceptionSource<?>> sources = new ArrayList<>();
        List<Completeness.Source> unreadable = new ArrayList<>();
        List<NotLookedAt> notLookedAt = new ArrayList<>();
        if (scanning != null) {
            sources.add(new ScanningExceptionSource(scanning));
        }
        if (email != null) {
            addTenants(email, sources, unreadable);
        }
        if (detection != null) {
            sources.add(new DetectionExceptionSource(detection));
        }
        for (String service : VENDORS) {
            if (isConfigured(service)) {
                notLookedAt.addAll(notLookedAt(service));
            } else {
                notLookedAt.add(notConfigured(service));
            }
        }
        return new Selection("all configured services, tenants, lists and tables", sources, unreadable, notLookedAt);
    }

    /**
     * Returns the sources of one service: of all tenants, lists and tables if neither is given.
     *
     * @param where the service
     * @param tenant the email tenant, or empty
     * @param list the email list or table, or empty
     * @throws IllegalArgumentException as {@link #source} does; an email list may be missing
     * @throws IllegalStateException if the settings do not configure the service
     */
    public Selection of(String where, String tenant, String list) {
        List<ExceptionSource<?>> sources = new ArrayList<>();
        List<Completeness.Source> unreadable = new ArrayList<>();
        List<NotLookedAt> notLookedAt = new ArrayList<>();
        if (email != null && where.equals("email") && EmailTables.isNone(list)) {
            if (EmailTables.isNone(tenant)) {
                addTenants(email, sources, unreadable);
            } else {
                addTenant(email, tenant, sources, unreadable);
            }
        } else {
            sources.add(source(where, tenant, list));
        }
        if (!EmailTables.isNone(tenant)
                || (!EmailTables.isNone(list)
                        && !EmailTables.isNone(sources.get(0).tenant()))) {
            notLookedAt.add(NotLookedAt.notSelected(where, "other tenants of the key"));
        }
        if (!EmailTables.isNone(list)) {
            EmailTables.LISTS.stream()
                    .filter(other -> !other.equals(list))
                    .forEach(other -> notLookedAt.add(NotLookedAt.notSelected(where, "list " + other)));
            List<String> tables = new ArrayList<>(EmailTables.TABLES);
            tables.remove(list);
            notLookedAt.add(NotLookedAt.notSelected(where, "tables " + String.join(", ", tables)));
        }
        notLookedAt.addAll(notLookedAt(where));
        for (String service : VENDORS) {
            if (!service.equals(where)) {
                notLookedAt.add(
                        isConfigured(service)
                                ? NotLookedAt.notSelected(service, "all exceptions")
                                : notConfigured(service));
            }
        }
        String name = where
                + (EmailTables.isNone(tenant) ? "" : ", tenant " + tenant)
                + (EmailTables.isNone(list) ? "" : ", " + EmailTables.described(list));
        return new Selection(name, sources, unreadable, notLookedAt);
    }

    /** Adds the lists and tables of one tenant. */
    private void addTenant(
            EmailClient client, String tenant, List<ExceptionSource<?>> sources, List<Completeness.Source> unreadable) {
        List<String> seen;
        try {
            seen = client.scopes().execute();
        } catch (SdkException e) {
            unreadable.add(noTenant(tenant, Problem.of("", e)));
            return;
        }
        if (seen.stream().allMatch(String::isBlank)) {
            unreadable.add(noTenant(tenant, Problem.of(NO_TENANT)));
        } else if (!seen.contains(tenant)) {
            unreadable.add(noTenant(
                    tenant,
                    Problem.of("the key does not see this tenant; without --tenant, all that it sees are listed")));
        } else {
            try {
                sources.addAll(tables.all(client.forTenant(tenant), tenant));
            } catch (IllegalArgumentException e) {
                unreadable.add(noTenant(tenant, cannotBeSent(e)));
            }
        }
    }

    /**
     * Reads the lists and tables of all tenants that the key sees, those of several tenants at once, and adds them in
     * order.
     */
    private void addTenants(
            EmailClient client, List<ExceptionSource<?>> sources, List<Completeness.Source> unreadable) {
        Map<String, List<EmailSource<?>>> read = new ConcurrentHashMap<>();
        TenantResults<Boolean> results;
        try {
            // Asynchronous, so that these functions, which read, run at once.
            results = client.forEachTenant(tenant -> {
                        String scope = tenant.tenantScope().orElseThrow();
                        List<EmailSource<?>> lists = tables.all(tenant, scope);
                        read.put(scope, lists);
                        lists.forEach(Services::read);
                        return ApiCall.of(true);
                    })
                    .executeAsync()
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof SdkException why)) {
                throw e;
            }
            boolean none = why instanceof IncompleteListException;
            unreadable.add(noTenant("", none ? Problem.of(NO_TENANT) : Problem.of("", why)));
            return;
        }
        for (String tenant : results.tenants()) {
            RuntimeException failure = results.failures().get(tenant);
            if (failure == null) {
                sources.addAll(read.getOrDefault(tenant, List.of()));
            } else if (failure instanceof SdkException why) {
                List<EmailSource<?>> lists = read.getOrDefault(tenant, tables.all(client, tenant));
                lists.forEach(list -> list.failIfNotRead(why));
                sources.addAll(lists);
            } else if (failure instanceof IllegalArgumentException why) {
                unreadable.add(noTenant(tenant, cannotBeSent(why)));
            } else {
                throw failure;
            }
        }
    }

    /** Reads a list or table. Throws only what concerns all tenants: it ends the walk. */
    private static void read(EmailSource<?> list) {
        list.read();
        list.failure().filter(AuthenticationException.class::isInstance).ifPresent(e -> {
            throw e;
        });
    }

    private static Problem cannotBeSent(IllegalArgumentException e) {
        return Problem.of("the key has a scope that cannot be sent: " + e.getMessage());
    }

    private static Completeness.Source noTenant(String tenant, Problem why) {
        return Completeness.Source.unreadable("email", tenant.isBlank() ? Row.NOTHING : tenant, Row.NOTHING, why);
    }

    private NotLookedAt notConfigured(String service) {
        return new NotLookedAt(
                service,
                "all exceptions",
                "not configured: set " + String.join(", ", settings.lookupNames(service, "base-url")));
    }

    private static List<NotLookedAt> notLookedAt(String service) {
        return switch (service) {
            case "email" -> EmailExceptionSource.NOT_LOOKED_AT;
            case "scanning" -> ScanningExceptionSource.NOT_LOOKED_AT;
            default -> DetectionExceptionSource.NOT_LOOKED_AT;
        };
    }

    /**
     * Returns one source.
     *
     * @param where the service: email, scanning or detection
     * @param tenant the email tenant; empty or {@code -} for that of the settings, for a key with one tenant and for
     *     the other services
     * @param list the email list or table; empty or {@code -} for the other services
     * @throws IllegalArgumentException if the service is unknown, if an email list is missing, or if another service
     *     has a tenant or a list
     * @throws IllegalStateException if the settings do not configure the service
     */
    public ExceptionSource<?> source(String where, String tenant, String list) {
        String inTenant = tenant.isBlank() ? Row.NOTHING : tenant;
        if (!List.of("email", "scanning", "detection").contains(where)) {
            throw new IllegalArgumentException("service: '" + where + "' is not email, scanning or detection");
        }
        if (!where.equals("email") && !(inTenant.equals(Row.NOTHING) && (list.isBlank() || list.equals(Row.NOTHING)))) {
            throw new IllegalArgumentException("tenant, list, table: " + where + " has none; leave them out");
        }
        if (where.equals("email") && email != null) {
            if (list.isBlank() || list.equals(Row.NOTHING)) {
                throw new IllegalArgumentException(
                        "list: is required for email; give whitelist, blacklist or spam_whitelist, or a table, one of "
                                + String.join(", ", EmailTables.TABLES));
            }
            String scope = inTenant.equals(Row.NOTHING)
                    ? settings.find("email", "tenant-scope").orElse(Row.NOTHING)
                    : inTenant;
            return tables.source(scope.equals(Row.NOTHING) ? email : email.forTenant(scope), scope, list);
        }
        if (where.equals("scanning") && scanning != null) {
            return new ScanningExceptionSource(scanning);
        }
        if (where.equals("detection") && detection != null) {
            return new DetectionExceptionSource(detection);
        }
        throw new IllegalStateException(where + ": not configured. Tried: " + settings.lookupNames(where, "base-url"));
    }

    /**
     * Returns exceptions as code for the services that the settings configure.
     *
     * @param time decides which entries are in force
     * @throws IllegalStateException if the settings configure no service
     */
    public Governance governance(InstantSource time) {
        checkConfigured();
        Governance.Builder governance = Governance.builder().time(time);
        if (email != null) {
            governance.email(email);
        }
        if (scanning != null) {
            governance.scanning(scanning);
        }
        if (detection != null) {
            governance.detection(detection);
        }
        return governance.build();
    }

    private void checkConfigured() {
        if (email == null && scanning == null && detection == null) {
            throw new IllegalStateException("no service is configured: set one of "
                    + String.join(", ", settings.lookupNames("email", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("scanning", "base-url"))
                    + ", " + String.join(", ", settings.lookupNames("detection", "base-url"))
                    + ", and its credentials");
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
