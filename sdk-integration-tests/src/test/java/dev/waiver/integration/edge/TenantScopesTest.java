/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.RequestLimits;
import dev.waiver.core.error.ValidationException;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.TenantResults;
import dev.waiver.email.auth.EmailCredentials;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.auth.LegacyCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With a key of several tenants, every request of every family names the tenant in the way that the family expects. */
class TenantScopesTest {
    private static final String[] SCOPES = {"mt-prod-3:acme", "mt-prod-3:globex"};
    private static final EngineTable TABLE = EngineTable.DLP_SENDER_EMAIL;
    private static final JsonDocument ANOMALY =
            JsonCodec.strictNames().document("{\"anomaly_type\":\"superman_anomaly\"}");

    /** The families of exceptions: what each calls the tenant, and all that it does to create one and remove it. */
    enum Family {
        RULES("scope") {
            @Override
            ApiCall<?> cycle(EmailClient email) {
                EmailExceptionRule rule = EmailExceptionRule.builder()
                        .senderEmail("a@evil.example")
                        .build();
                return email.exceptions(EmailList.BLACKLIST)
                        .ensure(rule)
                        .flatMap(ensured -> email.exceptions(EmailList.BLACKLIST)
                                .edit(ensured.rule().id(), found -> found.withComment("changed")))
                        .flatMap(edited -> email.exceptions(EmailList.BLACKLIST).remove(edited.id()));
            }

            @Override
            int stored(EmailSimulator simulator, String scope) {
                return simulator.rules(scope, "blacklist").size();
            }

            @Override
            ApiCall<?> create(EmailClient email) {
                return email.exceptions(EmailList.BLACKLIST)
                        .create(EmailExceptionRule.builder()
                                .senderEmail("b@evil.example")
                                .build());
            }
        },
        ENGINE("scope") {
            @Override
            ApiCall<?> cycle(EmailClient email) {
                return email.engineExceptions(TABLE)
                        .ensure(EngineExceptionRule.of("a+b@evil.example"))
                        .flatMap(ensured -> email.engineExceptions(TABLE)
                                .edit(ensured.rule().id(), found -> found.withComment("changed")))
                        .flatMap(edited -> email.engineExceptions(TABLE).remove(edited.id()));
            }

            @Override
            int stored(EmailSimulator simulator, String scope) {
                return simulator
                        .engineExceptions(scope, TABLE.engine(), TABLE.type())
                        .size();
            }

            @Override
            ApiCall<?> create(EmailClient email) {
                return email.engineExceptions(TABLE).create(EngineExceptionRule.of("b@evil.example"));
            }
        },
        ANOMALY_EXCEPTIONS("scope") {
            @Override
            ApiCall<?> cycle(EmailClient email) {
                return create(email).flatMap(created -> email.anomalyExceptions()
                        .list()
                        .all()
                        .flatMap(all ->
                                email.anomalyExceptions().remove(all.get(0).id())));
            }

            @Override
            int stored(EmailSimulator simulator, String scope) {
                return simulator.anomalyExceptions(scope).size();
            }

            @Override
            ApiCall<?> create(EmailClient email) {
                return email.anomalyExceptions().create(ANOMALY, "admin@example.com");
            }
        },
        CLICK_TIME("scopes") {
            @Override
            ApiCall<?> cycle(EmailClient email) {
                return email.clickTimeExceptions()
                        .lists()
                        .all()
                        .flatMap(lists -> email.clickTimeExceptions()
                                .ensure(ClickTimeItem.of(lists.get(0).listId().orElseThrow(), "evil.example")))
                        .flatMap(ensured -> email.clickTimeExceptions()
                                .edit(ensured.rule().id(), found -> found.withCreatedBy("admin@example.com")))
                        .flatMap(edited -> email.clickTimeExceptions()
                                .list(edited.listId().orElseThrow())
                                .flatMap(list -> email.clickTimeExceptions().remove(edited.id())));
            }

            @Override
            int stored(EmailSimulator simulator, String scope) {
                return simulator.clickTimeItems(scope).size();
            }

            @Override
            ApiCall<?> create(EmailClient email) {
                return email.clickTimeExceptions().create(ClickTimeItem.of("1", "evil.example"));
            }
        };

        private final String parameter;

        Family(String parameter) {
            this.parameter = parameter;
        }

        /** Returns a call that creates an exception, reads and changes it, and removes it. */
        abstract ApiCall<?> cycle(EmailClient email);

        abstract ApiCall<?> create(EmailClient email);

        abstract int stored(EmailSimulator simulator, String scope);
    }

    private static final List<Function<EmailSimulator, EmailCredentials>> KEYS = List.of(
            simulator -> InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()),
            simulator -> LegacyCredentials.of(
                    simulator.legacyCredentials().appId(),
                    simulator.legacyCredentials().secret()));

    static List<Arguments> families() {
        return KEYS.stream()
                .flatMap(key -> List.of(Family.values()).stream().map(family -> Arguments.of(family, key)))
                .toList();
    }

    private static EmailClient client(EmailSimulator simulator, SkippingTime time, EmailCredentials key) {
        return EmailClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(key)
                .engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
                .anomalyDeleteForm(AnomalyDeleteForm.LIST_IDS)
                .defaults(SkippingTime.LIMITS)
                .requestLimits(RequestLimits.unlimited())
                .jitter(() -> 0)
                .clock(time)
                .build();
    }

    private static List<RecordedRequest> dataRequests(EmailSimulator simulator) {
        return simulator.requests().stream()
                .filter(request ->
                        !request.authentication() && !request.resource().equals("/scopes"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("families")
    void eachRequestNamesTheTenantInTheParameterOfItsFamily(
            Family family, Function<EmailSimulator, EmailCredentials> key) {
        SkippingTime time = new SkippingTime();
        try (EmailSimulator simulator =
                        EmailSimulator.builder().scopes(SCOPES).clock(time).build();
                EmailClient email = client(simulator, time, key.apply(simulator))) {
            EmailClient tenant = email.forTenant(SCOPES[1]);
            Object unused = family.create(tenant).execute();
            assertThat(family.stored(simulator, SCOPES[0])).isZero();
            assertThat(family.stored(simulator, SCOPES[1])).isEqualTo(1);
            unused = family.cycle(email.forTenant(SCOPES[0])).executeAsync().join();
            assertThat(family.stored(simulator, SCOPES[0])).isZero();
            assertThat(family.stored(simulator, SCOPES[1])).isEqualTo(1);
            String other = family.parameter.equals("scope") ? "scopes" : "scope";
            assertThat(dataRequests(simulator)).hasSizeGreaterThan(6).allSatisfy(request -> {
                assertThat(request.parameter(other)).isEmpty();
                assertThat(request.parameter(family.parameter)).isEqualTo(request.header("scopes"));
                assertThat(request.parameter(family.parameter)).get().isIn((Object[]) SCOPES);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutATenantNothingIsWritten(Family family) {
        SkippingTime time = new SkippingTime();
        try (EmailSimulator simulator =
                        EmailSimulator.builder().scopes(SCOPES).clock(time).build();
                EmailClient email = client(simulator, time, KEYS.get(0).apply(simulator))) {
            assertThatThrownBy(() -> family.create(email).execute())
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("Must provide a single scope");
            assertThat(dataRequests(simulator)).noneMatch(RecordedRequest::write);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWalkOverTheTenantsReachesEachOfThem(Family family) {
        SkippingTime time = new SkippingTime();
        try (EmailSimulator simulator =
                        EmailSimulator.builder().tenants(12).clock(time).build();
                EmailClient email = client(simulator, time, KEYS.get(0).apply(simulator))) {
            TenantResults<String> results = email.forEachTenant(
                            tenant -> family.create(tenant).map(created -> "created"))
                    .execute();
            results.throwIfIncomplete();
            assertThat(results.values()).hasSize(12);
            assertThat(simulator.scopes()).allSatisfy(scope -> assertThat(family.stored(simulator, scope))
                    .isEqualTo(1));
        }
    }
}
