/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.governance;

import dev.waiver.core.ApiCall;
import dev.waiver.core.error.SdkException;
import dev.waiver.core.internal.client.Calls;
import dev.waiver.core.spi.CallOutcome;
import dev.waiver.email.EmailClient;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.governance.internal.Depth;
import dev.waiver.governance.internal.EmailRuleFields;
import dev.waiver.governance.internal.EmailRuleKind;
import dev.waiver.governance.internal.GovernedSource;
import dev.waiver.governance.internal.Part;
import dev.waiver.governance.internal.RuleKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists of the email service, of each tenant. */
final class EmailGovernance implements GovernedVendor {
    private static final int LISTS_AT_ONCE = 8;
    private static final RuleKind<EmailExceptionRule> KIND = new EmailRuleKind();

    private final EmailClient client;
    private final InstantSource clock;

    EmailGovernance(EmailClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String vendor() {
        return "email";
    }

    @Override
    public ApiCall<Readings> read(Register register, Instant now, PlanOptions options, Depth depth) {
        ApiCall<List<String>> seen =
                client.tenantScope().map(scope -> ApiCall.of(List.of(scope))).orElseGet(client::scopes);
        ApiCall<Readings> readings = seen.flatMap(tenants -> read(register, now, options, depth, tenants));
        return Calls.onErrorResume(readings, e -> ApiCall.of(unreadable(register, e)));
    }

    /** Without the tenants that the key sees, nothing can be read. */
    private static Readings unreadable(Register register, SdkException error) {
        List<SourceReading> all = new ArrayList<>();
        TenantSet scope = register.tenants();
        Collection<String> tenants = scope.complement() ? List.of("") : scope.names();
        for (String tenant : tenants) {
            for (String table : tables(register)) {
                all.add(SourceReading.of(Governance.unreadable(new Source("email", tenant, table), error)));
            }
        }
        return new Readings(all, List.of());
    }

    private static Set<String> tables(Register register) {
        Set<String> tables = new LinkedHashSet<>(
                register.scope().email().map(RegisterScope.Email::tables).orElse(List.of()));
        if (tables.isEmpty()) {
            targets(register).forEach(target -> tables.add(target.table()));
        }
        return tables;
    }

    private static List<EmailTarget> targets(Register register) {
        return register.entries().stream()
                .flatMap(entry -> entry.targets().stream())
                .filter(EmailTarget.class::isInstance)
                .map(EmailTarget.class::cast)
                .toList();
    }

    private ApiCall<Readings> read(
            Register register, Instant now, PlanOptions options, Depth depth, List<String> seen) {
        TenantSet scope = register.tenants();
        List<Source> sources = new ArrayList<>();
        List<SourceReading> missing = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (String tenant : scope.select(seen)) {
            tables(register).forEach(table -> sources.add(new Source("email", tenant, table)));
        }
        if (!scope.complement()) {
            for (String tenant : scope.names()) {
                if (!seen.contains(tenant)) {
                    tables(register)
                            .forEach(table -> missing.add(SourceReading.of(new UnreadableSource(
                                    new Source("email", tenant, table),
                                    "the key does not see this tenant, which the register names",
                                    null))));
                }
            }
        }
        Set<String> named = register.namedTenants();
        for (String tenant : seen) {
            if (!scope.contains(tenant) && !named.contains(tenant)) {
                notices.add(new Notice(
                        Notice.Kind.NEW_TENANT,
                        new Source("email", tenant, ""),
                        "",
                        List.of(),
                        "the key sees this tenant, and the register does not name it; add it to the scope, or to a"
                                + " group of those that are left out"));
            }
        }
        return Calls.fanOut("Governance.plan", sources, this::list, LISTS_AT_ONCE)
                .map(outcomes -> compared(register, now, options, depth, sources, missing, notices, outcomes));
    }

    private ApiCall<List<EmailExceptionRule>> list(Source source) {
        return ServiceClock.checked(
                clock,
                client(source).exceptions(EmailList.of(source.table())).list().all());
    }

    private EmailClient client(Source source) {
        return client.forTenant(source.tenant());
    }

    private Readings compared(
            Register register,
            Instant now,
            PlanOptions options,
            Depth depth,
            List<Source> sources,
            List<SourceReading> missing,
            List<Notice> notices,
            List<CallOutcome<List<EmailExceptionRule>>> outcomes) {
        Map<Source, List<EmailExceptionRule>> listed = new LinkedHashMap<>();
        List<SourceReading> readings = new ArrayList<>(missing);
        for (int i = 0; i < sources.size(); i++) {
            RuntimeException error = outcomes.get(i).error();
            if (error == null) {
                listed.put(sources.get(i), outcomes.get(i).value());
            } else {
                readings.add(SourceReading.of(Governance.unreadable(sources.get(i), error)));
            }
        }
        listed.forEach((source, rules) -> {
            String opposite = EmailRuleFields.opposite(source.table()).orElse(null);
            List<EmailExceptionRule> others = opposite == null
                    ? List.of()
                    : listed.getOrDefault(new Source("email", source.tenant(), opposite), List.of());
            GovernedSource<EmailExceptionRule> governed = new GovernedSource<>(
                    source,
                    KIND,
                    client(source).exceptions(EmailList.of(source.table())),
                    () -> list(source),
                    EmailRuleKind.allows(source.table()));
            readings.add(SourceReading.of(ComparedSource.of(
                    governed, Parts.register(register), parts(register, source, now), rules, others, options, depth)));
        });
        return new Readings(readings, notices);
    }

    private static List<Part<EmailExceptionRule>> parts(Register register, Source source, Instant now) {
        Parts<EmailExceptionRule> parts = new Parts<>(register, source, KIND, now);
        for (RegisterEntry entry : register.entries()) {
            for (Target target : entry.targets()) {
                if (target instanceof EmailTarget email
                        && email.table().equals(source.table())
                        && register.tenants(email).contains(source.tenant())) {
                    parts.add(entry, VendorRules.rules(new EmailRuleFields(), entry, email));
                }
            }
        }
        return parts.all();
    }
}
