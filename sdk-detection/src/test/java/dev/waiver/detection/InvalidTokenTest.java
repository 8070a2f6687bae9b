/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waiver.core.ApiCall;
import dev.waiver.core.EnsureResult.Outcome;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a service that responds with 404 to a token that is not valid. */
class InvalidTokenTest {
    private final DetectionFixture f = new DetectionFixture();
    private final DetectionExceptions exceptions = f.client.exceptions();
    private final String set = f.service.addRuleSet(DetectionFixture.text("ruleset.json"));

    @BeforeEach
    void fill() {
        f.service.behavior().badTokenIs404(true);
        assertThat(exceptions.list().toList()).isEmpty();
    }

    @AfterEach
    void close() {
        f.close();
    }

    private static DetectionExceptionRule rule(String name) {
        return DetectionExceptionRule.windows(name)
                .when(Facet.TARGET_FILE_PATH.containsAny("\\build\\"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRevokedTokenIsRenewed(boolean async) {
        String id = exceptions.create(rule("one")).execute().id();
        Map<String, Supplier<ApiCall<?>>> calls = new LinkedHashMap<>();
        calls.put("summaries", () -> exceptions.summaries().all());
        calls.put("list", () -> exceptions.list().all());
        calls.put("csv", exceptions::csv);
        calls.put("create", () -> exceptions.create(rule("another")));
        calls.put("get", () -> exceptions.get(id));
        calls.put("document", () -> exceptions.document(id));
        calls.put("edit", () -> exceptions.edit(id, before -> before.withDescription("after")));
        calls.put("replace", () -> exceptions.replace(id, rule("one").withDescription("replaced")));
        calls.put("ensure", () -> exceptions.ensure(rule("new")));
        calls.put("rule sets", () -> f.client.ruleSets().list().all());
        calls.put("rule set", () -> f.client.ruleSets().get(set));
        calls.put("default", () -> f.client.ruleSets().getDefault());
        calls.put("enable", () -> f.client.ruleSets().enable(set, id, RuleSelection.allRules()));
        calls.put("resave", () -> f.client.ruleSets().resave(set));
        calls.put("remove", () -> exceptions.remove(id));
        int issued = f.service.tokensIssued();
        for (Map.Entry<String, Supplier<ApiCall<?>>> call : calls.entrySet()) {
            f.service.revokeTokens();
            ApiCall<?> made = call.getValue().get();
            Object unused = async ? made.executeAsync().join() : made.execute();
            issued++;
            assertThat(f.service.tokensIssued()).as(call.getKey()).isEqualTo(issued);
        }
    }

    @Test
    void ensureDoesNotCreateASecondOneAfterATokenWasRevokedInBetween() {
        exceptions.create(rule("one")).execute();
        f.service.behavior().afterPage(page -> {
            f.service.behavior().afterPage(next -> {});
            f.service.revokeTokens();
        });
        assertThat(exceptions.ensure(rule("one")).execute().outcome()).isEqualTo(Outcome.PRESENT_INACTIVE);
        assertThat(f.service.exceptions()).hasSize(1);
    }

    @Test
    void ensureFailsIfNoReadProvesTheToken() {
        exceptions.create(rule("one")).execute();
        f.service.behavior().afterPage(page -> f.service.revokeTokens());
        assertThatThrownBy(() -> exceptions.ensure(rule("one")).execute())
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageContaining("404");
        assertThat(f.service.exceptions()).hasSize(1);
    }

    @Test
    void anIdThatIsMissingIsNotFound() {
        int issued = f.service.tokensIssued();
        for (ApiCall<?> call : List.of(
                exceptions.get("missing"),
                exceptions.remove("missing"),
                exceptions.replace("missing", rule("one")),
                f.client.ruleSets().get("missing"))) {
            assertThatThrownBy(call::execute)
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("nothing has the id missing")
                    .hasMessageNotContaining("credentials");
        }
        assertThat(f.service.tokensIssued()).isEqualTo(issued);
    }

    @Test
    void aKeyThatMayNotListProvesTheToken() {
        f.service.faults().when("GET", "/exceptions/v2?").always(Fault.status(403));
        assertThatThrownBy(() -> exceptions.get("missing").execute()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void ofACollectionThatIsMissingOneTokenIsRenewedOnly() {
        f.service.faults().always(Fault.status(404));
        int issued = f.service.tokensIssued();
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> exceptions.csv().execute()).isInstanceOf(NotFoundException.class);
        }
        assertThat(f.service.tokensIssued()).isEqualTo(issued + 1);
        assertThat(f.service.requests("GET", "/exceptions/v2/csv")).hasSize(4);
        assertThatThrownBy(() -> exceptions.get("missing").execute())
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageContaining("credentials");
        assertThat(f.service.tokensIssued()).isEqualTo(issued + 2);
    }

    @Test
    void aRemovalWhoseResponseWasLostIsNotGoneBecauseOfAToken() {
        String id = exceptions.create(rule("one")).execute().id();
        f.service.faults().writes().next(Fault.closeWithoutApplying(), Fault.status(404));
        f.service.behavior().afterPage(page -> {});
        exceptions.remove(id).execute();
        f.service.faults().clear();
        f.service.faults().always(Fault.status(404));
        f.service.faults().writes().next(Fault.closeWithoutApplying(), Fault.status(404));
        assertThatThrownBy(() -> exceptions.remove(id).execute())
                .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.mayHaveBeenApplied())
                        .isTrue());
    }
}
