/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waiver.core.BulkResult;
import dev.waiver.core.BulkResult.Outcome;
import dev.waiver.core.error.IncompleteListException;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EngineExceptions;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import dev.waiver.testing.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long tables of engines and long click-time lists: how many requests they need, and that a part is no whole. */
@Timeout(120)
class LongTablesTest {
    private static final int COUNT = 20_000;
    private static final EngineTable TABLE = EngineTable.MALWARE_HASH;

    private final SkippingTime time = new SkippingTime();
    private final EmailSimulator simulator =
            EmailSimulator.builder().clock(time).build();
    private final EmailClient email = EmailClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(InfinityCredentials.of(
                    simulator.credentials().clientId(), simulator.credentials().accessKey()))
            .defaults(SkippingTime.LIMITS)
            .clock(time)
            .build();
    private final EngineExceptions exceptions = email.engineExceptions(TABLE);

    @BeforeEach
    void fill() {
        for (int i = 0; i < COUNT; i++) {
            String unused = simulator.addEngineException(
                    TABLE.engine(), TABLE.type(), "{\"exception_str\":\"" + hash(i) + "\",\"comment\":\"" + i + "\"}");
            unused = simulator.addClickTimeItem("blacklist", "{\"listitemname\":\"site" + i + ".example\"}");
        }
    }

    @AfterEach
    void close() {
        email.close();
        simulator.close();
    }

    private static String hash(int number) {
        return String.format(Locale.ROOT, "%032X", number);
    }

    private List<String> methods() {
        return simulator.requests().stream()
                .filter(request -> !request.authentication())
                .map(RecordedRequest::method)
                .toList();
    }

    @Test
    void aTableIsReadInOneRequest() {
        assertThat(exceptions.list().stream().map(EngineExceptionRule::id)).hasSize(COUNT);
        assertThat(email.clickTimeExceptions().list().all().execute()).hasSize(COUNT);
        assertThat(email.clickTimeExceptions().lists().all().execute())
                .extracting(list -> list.items().size())
                .containsExactly(0, COUNT);
        assertThat(methods()).containsExactly("GET", "GET", "GET");
    }

    /** Two lists, however many are ensured; hashes in another case are there already. */
    @Test
    void manyAreEnsuredWithOneListBeforeAndOneAfter() {
        List<EngineExceptionRule> wanted = new ArrayList<>(IntStream.range(0, COUNT)
                .mapToObj(i -> EngineExceptionRule.of(hash(i).toLowerCase(Locale.ROOT)))
                .toList());
        wanted.add(EngineExceptionRule.of(hash(COUNT)));
        BulkResult<EngineExceptionRule> result = exceptions.ensureAll(wanted).execute();
        assertThat(result.count(Outcome.PRESENT)).isEqualTo(COUNT);
        assertThat(result.count(Outcome.CREATED)).isEqualTo(1);
        assertThat(email.clickTimeExceptions()
                        .ensureAll(
                                List.of(ClickTimeItem.of("1", "SITE7.example"), ClickTimeItem.of("1", "new.example")))
                        .execute()
                        .items())
                .extracting(BulkResult.Item::outcome)
                .containsExactly(Outcome.PRESENT, Outcome.CREATED);
        assertThat(methods()).containsExactly("GET", "POST", "GET", "GET", "POST", "GET");
    }

    /** Nothing is created on the strength of a part. */
    @ParameterizedTest
    @EnumSource
    void aTableThatGoesOnIsIncompleteAndNothingIsWritten(EmailBehavior.LastEvaluatedKey place) {
        EmailBehavior unused = simulator.behavior().enginePageSize(1_000).lastEvaluatedKey(place);
        List<String> seen = new ArrayList<>();
        IncompleteListException e = catchThrowableOfType(
                IncompleteListException.class, () -> exceptions.list().stream().forEach(rule -> seen.add(rule.id())));
        assertThat(e).hasMessageContaining("lastEvaluatedKey");
        assertThat(seen).hasSize(1_000).first().isEqualTo(hash(0));
        assertThat(catchThrowableOfType(IncompleteListException.class, () -> exceptions
                        .ensure(EngineExceptionRule.of(hash(COUNT)))
                        .execute()))
                .isNotNull();
        assertThat(catchThrowableOfType(IncompleteListException.class, () -> exceptions
                        .create(EngineExceptionRule.of(hash(COUNT)))
                        .execute()))
                .isNotNull();
        assertThat(methods()).containsOnly("GET");
    }
}
