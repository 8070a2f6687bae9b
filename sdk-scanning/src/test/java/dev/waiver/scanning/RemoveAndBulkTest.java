/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.ApiCall;
import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.NotFoundException;
import dev.waiver.scanning.model.ScanningExceptionRule;
import dev.waiver.testing.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.QueryMap;

class RemoveAndBulkTest extends ScanningFixture {

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void removesById(int status) {
        String id = cg.add(stored(""));
        cg.add(stored(""));
        cg.behavior().deleteStatus(status);
        exceptions().remove(id).execute();
        assertThat(cg.rules()).hasSize(1);
        assertThatThrownBy(() -> exceptions().remove(id).execute()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void goneAfterALostResponseIsASuccess() {
        String id = cg.add(stored(""));
        ScanningExceptions exceptions = exceptions();
        exceptions.list().toList();
        cg.faults().writes().next(Fault.closeAfterApplying());
        exceptions.remove(id).execute();
        assertThat(cg.rules()).isEmpty();
        assertThat(cg.writes()).hasSize(2);
    }

    @Test
    void removeAllLoopsOverTheSingleOne() {
        String first = cg.add(stored(""));
        String second = cg.add(stored(""));
        assertThat(outcomes(first, second, first)).containsExactly(Outcome.REMOVED, Outcome.REMOVED, Outcome.ABSENT);
        assertThat(cg.writes())
                .extracting(call -> call.resource())
                .containsExactly("/exceptions/" + first, "/exceptions/" + second);
        assertThat(outcomes()).isEmpty();
        String third = cg.add(stored(""));
        assertThat(outcomes(third, "99")).containsExactly(Outcome.REMOVED, Outcome.ABSENT);
    }

    private List<Outcome> outcomes(String... ids) {
        return exceptions().removeAll(List.of(ids)).execute().items().stream()
                .map(BulkResult.Item::outcome)
                .toList();
    }

    @Test
    void anUnclearResponseToARemovalOfSeveralIsSettledByReading() {
        String first = cg.add(stored(""));
        String second = cg.add(stored(""));
        Fault unclear = Fault.status(200, Map.of("Content-Type", "text/plain"), "Access denied by policy");
        cg.faults().writes().next(unclear, unclear.withoutApplying());
        BulkResult<ScanningExceptionRule> result =
                exceptions().removeAll(List.of(first, second)).execute();
        assertThat(result.items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(Outcome.REMOVED, Outcome.UNKNOWN);
        assertThat(result.failures().get(0).error()).isInstanceOf(DecodeException.class);
        assertThat(result.failures().get(0).ids()).containsExactly(second);
        assertThat(cg.rules()).hasSize(1);
        cg.faults().writes().next(unclear);
        assertThat(outcomes(second)).containsExactly(Outcome.REMOVED);
        assertThat(cg.writes()).hasSize(3);
    }

    @Test
    void thePluralOnesRefuseUntilTheCarrierIsNamed() {
        ScanningExceptions exceptions = exceptions();
        List<String> ids = List.of("17");
        assertThatThrownBy(() -> exceptions.deleteMany(ids))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bulkIdLocation")
                .hasMessageContaining("removeAll");
        assertThatThrownBy(() -> exceptions.activate(ids)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> exceptions.reset(ids)).isInstanceOf(IllegalStateException.class);
        assertThat(cg.requests()).isEmpty();
    }

    @Test
    void thePluralOnesNeverGoOutWithoutIds() {
        cg.behavior().bulkWithoutIdsMeansAll(true);
        for (BulkIdLocation carrier : List.of(
                BulkIdLocation.jsonBody("ids"),
                BulkIdLocation.repeatedQuery(),
                BulkIdLocation.commaSeparatedQuery("ids"))) {
            ScanningExceptions exceptions =
                    closing(settings().bulkIdLocation(carrier).build()).exceptions();
            for (List<String> none : List.of(List.<String>of(), List.of(" "))) {
                assertThatThrownBy(() -> exceptions.deleteMany(none)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> exceptions.activate(none)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> exceptions.reset(none)).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(cg.requests()).isEmpty();
    }

    @Test
    void idsTravelAsTheCarrierSays() {
        Map<BulkIdLocation, Runnable> carriers = Map.of(
                BulkIdLocation.jsonBody("ids"), () -> cg.behavior().bulkIdsInBody("ids"),
                BulkIdLocation.repeatedQuery(), () -> cg.behavior().bulkIdsInQuery("ids[]"),
                BulkIdLocation.commaSeparatedQuery("exception_ids"),
                        () -> cg.behavior().bulkIdsInQuery("exception_ids"));
        carriers.forEach((carrier, service) -> {
            cg.reset();
            service.run();
            cg.behavior().createsRequested(true);
            List<String> two =
                    List.of(cg.add(stored(",\"status\":\"requested\"")), cg.add(stored(",\"status\":\"requested\"")));
            String third = cg.add(stored(""));
            ScanningExceptions exceptions =
                    closing(settings().bulkIdLocation(carrier).build()).exceptions();

            exceptions.activate(two).execute();
            assertThat(statuses()).containsExactly("active", "active", "active");
            exceptions.reset(two).execute();
            assertThat(statuses()).containsExactly("requested", "requested", "active");
            JsonNode response = exceptions.deleteMany(two).execute();
            assertThat(response.path("status_text").asText()).isEqualTo("OK");
            assertThat(cg.rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.path("id").asText()).isEqualTo(third));
        });
    }

    private List<String> statuses() {
        return cg.rules().stream().map(rule -> rule.path("status").asText()).toList();
    }

    @Test
    void aNestedBodyIsPossible() {
        cg.stub("PUT", "/exceptions/activate", "");
        ScanningExceptions exceptions = closing(settings()
                        .bulkIdLocation(BulkIdLocation.jsonBody("exception", "ids"))
                        .build())
                .exceptions();
        assertThat(exceptions.activate(List.of("1", "2")).execute().isNull())
                .isTrue(); // an empty response is a success
        assertThat(json(cg.requests().get(0).body())).isEqualTo(json("{\"exception\":{\"ids\":[\"1\",\"2\"]}}"));
    }

    @Test
    void aPluralOneIsNeverRepeated() {
        cg.faults().writes().always(Fault.status(503));
        ScanningExceptions exceptions = closing(settings()
                        .bulkIdLocation(BulkIdLocation.jsonBody("ids"))
                        .build())
                .exceptions();
        assertThatThrownBy(() -> exceptions.activate(List.of("1")).execute())
                .isInstanceOfSatisfying(
                        dev.waiver.core.error.ServerException.class,
                        e -> assertThat(e.mayHaveBeenApplied()).isTrue());
        assertThat(cg.writes()).hasSize(1);
    }

    @Test
    void statisticsAndDetailsComeAsTheyAre() {
        String id = cg.add(stored(",\"revision\":1.50"));
        assertThat(exceptions().statistics().execute().at("/statistics/total").intValue())
                .isEqualTo(1);
        assertThat(exceptions().details(id).execute().at("/exception/revision").asText())
                .isEqualTo("1.50");
    }

    /** Corrections for one account, one method for each wrong path. */
    interface OurPaths extends ScanningExceptionsApi {
        @Override
        @POST("v2/exceptions/approve")
        ApiCall<JsonNode> activate(@Body JsonNode ids);

        @Override
        @dev.waiver.core.annotation.ReadOnly
        @GET("v2/accepted_findings")
        ApiCall<JsonNode> list(@QueryMap Map<String, String> query);
    }

    @Test
    void inferredPathsAreCorrectedWithoutAFork() {
        cg.stub("POST", "/exceptions/approve", "{\"approved\":1}");
        cg.stub("GET", "/accepted_findings", "[]");
        String id = cg.add(stored(""));
        ScanningExceptions exceptions = closing(settings()
                        .exceptionsApi(OurPaths.class)
                        .bulkIdLocation(BulkIdLocation.jsonBody("ids"))
                        .build())
                .exceptions();
        assertThat(exceptions.activate(List.of(id)).execute().path("approved").intValue())
                .isEqualTo(1);
        assertThat(exceptions.list().toList()).isEmpty();
        assertThat(exceptions.get(id).execute().id()).isEqualTo(id); // not overridden
    }
}
