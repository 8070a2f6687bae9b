package dev.waiver.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waiver.core.ApiCall;
import dev.waiver.core.CallOptions;
import dev.waiver.core.error.ApiException;
import dev.waiver.core.error.DecodeException;
import dev.waiver.core.error.ServerException;
import dev.waiver.core.json.JsonDocument;
import dev.waiver.detection.internal.DetectionRequestBodies;
import dev.waiver.detection.model.DetectionExceptionRule;
import dev.waiver.detection.model.Facet;
import dev.waiver.testing.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which responses acknowledge a write that was not applied, refuse it, or show neither. */
class AcknowledgementTest {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final DetectionFixture f = new DetectionFixture();

    @AfterEach
    void close() {
        f.close();
    }

    private void respond(String contentType, String body) {
        f.service
                .faults()
                .writes()
                .always(Fault.body(200, contentType, body.getBytes(StandardCharsets.UTF_8))
                        .withoutApplying());
    }

    private static @Nullable Throwable failure(ApiCall<?> call) {
        Throwable blocking = catchThrowable(call::execute);
        Throwable async = catchThrowable(() -> call.executeAsync().get());
        if (async instanceof ExecutionException) {
            async = async.getCause();
        }
        assertThat(async == null ? null : async.getClass()).isEqualTo(blocking == null ? null : blocking.getClass());
        return blocking;
    }

    private List<ApiCall<?>> writes() {
        DetectionExceptionsApi api = f.client.api(DetectionExceptionsApi.class);
        JsonDocument body = DetectionRequestBodies.toDocument(DetectionExceptionRule.windows("one")
                .when(Facet.TARGET_FILE_PATH.containsAny("\\build\\"))
                .build());
        String id = f.service.add(body.text());
        return List.of(
                api.create(body),
                api.replace(id, body),
                api.deactivate(id),
                f.client.api(DetectionRuleSetsApi.class).replace(id, body),
                f.client.exceptions().deactivate(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access denied by policy",
                BYTE_ORDER_MARK + "<html><body>Access denied</body></html>",
                "false",
                "{\"message\":\"denied\"}",
                "{\"Message\":\"User is not authorized\"}"
            })
    void unclear(String body) {
        respond("text/plain", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write))
                    .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"denied\"}",
                BYTE_ORDER_MARK + "{\"error\":\"denied\"}",
                "{\"errors\":[\"x\"]}",
                "{\"success\":false}",
                "{\"code\":403}",
                "{\"status\":\"403\",\"message\":\"denied\"}"
            })
    void refused(String body) {
        respond("application/json", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write))
                    .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isFalse());
        }
    }

    @Test
    void aFailureOfTheServiceIsAmbiguous() {
        respond("application/json", "{\"status\":500}");
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write.with(CallOptions.builder().maxRetries(0).build())))
                    .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.mayHaveBeenApplied())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"success\":true,\"message\":\"ok\"}",
                "{\"Id\":\"1\",\"Version\":2,\"Name\":\"n\"}",
                "{\"id\":\"1\",\"name\":\"n\",\"status\":7,\"code\":\"x\"}",
                "{\"Name\":\"n\",\"States\":[],\"Status\":3,\"Severity\":\"High\"}",
                "{\"status\":\"DEACTIVATED\"}"
            })
    void acknowledged(String body) {
        respond("application/json", body);
        for (ApiCall<?> write : writes()) {
            assertThat(failure(write)).isNull();
        }
    }
}
