/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waiver.core.ApiCall;
import dev.waiver.core.SdkTransport;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.email.AnomalyDeleteForm;
import dev.waiver.email.AnomalyExceptionsApi;
import dev.waiver.email.ClickTimeExceptionsApi;
import dev.waiver.email.EmailClient;
import dev.waiver.email.EmailExceptionsApi;
import dev.waiver.email.EngineDeleteForm;
import dev.waiver.email.EngineExceptionsApi;
import dev.waiver.email.auth.InfinityCredentials;
import dev.waiver.email.model.ClickTimeItem;
import dev.waiver.email.model.EmailExceptionRule;
import dev.waiver.email.model.EmailList;
import dev.waiver.email.model.EngineCondition;
import dev.waiver.email.model.EngineExceptionRule;
import dev.waiver.email.model.EngineTable;
import dev.waiver.email.model.MatchMode;
import dev.waiver.integration.schema.EmailSchemas.Operation;
import dev.waiver.integration.time.SkippingTime;
import dev.waiver.testing.EmailBehavior;
import dev.waiver.testing.EmailSimulator;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HTTP;
import retrofit2.http.POST;
import retrofit2.http.PUT;

/**
 * Each operation of the email service has a schema, and what the client sends and the simulator returns satisfies it.
 * The conformance suites check every exchange of theirs, too.
 */
class EmailSchemasTest {
    private static final String ENVELOPE =
            "{\"requestId\":\"1\",\"responseCode\":200,\"responseText\":\"\",\"additionalText\":\"\",\"recordsNumber\":1,"
                    + "\"scrollId\":\"\"}";

    private static String annotated(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation instanceof GET get
                        ? "GET " + get.value()
                        : annotation instanceof POST post
                                ? "POST " + post.value()
                                : annotation instanceof PUT put
                                        ? "PUT " + put.value()
                                        : annotation instanceof DELETE delete
                                                ? "DELETE " + delete.value()
                                                : annotation instanceof HTTP http
                                                        ? http.method() + " " + http.path()
                                                        : "")
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOperationHasASchema() {
        Set<String> operations = Stream.of(
                        EmailExceptionsApi.class,
                        EngineExceptionsApi.class,
                        AnomalyExceptionsApi.class,
                        ClickTimeExceptionsApi.class)
                .flatMap(api -> Stream.of(api.getDeclaredMethods())
                        .map(method -> api.getSimpleName() + "." + method.getName() + ": " + annotated(method)))
                .collect(Collectors.toCollection(TreeSet::new));
        operations.add("InfinityAuthApi.authenticate: POST auth/external");
        assertThat(EmailSchemas.operations().stream()
                        .map(operation -> operation.name() + ": " + operation.method() + " " + operation.path()))
                .containsExactlyInAnyOrderElementsOf(operations);
    }

    // ------------------------------------------------------------------ what is exchanged

    static Stream<Consumer<EmailBehavior>> behaviors() {
        return Stream.of(
                behavior -> {},
                behavior -> behavior.codesAsText(true).numericIds(true).unsetIsEmptyText(true),
                behavior -> behavior.listItems(EmailBehavior.ListItems.ARRAY).itemInArray(true),
                behavior -> behavior.listItems(EmailBehavior.ListItems.OBJECT_OR_ARRAY)
                        .lastEvaluatedKey(EmailBehavior.LastEvaluatedKey.DATA)
                        .responseCode(0));
    }

    /** Each operation is called once at least, and no exchange contradicts its schema. */
    @ParameterizedTest
    @MethodSource("behaviors")
    void everyExchangeSatisfiesItsSchema(Consumer<EmailBehavior> behavior) {
        Queue<String> violations = new ConcurrentLinkedQueue<>();
        Set<String> called = new ConcurrentSkipListSet<>();
        SkippingTime time = new SkippingTime();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    violations.addAll(EmailSchemas.violations(chain.request(), response));
                    called.add(EmailSchemas.of(
                                    chain.request().method(),
                                    chain.request().url().encodedPath())
                            .name());
                    return response;
                })
                .build();
        try (EmailSimulator simulator =
                        EmailSimulator.builder().clock(time).behavior(behavior).build();
                SdkTransport transport = SdkTransport.using(http)) {
            EmailClient.Builder builder = EmailClient.builder()
                    .baseUrl(simulator.baseUrl())
                    .credentials(InfinityCredentials.of(
                            simulator.credentials().clientId(),
                            simulator.credentials().accessKey()))
                    .transport(transport)
                    .defaults(SkippingTime.LIMITS)
                    .clock(time);
            EmailClient ofOne = builder.engineDeleteForm(EngineDeleteForm.EXCEPTION_STR)
                    .anomalyDeleteForm(AnomalyDeleteForm.RULE_ID)
                    .build();
            EmailClient ofLists = builder.engineDeleteForm(EngineDeleteForm.EXCEPTION_STR_LIST)
                    .anomalyDeleteForm(AnomalyDeleteForm.LIST_IDS)
                    .build();
            for (EmailClient email : List.of(ofOne, ofLists)) {
                callAll(email, simulator);
            }
        }
        assertThat(violations).isEmpty();
        called.add("EmailExceptionsApi.stream"); // the same request as that of the list
        called.add("EmailExceptionsApi.list");
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(
                        EmailSchemas.operations().stream().map(Operation::name).toList());
    }

    private static void callAll(EmailClient email, EmailSimulator simulator) {
        done(email.scopes());
        EmailExceptionRule rule = EmailExceptionRule.builder()
                .senderDomain("evil.example", MatchMode.CONTAINS)
                .linkDomains("link.example", MatchMode.CONTAINS)
                .ignoringSpfCheck(true)
                .comment("TICKET-1")
                .build();
        String ruleId =
                email.exceptions(EmailList.WHITELIST).create(rule).execute().id();
        done(email.exceptions(EmailList.WHITELIST).edit(ruleId, found -> found.withComment("changed")));
        done(email.exceptions(EmailList.WHITELIST).remove(ruleId));

        EngineExceptionRule exception = EngineExceptionRule.builder()
                .exceptionStr("https://evil.example/a?b=c")
                .condition(EngineCondition.WITH_LINK)
                .exclusive(true)
                .boundEntity("office365_emails", "17")
                .fileName("a.docx")
                .createdByEmail("admin@example.com")
                .comment("TICKET-1")
                .build();
        String str = email.engineExceptions(EngineTable.URL_BLOCK_URL)
                .create(exception)
                .execute()
                .id();
        done(email.engineExceptions(EngineTable.URL_BLOCK_URL).edit(str, found -> found.withComment("changed")));
        done(email.engineExceptions(EngineTable.URL_BLOCK_URL).remove(str));

        String anomaly = email.anomalyExceptions()
                .create(JsonCodec.strictNames().document("{\"anomaly_type\":\"a\"}"), "admin@example.com")
                .execute()
                .id();
        done(email.anomalyExceptions().remove(anomaly));

        String unused = simulator.addClickTimeItem("blacklist", "{\"listitemname\":\"old.example\"}");
        String item = email.clickTimeExceptions()
                .create(ClickTimeItem.of("1", "evil.example").withCreatedBy("admin@example.com"))
                .execute()
                .id();
        done(email.clickTimeExceptions().edit(item, found -> found.withListId("0")));
        assertThat(email.clickTimeExceptions().lists().toList()).hasSizeGreaterThan(1);
        done(email.clickTimeExceptions().list("1"));
        done(email.clickTimeExceptions().remove(item));
    }

    private static void done(ApiCall<?> call) {
        Object unused = call.execute();
    }

    // ------------------------------------------------------------------ the schemas themselves

    /** A schema that accepts anything would prove nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EmailExceptionsApi.create | {\"senderDomain\":\"a\"}",
                "EmailExceptionsApi.create | {\"requestData\":{}}",
                "EmailExceptionsApi.create | {\"requestData\":{\"senderDomain\":null}}",
                "EmailExceptionsApi.update | {\"requestData\":{\"entityId\":\"1\",\"senderDomain\":\"a\"}}",
                "EmailExceptionsApi.update | {\"requestData\":{\"unknown\":null,\"senderDomain\":\"a\"}}",
                "EmailExceptionsApi.delete | {\"requestData\":{\"entityId\":\"1\"}}",
                "EngineExceptionsApi.list | {\"requestData\":{\"limit\":1}}",
                "EngineExceptionsApi.create | {\"requestData\":{\"exceptionStr\":\"a\"}}",
                "EngineExceptionsApi.update | {\"requestData\":{\"exceptionType\":\"a\",\"exception_str\":\"a\"}}",
                "EngineExceptionsApi.update | {\"requestData\":{\"exceptionType\":\"a\",\"exceptionStr\":\"a\",\"insertTime\":\"b\"}}",
                "EngineExceptionsApi.delete | {\"requestData\":{\"exceptionType\":\"a\"}}",
                "EngineExceptionsApi.delete | {\"requestData\":{\"exceptionType\":\"a\",\"exceptionStrList\":[\"a\"]}}",
                "EngineExceptionsApi.deleteMany | {\"requestData\":{\"exceptionType\":\"a\",\"exceptionStrList\":[]}}",
                "AnomalyExceptionsApi.create | {\"requestData\":{\"requestJson\":{},\"addedBy\":\"a\"}}",
                "AnomalyExceptionsApi.create | {\"requestData\":{\"requestJson\":\"{}\",\"addedBy\":\"a\"}}",
                "AnomalyExceptionsApi.delete | {\"requestData\":{\"ruleId\":[]}}",
                "AnomalyExceptionsApi.delete | {\"requestData\":{\"ruleId\":[\"1\"],\"listIds\":[\"1\"]}}",
                "ClickTimeExceptionsApi.create | {\"requestData\":{\"listId\":\"1\"}}",
                "ClickTimeExceptionsApi.update | {\"requestData\":{\"listId\":\"1\",\"listItemName\":\"a\",\"listName\":\"b\"}}",
                "ClickTimeExceptionsApi.delete | {\"requestData\":{\"listItemIds\":[\"1\"]}}",
                "InfinityAuthApi.authenticate | {\"clientId\":\"a\"}",
            })
    void aRequestThatIsWrongContradictsItsSchema(String name, String request) {
        assertThat(schema(name).violations(EmailSchemas.exchange(EmailSchemas.json(request), null)))
                .isNotEmpty();
    }

    @Test
    void aMissingBodyContradictsTheSchemasOfThoseThatHaveOne() {
        assertThat(EmailSchemas.operations().stream()
                        .filter(operation -> !operation
                                .violations(EmailSchemas.exchange(null, null))
                                .isEmpty())
                        .map(operation -> operation.name().replaceFirst(".*\\.", "")))
                .containsOnly("create", "update", "delete", "deleteMany", "authenticate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EmailExceptionsApi.list | {\"senderDomain\":\"a\"}",
                "EmailExceptionsApi.get | {\"entityId\":\"1\",\"senderDomain\":7}",
                "EngineExceptionsApi.list | {\"exceptionStr\":\"a\"}",
                "EngineExceptionsApi.get | {\"exception_str\":null}",
                "AnomalyExceptionsApi.list | {\"anomaly_type\":\"a\"}",
                "ClickTimeExceptionsApi.lists | {\"listid\":\"1\",\"listname\":\"a\",\"listitem\":\"b\"}",
                "ClickTimeExceptionsApi.items | {\"listItemId\":\"1\",\"listId\":\"1\",\"listItemName\":\"a\"}",
                "EmailExceptionsApi.create | {\"entityId\":\"1\"}",
                "EngineExceptionsApi.deleteMany | {\"exception_str\":\"a\"}",
                "EmailExceptionsApi.scopes | 7",
            })
    void aResponseThatIsWrongContradictsItsSchema(String name, String element) {
        Operation operation = schema(name);
        String response = "{\"responseEnvelope\":" + ENVELOPE + ",\"responseData\":[" + element + "]}";
        assertThat(operation.violations(EmailSchemas.exchange(null, EmailSchemas.json(response))))
                .anyMatch(violation -> violation.contains("$.response"));
        assertThat(operation.violations(EmailSchemas.exchange(null, EmailSchemas.json("{\"responseData\":[]}"))))
                .anyMatch(violation -> violation.contains("responseEnvelope"));
    }

    private static Operation schema(String name) {
        return EmailSchemas.operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
